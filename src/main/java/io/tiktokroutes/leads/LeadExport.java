package io.tiktokroutes.leads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Exports all retained leads of a form: create a task, ask until it is done, download the file.
 *
 * <p>Source: TikTok's page "Download leads". Creating and asking are the same POST; the file is
 * gone ten minutes after it was made.
 */
final class LeadExport {

    private static final String TASK = "/page/lead/task/";
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** File not there, and file expired. */
    private static final Set<Integer> GONE = Set.of(40905, 40910);

    private final TikTokApi api;
    private final Duration firstPause;

    /**
     * @param firstPause between two questions at first; doubles up to 30 seconds
     */
    LeadExport(TikTokApi api, Duration firstPause) {
        this.api = api;
        this.firstPause = firstPause;
    }

    /**
     * @param region {@code us}, {@code eu}, or empty for the rest of the world: TikTok keeps leads
     *     apart by region, and a wrong region gives an empty file instead of an error
     * @param file is filled with CSV, or a ZIP of it above 10 MB
     */
    void download(LeadForm form, String region, FileChannel file) throws TikTokException {
        try {
            export(form, region, file);
        } catch (TikTokException e) {
            if (!GONE.contains(e.code())) {
                throw e;
            }
            // the file is kept for ten minutes only: what helps is another one
            export(form, region, file);
        }
    }

    private void export(LeadForm form, String region, FileChannel file) throws TikTokException {
        String taskId = create(form, region);
        waitFor(form, region, taskId);
        api.download(
                TikTokRequest.get(
                                "/page/lead/task/download/",
                                form.owner().and(Map.of("task_id", taskId)))
                        .withHeader("x-lead-region", region),
                file);
    }

    private String create(LeadForm form, String region) throws TikTokException {
        String taskId = task(form, region, "").path("task_id").asText();
        if (taskId.isEmpty()) {
            // asking without an id would make a task each time
            throw failure("the export of form " + form.pageId() + " got no task id");
        }
        return taskId;
    }

    private JsonNode task(LeadForm form, String region, String taskId) throws TikTokException {
        ObjectNode body = form.owner().in(JsonNodeFactory.instance.objectNode());
        body.put("page_id", form.pageId());
        if (!taskId.isEmpty()) {
            body.put("task_id", taskId);
        }
        TikTokRequest request = TikTokRequest.post(TASK, body);
        return api.call(request.withHeader("x-lead-region", region)).data();
    }

    private void waitFor(LeadForm form, String region, String taskId) throws TikTokException {
        Duration pause = firstPause;
        Duration waited = Duration.ZERO;
        while (waited.compareTo(PATIENCE) < 0) {
            String status = task(form, region, taskId).path("status").asText();
            if (status.equals("SUCCEED")) {
                return;
            }
            if (status.equals("FAILED")) {
                throw failure("FAILED to the export of form " + form.pageId());
            }
            sleep(pause);
            waited = waited.plus(pause);
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        }
        throw failure("the export of form " + form.pageId() + " took over 15 minutes");
    }

    private static void sleep(Duration pause) throws TikTokException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("the program is stopping");
        }
    }

    private static TikTokException failure(String words) {
        return new TikTokException(Remedy.RETRY, TASK, TikTokException.NO_CODE, words, "");
    }
}
