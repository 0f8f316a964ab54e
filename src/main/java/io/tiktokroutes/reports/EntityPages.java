package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The pages of one ad account's campaigns, ad groups or ads, asked for as they are needed. */
final class EntityPages implements Iterator<Batch> {

    private final TikTokApi api;
    private final EntityKind kind;
    private final String source;
    private final String advertiserId;
    private int page = 1;
    private boolean more = true;

    EntityPages(TikTokApi api, EntityKind kind, String source, String advertiserId) {
        this.api = api;
        this.kind = kind;
        this.source = source;
        this.advertiserId = advertiserId;
    }

    @Override
    public boolean hasNext() {
        return more;
    }

    @Override
    public Batch next() {
        if (!more) {
            throw new NoSuchElementException();
        }
        JsonNode data = ask();
        JsonNode list = data.path("list");
        more = page < data.path("page_info").path("total_page").asInt() && !list.isEmpty();
        page++;
        List<Record> rows = new ArrayList<>(list.size());
        for (JsonNode entity : list) {
            if (entity instanceof ObjectNode object && !entity.hasNonNull("advertiser_id")) {
                object.put("advertiser_id", advertiserId);
            }
            rows.add(
                    Record.of(
                            source, advertiserId + "/" + entity.path(kind.id()).asText(), entity));
        }
        return new Batch(source, rows);
    }

    private JsonNode ask() {
        try {
            return api.call(kind.page(advertiserId, page)).data();
        } catch (TikTokException e) {
            throw new ReportException("ad account " + advertiserId + ": " + e.getMessage());
        }
    }
}
