package io.tiktokroutes.sandbox.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.reports.ReportTask.Format;
import io.tiktokroutes.sandbox.reports.ReportTask.Status;
import io.tiktokroutes.sandbox.world.Ids;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code /report/task/*}: reports made in the background (reference, leads 4.7). */
public final class ReportTasks {

    private static final int MOST = 1000;
    private static final long FIRST_ID = 7450000000000000001L;

    private final Settings settings;
    private final ReportSource source;
    private final ReportLinks links;
    private final TaskLimit limit = new TaskLimit();
    private final Map<String, ReportTask> tasks = new LinkedHashMap<>();
    private long nextId = FIRST_ID;

    public ReportTasks(Settings settings, ReportSource source, Ids ids) {
        this.settings = settings;
        this.source = source;
        this.links = new ReportLinks(settings, ids);
    }

    public synchronized void reset() {
        tasks.clear();
        limit.reset();
        links.reset();
        nextId = FIRST_ID;
    }

    public void addTo(Routes routes) {
        routes.api("POST", "/report/task/create/", Kind.TOKEN, this::create);
        routes.api("GET", "/report/task/check/", Kind.TOKEN, this::check);
        routes.api("GET", "/report/task/download/", Kind.TOKEN, this::download);
        routes.api("POST", "/report/task/cancel/", Kind.TOKEN, this::cancel);
        links.addTo(routes);
    }

    private synchronized Reply create(Call call) {
        String appId = call.token().appId();
        if (settings.on(Switch.REPORT_TASK_LIMIT)) {
            limit.check(appId, call.at());
        }
        Asked asked = new Asked(call, true);
        ReportQuery query = ReportQuery.task(asked, settings);
        String id = Long.toString(nextId);
        ReportTask task =
                new ReportTask(
                        id,
                        appId,
                        query,
                        ReportTask.format(asked.text("output_format", "CSV_STRING")),
                        ReportTask.checked(asked.text("file_name", "report_" + id)),
                        asked.flag("enable_report_title_translation", true));
        nextId++;
        tasks.put(id, task);
        if (tasks.size() > MOST) {
            tasks.remove(tasks.keySet().iterator().next());
        }
        return Reply.ok(call, Json.object().put("task_id", id));
    }

    private synchronized Reply check(Call call) {
        ReportTask task = find(call);
        if (task.isRunning()) {
            task.asked++;
            task.status = next(task, call.at());
        }
        String message =
                task.status == Status.FAILED
                        ? "The report could not be generated. Please create the task again."
                        : "";
        return Reply.ok(
                call, Json.object().put("status", task.status.name()).put("message", message));
    }

    private Status next(ReportTask task, Instant now) {
        if (task.asked <= settings.number(Switch.REPORT_TASK_CHECKS)) {
            return task.asked == 1 ? Status.QUEUING : Status.PROCESSING;
        }
        if (settings.on(Switch.REPORT_TASK_FAILS)) {
            return Status.FAILED;
        }
        task.rows = source.at(task.query, now);
        return Status.SUCCESS;
    }

    private synchronized Reply cancel(Call call) {
        ReportTask task = find(call);
        if (!task.isRunning()) {
            throw new Refusal(
                    40002,
                    "The task " + task.id + " can not be canceled in status " + task.status + ".");
        }
        task.status = Status.CANCELED;
        return Reply.ok(call, Json.object().put("status", task.status.name()));
    }

    private synchronized Reply download(Call call) {
        ReportTask task = find(call);
        if (task.isRunning()) {
            throw new Refusal(40201, "The task is not ready.");
        }
        if (task.status != Status.SUCCESS) {
            throw new Refusal(40200, "The task " + task.id + " has status " + task.status + ".");
        }
        ReportFile file = new ReportFile(settings, task);
        ObjectNode data = Json.object();
        if (task.format == Format.CSV_DOWNLOAD) {
            data.put("download_url", links.to(call, file));
            data.put("file_name", task.fileName + ".csv");
            return Reply.ok(call, data.put("output_format", task.format.name()));
        }
        if (settings.is(Switch.REPORT_TASK_CSV, "text")) {
            return Reply.stream("text/csv", file::write);
        }
        return Reply.ok(call, data.put("content", text(file)));
    }

    private static String text(ReportFile file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            file.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private ReportTask find(Call call) {
        String advertiser = call.token().advertiser(call.required("advertiser_id")).id();
        String id = call.required("task_id");
        ReportTask task = tasks.get(id);
        if (task == null || !task.isOf(call, advertiser)) {
            throw new Refusal(40002, "The task " + id + " doesn't exist.");
        }
        return task;
    }
}
