package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code check} tells of audience destinations: whether their ad account lets us in. */
final class AudienceChecks {

    private static final String LIST = "/dmp/custom_audience/list/";
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 10;
    private static final String FILE = "Customer File Audience";
    private static final String SEGMENT = "Partner";

    private final Path routes;
    private final Settings settings;
    private final Connections connections;

    AudienceChecks(Path routes, Settings settings, Connections connections) {
        this.routes = routes;
        this.settings = settings;
        this.connections = connections;
    }

    List<Checked> run() {
        List<Checked> lines = new ArrayList<>();
        if (!Files.isDirectory(routes)) {
            return lines;
        }
        try {
            for (WrittenAudience each : WrittenAudiences.read(routes, settings)) {
                for (String advertiser : each.advertisers()) {
                    lines.add(line(each, advertiser));
                }
            }
        } catch (StartupException e) {
            lines.add(Checked.failed("audiences", e.getMessage()));
        }
        return lines;
    }

    private Checked line(WrittenAudience written, String advertiser) {
        String name = "audience of " + written.destination();
        String which = "'" + written.audience() + "' of ad account " + advertiser;
        try {
            JsonNode found = find(written, advertiser);
            if (found == null) {
                return written.audience().startsWith("id:")
                        ? Checked.not(name, which + " is not listed; TikTok need not list them")
                        : Checked.ok(name, which + " is not there; the first run makes it");
            }
            // TikTok's older name for either kind of device id
            String type = found.path("calculate_type").asText("").replace("FIRST_", "MAID_");
            if (written.isFile() && !type.isEmpty() && !type.equals(written.matchField())) {
                return Checked.failed(
                        name,
                        which
                                + " takes "
                                + type
                                + "; write matchField: "
                                + type
                                + ", or the name of another audience");
            }
            return Checked.ok(name, which + " is there: " + found.path("audience_id").asText());
        } catch (TikTokException e) {
            boolean wrong = e.remedy() == Remedy.CONFIGURE || e.remedy() == Remedy.REFUSE;
            return wrong
                    ? Checked.failed(
                            name,
                            e.getMessage()
                                    + "; check the ad account, which must be one that the token may"
                                    + " use, and that the app may read and write audiences")
                    : Checked.not(name, e.getMessage());
        }
    }

    /** Null when there is none. */
    private JsonNode find(WrittenAudience written, String advertiser) throws TikTokException {
        String type = written.isFile() ? FILE : SEGMENT;
        for (int page = 1; page <= MOST_PAGES; page++) {
            JsonNode data =
                    connections
                            .tiktok()
                            .call(
                                    TikTokRequest.get(
                                            LIST,
                                            Map.of(
                                                    "advertiser_id",
                                                    advertiser,
                                                    "page",
                                                    page,
                                                    "page_size",
                                                    PAGE)))
                            .data();
            for (JsonNode each : data.path("list")) {
                boolean named =
                        written.audience().equals(each.path("name").asText())
                                || written.audience()
                                        .equals("id:" + each.path("audience_id").asText());
                if (named && type.equals(each.path("audience_type").asText())) {
                    return each;
                }
            }
            if (page >= data.path("page_info").path("total_page").asInt()) {
                break;
            }
        }
        return null;
    }
}
