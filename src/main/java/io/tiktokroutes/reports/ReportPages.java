package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokAnswer;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The pages of one advertiser's report, asked for one after the other as they are needed.
 *
 * <p>When TikTok finds a question too large, its days are halved.
 */
final class ReportPages implements Iterator<Batch> {

    private final TikTokApi api;
    private final ReportQuery query;
    private final String source;
    private final String advertiserId;
    private final Deque<ReportDays> pieces;
    private int page = 1;

    ReportPages(
            TikTokApi api, ReportQuery query, String source, String advertiserId, ReportDays days) {
        this.api = api;
        this.query = query;
        this.source = source;
        this.advertiserId = advertiserId;
        this.pieces = new ArrayDeque<>(days.pieces());
    }

    @Override
    public boolean hasNext() {
        return !pieces.isEmpty();
    }

    @Override
    public Batch next() {
        if (pieces.isEmpty()) {
            throw new NoSuchElementException();
        }
        JsonNode data = ask().data();
        int pages = data.path("page_info").path("total_page").asInt();
        JsonNode list = data.path("list");
        if (page >= pages || list.isEmpty()) {
            pieces.remove();
            page = 1;
        } else {
            page++;
        }
        List<Record> rows = new ArrayList<>(list.size());
        list.forEach(row -> rows.add(Record.of(source, key(row), row)));
        return new Batch(source, rows);
    }

    private TikTokAnswer ask() {
        while (true) {
            ReportDays days = pieces.element();
            try {
                return api.call(query.page(advertiserId, days, page));
            } catch (TikTokException e) {
                boolean divisible = days.from().isBefore(days.to());
                if (e.remedy() != Remedy.HALVE || !divisible) {
                    throw new ReportException(advertiserId, e);
                }
                // rows of pages that were read before come again, which changes nothing
                page = 1;
                pieces.remove();
                LocalDate middle =
                        days.from()
                                .plusDays((days.to().toEpochDay() - days.from().toEpochDay()) / 2);
                pieces.addFirst(new ReportDays(middle.plusDays(1), days.to()));
                pieces.addFirst(new ReportDays(days.from(), middle));
            }
        }
    }

    /** The dimensions are what makes a row one of its kind. */
    private String key(JsonNode row) {
        StringBuilder key = new StringBuilder(advertiserId);
        query.dimensions()
                .forEach(
                        name -> key.append('/').append(row.path("dimensions").path(name).asText()));
        return key.toString();
    }
}
