package io.tiktokroutes.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.world.Refusal;
import java.util.List;

/**
 * Page numbers as every list endpoint of TikTok has them (reference, leads 1.3).
 *
 * @param page from 1
 * @param size rows on a page
 * @param total rows in all
 */
public record Paging(int page, int size, int total) {

    /** Reads {@code page} and {@code page_size}; the defaults are 1 and 10. */
    public static Paging of(Call call, int mostSize, int total) {
        int page = call.queryInt("page", 1);
        int size = call.queryInt("page_size", 10);
        if (page < 1) {
            throw Refusal.invalid("page", "must be 1 or more");
        }
        if (size < 1 || size > mostSize) {
            throw Refusal.invalid("page_size", "must be between 1 and " + mostSize);
        }
        return new Paging(page, size, total);
    }

    /** The rows of this page; none behind the last one. */
    public <T> List<T> cut(List<T> all) {
        long from = Math.min((page - 1L) * size, all.size());
        return all.subList((int) from, (int) Math.min(from + size, all.size()));
    }

    public ObjectNode toJson() {
        return Json.object()
                .put("page", page)
                .put("page_size", size)
                .put("total_number", total)
                .put("total_page", (total + size - 1) / size);
    }
}
