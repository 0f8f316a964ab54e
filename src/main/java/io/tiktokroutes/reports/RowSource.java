package io.tiktokroutes.reports;

import io.tiktokroutes.http.DownloadFile;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import java.io.IOException;
import java.time.Duration;

/** Asks TikTok for the rows of windows, in the way that fits their size. */
final class RowSource {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final TikTokApi api;
    private final ReportTask task;

    /**
     * @param http fetches the files of tasks
     * @param firstPause between two questions whether a task is done, at first
     */
    RowSource(TikTokApi api, HttpCalls http, Duration firstPause) {
        this.api = api;
        this.task = new ReportTask(api, http, firstPause, PATIENCE);
    }

    /** Page by page. */
    ReportPages pages(WantedWindow window, ReportQuery query) {
        return pages(window, query, ReportQuery.ALL);
    }

    private ReportPages pages(WantedWindow window, ReportQuery query, String status) {
        return new ReportPages(api, query, window.account().id(), window.days(), status);
    }

    /**
     * From a file that TikTok writes, and then page by page what was deleted, which no task gives.
     * Comes back when the file is here.
     */
    RowPages file(WantedWindow window, ReportQuery query) throws TikTokException, IOException {
        DownloadFile file = DownloadFile.make("report");
        try {
            task.download(query, window.account().id(), window.days(), file);
            RowPages rows = new ReportFile(file, query);
            return query.hasDeleted() ? rows.then(pages(window, query, ReportQuery.DELETED)) : rows;
        } catch (TikTokException | IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }
}
