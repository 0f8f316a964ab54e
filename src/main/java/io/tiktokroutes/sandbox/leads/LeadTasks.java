package io.tiktokroutes.sandbox.leads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Json;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Refusal;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Exports of leads: the same POST creates one and asks how far it is; then the file is fetched. */
public final class LeadTasks {

    private static final long LARGEST_PLAIN = 10 << 20;
    private static final int MOST = 1000;
    private static final long FIRST_ID = 7420000000000000001L;

    private final Settings settings;
    private final LeadStore store;
    private final LeadAccess access;
    private final Map<String, LeadTask> tasks = new LinkedHashMap<>();
    private long nextId = FIRST_ID;

    public LeadTasks(Settings settings, LeadStore store, Forms forms) {
        this.settings = settings;
        this.store = store;
        this.access = new LeadAccess(forms);
    }

    public synchronized void reset() {
        tasks.clear();
        nextId = FIRST_ID;
    }

    public void addTo(Routes routes) {
        routes.api("POST", "/page/lead/task/", Kind.TOKEN, this::createOrPoll);
        routes.api("GET", "/page/lead/task/download/", Kind.TOKEN, this::download);
    }

    private synchronized Reply createOrPoll(Call call) {
        String owner = access.adminOwner(call);
        Region region = Region.ofHeader(call.header("x-lead-region"));
        Optional<String> taskId = call.param("task_id");
        if (taskId.isEmpty()) {
            return Reply.ok(call, create(call, owner, region));
        }
        LeadTask task = find(taskId.get(), owner);
        if (task.region != region) {
            throw new Refusal(40002, "The task " + task.id + " doesn't exist.");
        }
        task.asked++;
        String status = status(task, call.at());
        ObjectNode data = Json.object().put("status", status).put("task_id", task.id);
        if (status.equals("SUCCEED")) {
            data.put("file_name", task.fileName()).put("file_type", task.zip ? "zip" : "csv");
        }
        return Reply.ok(call, data);
    }

    private ObjectNode create(Call call, String owner, Region region) {
        Optional<String> page = call.param("page_id");
        Optional<String> ad = call.param("ad_id");
        if (page.isPresent() == ad.isPresent()) {
            throw Refusal.missing("page_id or ad_id");
        }
        Form form = page.map(id -> access.form(id, owner)).orElse(null);
        LeadTask task = new LeadTask(Long.toString(nextId++), form, ad.orElse(null), owner, region);
        tasks.put(task.id, task);
        if (tasks.size() > MOST) {
            tasks.remove(tasks.keySet().iterator().next());
        }
        return Json.object().put("status", "CREATED").put("task_id", task.id);
    }

    private String status(LeadTask task, Instant now) {
        if (task.asked <= settings.number(Switch.LEAD_TASK_POLLS)) {
            return "RUNNING";
        }
        if (task.ready == null && settings.on(Switch.LEAD_TASK_FAILS)) {
            return "FAILED";
        }
        if (task.ready == null) {
            task.ready = now;
            task.lastLead = store.lastId();
            task.zip =
                    settings.on(Switch.LEAD_FILE_ZIP)
                            || file(task, task.region).isLargerThan(LARGEST_PLAIN);
        }
        return "SUCCEED";
    }

    private synchronized Reply download(Call call) {
        String owner = access.adminOwner(call);
        LeadTask task = find(call.required("task_id"), owner);
        if (task.ready == null) {
            throw new Refusal(40201, "The task is not ready.");
        }
        long minutes = settings.number(Switch.LEAD_FILE_MINUTES);
        if (minutes == 0 || call.at().isAfter(task.ready.plus(Duration.ofMinutes(minutes)))) {
            int code = (int) settings.number(Switch.LEAD_FILE_GONE_CODE);
            throw new Refusal(code, code == 40910 ? "file expired" : "file not exist");
        }
        String failure = "failed to download.";
        return switch (settings.word(Switch.LEAD_DOWNLOAD)) {
            case "json" -> throw new Refusal(40000, failure);
            case "text" -> Reply.of(200, "text/csv", failure.getBytes(StandardCharsets.UTF_8));
            default -> file(task, call);
        };
    }

    private Reply file(LeadTask task, Call call) {
        LeadFile file = file(task, Region.ofHeader(call.header("x-lead-region")));
        if (!task.zip) {
            return Reply.stream("text/csv", file::write);
        }
        String name = task.csvName();
        return Reply.stream("application/zip", out -> zip(out, name, file));
    }

    private static void zip(OutputStream out, String name, LeadFile file) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.BEST_SPEED);
        zip.putNextEntry(new ZipEntry(name));
        file.write(zip);
        zip.closeEntry();
        zip.finish();
    }

    /** A region other than the export's gives a file without rows, not an error. */
    private LeadFile file(LeadTask task, Region asked) {
        List<Lead> own =
                asked == task.region
                        ? store.find(task.form, task.region).stream().filter(task::holds).toList()
                        : List.of();
        List<Form> forms =
                task.form != null
                        ? List.of(task.form)
                        : own.stream().map(Lead::form).distinct().toList();
        return new LeadFile(settings, forms, withGenerated(task, asked, own));
    }

    private Iterable<Lead> withGenerated(LeadTask task, Region asked, List<Lead> own) {
        long more = settings.number(Switch.LEAD_GENERATED);
        if (more == 0 || task.form == null || asked != task.region || asked != Region.ROW) {
            return own;
        }
        GeneratedLeads generated = new GeneratedLeads(task.form, more, task.ready);
        return () -> Stream.concat(own.stream(), generated.stream()).iterator();
    }

    private LeadTask find(String id, String owner) {
        LeadTask task = tasks.get(id);
        if (task == null || !task.owner.equals(owner)) {
            throw new Refusal(40002, "The task " + id + " doesn't exist.");
        }
        if (task.form != null) {
            access.form(task.form.id(), owner); // it may have moved to a library meanwhile
        }
        return task;
    }
}
