package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import java.util.ArrayList;
import java.util.List;

/** The pages of a window that TikTok answers at once, asked for one after the other. */
final class ReportPages implements RowPages {

    private final TikTokApi api;
    private final ReportQuery query;
    private final String advertiserId;
    private final ReportDays days;
    private final String status;
    private int page = 1;
    private boolean ended;
    private long total;

    /**
     * @param status as {@link ReportQuery#page} takes it
     */
    ReportPages(
            TikTokApi api, ReportQuery query, String advertiserId, ReportDays days, String status) {
        this.api = api;
        this.query = query;
        this.advertiserId = advertiserId;
        this.days = days;
        this.status = status;
    }

    /** How many rows TikTok said there are; known with the first page. */
    long total() {
        return total;
    }

    @Override
    public List<ObjectNode> next() throws TikTokException {
        if (ended) {
            return List.of();
        }
        JsonNode data = api.call(query.page(advertiserId, days, status, page)).data();
        JsonNode about = data.path("page_info");
        total = about.path("total_number").asLong();
        List<ObjectNode> rows = new ArrayList<>();
        for (JsonNode row : data.path("list")) {
            if (row instanceof ObjectNode object) {
                rows.add(object);
            }
        }
        ended = rows.isEmpty() || page >= about.path("total_page").asInt();
        page++;
        return rows;
    }
}
