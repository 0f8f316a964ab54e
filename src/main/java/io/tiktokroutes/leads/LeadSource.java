package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.Advertisers;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leads that were not seen yet, form by form and region by region.
 *
 * <p>A kamelet asks for {@link #exports}, puts each batch into an inbox, and then calls {@link
 * #seen(Batch)}. When the program dies in between, the next export brings the same leads again and
 * the inbox recognises them by their ids.
 */
public final class LeadSource {

    /** TikTok's name for leads of neither the US nor Europe is no header at all. */
    private static final String REST_OF_WORLD = "row";

    private static final Set<String> REGIONS = Set.of(REST_OF_WORLD, "us", "eu");

    private static final Logger LOG = LoggerFactory.getLogger(LeadSource.class);

    private final TikTokApi api;
    private final Advertisers advertisers;
    private final SeenLeads seenLeads;

    public LeadSource(TikTokApi api, Advertisers advertisers, DataSource database) {
        this.api = api;
        this.advertisers = advertisers;
        this.seenLeads = new SeenLeads(new Sql(database), Clock.systemUTC());
    }

    private static List<String> list(String text) {
        List<String> items = new ArrayList<>();
        for (String item : text.split(",")) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    /** One form in one region. */
    private record Part(LeadForm form, String region) {}

    /**
     * The new leads of every form and region; a part that fails is logged and comes next time.
     *
     * @param source the name of the source, which its records carry
     * @param forms page ids with commas between; empty for all published forms
     * @param regions {@code row}, {@code us} and {@code eu}, with commas between
     * @param pollMillis between two questions whether an export is ready, at first
     */
    public Iterator<Batch> exports(String source, String forms, String regions, long pollMillis) {
        List<String> wanted = list(regions);
        if (wanted.isEmpty() || !REGIONS.containsAll(wanted)) {
            throw new IllegalArgumentException(
                    "regions is '" + regions + "'; write row, us and eu with commas between");
        }
        List<Part> parts = new ArrayList<>();
        try {
            for (LeadForm form : new LeadForms(api, advertisers, Set.copyOf(list(forms))).all()) {
                wanted.forEach(region -> parts.add(new Part(form, region)));
            }
        } catch (TikTokException e) {
            LOG.error("{}: the forms cannot be listed: {}", source, e.getMessage());
        }
        LeadExport export = new LeadExport(api, Duration.ofMillis(pollMillis));
        return parts.stream()
                .map(part -> fresh(source, export, part))
                .filter(batch -> !batch.isEmpty())
                .iterator();
    }

    private Batch fresh(String source, LeadExport export, Part part) {
        List<Record> fresh = new ArrayList<>();
        String header = part.region().equals(REST_OF_WORLD) ? "" : part.region();
        try {
            List<ObjectNode> leads = LeadFile.read(export.download(part.form(), header));
            List<String> ids = leads.stream().map(lead -> lead.path("id").asText()).toList();
            Set<String> seen = seenLeads.among(ids);
            for (ObjectNode lead : leads) {
                String id = lead.path("id").asText();
                if (id.isEmpty()) {
                    LOG.warn("form {}: a lead without an id is passed over", part.form().pageId());
                } else if (!seen.contains(id)) {
                    lead.put("advertiser_id", part.form().advertiserId());
                    lead.put("region", part.region());
                    fresh.add(Record.of(source, id, lead));
                }
            }
            LOG.info(
                    "form {} ({}): {} leads, {} new",
                    part.form().pageId(),
                    part.region(),
                    leads.size(),
                    fresh.size());
        } catch (TikTokException | IOException | SQLException | RuntimeException e) {
            // whatever it was, the other forms are asked all the same
            String words = e instanceof RuntimeException ? e.toString() : e.getMessage();
            LOG.error("form {} ({}): {}", part.form().pageId(), part.region(), words);
            fresh.clear();
        }
        return new Batch(source, fresh);
    }

    /** Called when a batch is committed to its inbox. */
    public void seen(Batch batch) throws SQLException {
        seenLeads.add(batch, "export");
    }
}
