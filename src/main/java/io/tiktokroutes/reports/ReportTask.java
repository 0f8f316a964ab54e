package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.http.DownloadFile;
import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.http.HttpRequest;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has TikTok write a window into a file, for what is too large for pages: create a task, ask until
 * it is done, download the file.
 *
 * <p>Source: TikTok's pages "Create an asynchronous report task", "Check" and "Download". The link
 * to the file is good for an hour.
 */
final class ReportTask {

    private static final Logger LOG = LoggerFactory.getLogger(ReportTask.class);

    private static final String CHECK = "/report/task/check/";
    private static final String DOWNLOAD = "/report/task/download/";
    private static final String CANCEL = "/report/task/cancel/";

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final TikTokApi api;
    private final HttpCalls http;
    private final Duration firstPause;
    private final Duration patience;

    /**
     * @param firstPause between two questions at first; doubles up to 30 seconds
     * @param patience after which the task is cancelled
     */
    ReportTask(TikTokApi api, HttpCalls http, Duration firstPause, Duration patience) {
        this.api = api;
        this.http = http;
        this.firstPause = firstPause;
        this.patience = patience;
    }

    /**
     * Fills the file with the rows as CSV.
     *
     * @throws IOException when the file cannot be had
     */
    void download(ReportQuery query, String advertiserId, ReportDays days, DownloadFile file)
            throws TikTokException, IOException {
        String taskId = create(query, advertiserId, days);
        Map<String, Object> task = Map.of("advertiser_id", advertiserId, "task_id", taskId);
        waitFor(task, advertiserId);
        for (boolean again = false; ; again = true) {
            JsonNode data = api.call(TikTokRequest.get(DOWNLOAD, task)).data();
            HttpAnswer answer = fetch(data.path("download_url").asText(), file);
            if (answer.isSuccess()) {
                return;
            }
            if (again) {
                throw new IOException(
                        "the file of report task " + taskId + ": HTTP " + answer.status());
            }
            // a link that expired: TikTok gives a fresh one
        }
    }

    private String create(ReportQuery query, String advertiserId, ReportDays days)
            throws TikTokException {
        String taskId = api.call(query.task(advertiserId, days)).data().path("task_id").asText();
        if (taskId.isEmpty()) {
            throw failure(ReportQuery.CREATE, "without a task id");
        }
        return taskId;
    }

    private void waitFor(Map<String, Object> task, String advertiserId) throws TikTokException {
        Duration pause = firstPause;
        Duration waited = Duration.ZERO;
        while (waited.compareTo(patience) < 0) {
            JsonNode data = api.call(TikTokRequest.get(CHECK, task)).data();
            String status = data.path("status").asText();
            switch (status) {
                case "SUCCESS" -> {
                    return;
                }
                case "FAILED", "CANCELED" ->
                        throw failure(
                                CHECK,
                                "%s to the report task of advertiser %s: %s"
                                        .formatted(
                                                status,
                                                advertiserId,
                                                data.path("message").asText("")));
                default -> {
                    sleep(pause);
                    waited = waited.plus(pause);
                    pause = pause.multipliedBy(2);
                    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
                }
            }
        }
        cancel(task);
        throw failure(
                CHECK, "nothing final after " + patience.toMinutes() + " minutes; it is cancelled");
    }

    private void cancel(Map<String, Object> task) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        task.forEach((name, value) -> body.put(name, value.toString()));
        try {
            api.call(TikTokRequest.post(CANCEL, body));
        } catch (TikTokException e) {
            // it may have come to an end just now, and TikTok forgets it by itself
            LOG.debug("{}", e.getMessage());
        }
    }

    /** The link is signed by itself: whoever serves it gets no token of ours. */
    private HttpAnswer fetch(String link, DownloadFile file) throws IOException {
        URI uri;
        try {
            uri = URI.create(link);
        } catch (IllegalArgumentException e) {
            throw new IOException("TikTok's link to the file cannot be read", e);
        }
        if (uri.getHost() == null || !uri.getScheme().matches("https?")) {
            throw new IOException("TikTok's link to the file is no web address");
        }
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        String url = uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
        return http.download(HttpRequest.get(url, query, Map.of()), file.channel());
    }

    private static void sleep(Duration pause) throws TikTokException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(CHECK, "nothing: the program is stopping");
        }
    }

    private static TikTokException failure(String path, String words) {
        return new TikTokException(Remedy.RETRY, path, TikTokException.NO_CODE, words, "");
    }
}
