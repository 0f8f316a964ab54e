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
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Exports of leads: the same POST creates one and asks how far it is; then the file is fetched. */
public final class LeadTasks {

    private static final Duration FILE_LIVES = Duration.ofMinutes(10);
    private static final int MOST = 1000;
    private static final long FIRST_ID = 7420000000000000001L;

    private static final class Task {
        private final String id;
        private final Form form;
        private final String adId;
        private final String owner;
        private final Region region;
        private long asked;
        private Instant ready;
        private long lastLead;

        private Task(String id, Form form, String adId, String owner, Region region) {
            this.id = id;
            this.form = form;
            this.adId = adId;
            this.owner = owner;
            this.region = region;
        }

        private String fileName() {
            return "leads_" + (form == null ? adId : form.id()) + ".csv";
        }
    }

    private final Settings settings;
    private final LeadStore store;
    private final LeadFile file;
    private final LeadAccess access;
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private long nextId = FIRST_ID;

    public LeadTasks(Settings settings, LeadStore store, Forms forms) {
        this.settings = settings;
        this.store = store;
        this.file = new LeadFile(settings);
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
        Optional<String> taskId = call.param("task_id");
        if (taskId.isEmpty()) {
            return Reply.ok(call, create(call, owner));
        }
        Task task = find(taskId.get(), owner);
        task.asked++;
        String status = status(task, call.at());
        ObjectNode data = Json.object().put("status", status).put("task_id", task.id);
        if (status.equals("SUCCEED")) {
            boolean zip = file.zipped(csv(task, task.region));
            data.put("file_name", zip ? task.fileName().replace(".csv", ".zip") : task.fileName());
            data.put("file_type", zip ? "zip" : "csv");
        }
        return Reply.ok(call, data);
    }

    private ObjectNode create(Call call, String owner) {
        Optional<String> page = call.param("page_id");
        Optional<String> ad = call.param("ad_id");
        if (page.isPresent() == ad.isPresent()) {
            throw Refusal.missing("page_id or ad_id");
        }
        Form form = page.map(id -> access.form(id, owner)).orElse(null);
        Region region = Region.ofHeader(call.header("x-lead-region"));
        Task task = new Task(Long.toString(nextId++), form, ad.orElse(null), owner, region);
        tasks.put(task.id, task);
        if (tasks.size() > MOST) {
            tasks.remove(tasks.keySet().iterator().next());
        }
        return Json.object().put("status", "CREATED").put("task_id", task.id);
    }

    private String status(Task task, Instant now) {
        if (task.asked <= settings.number(Switch.LEAD_TASK_POLLS)) {
            return "RUNNING";
        }
        if (settings.on(Switch.LEAD_TASK_FAILS)) {
            return "FAILED";
        }
        if (task.ready == null) {
            task.ready = now;
            task.lastLead = store.lastId();
        }
        return "SUCCEED";
    }

    /** A region other than the export's gives a file without rows, not an error. */
    private synchronized Reply download(Call call) {
        String owner = access.adminOwner(call);
        Task task = find(call.required("task_id"), owner);
        if (task.ready == null) {
            throw new Refusal(40201, "The task is not ready.");
        }
        if (call.at().isAfter(task.ready.plus(FILE_LIVES))) {
            throw new Refusal(40905, "file not exist");
        }
        byte[] csv = csv(task, Region.ofHeader(call.header("x-lead-region")));
        if (file.zipped(csv)) {
            return Reply.of(200, "application/zip", LeadFile.zip(task.fileName(), csv));
        }
        return Reply.of(200, "text/csv", csv);
    }

    private byte[] csv(Task task, Region asked) {
        List<Lead> leads =
                asked == task.region ? store.find(task.form, task.adId, task.region) : List.of();
        List<Lead> own =
                leads.stream()
                        .filter(lead -> task.form != null || lead.form().seenBy(task.owner))
                        // the file shows what there was when it was made
                        .filter(lead -> task.ready == null || lead.id() <= task.lastLead)
                        .toList();
        List<Form> forms =
                task.form != null
                        ? List.of(task.form)
                        : own.stream().map(Lead::form).distinct().toList();
        return file.csv(forms, own);
    }

    private Task find(String id, String owner) {
        Task task = tasks.get(id);
        if (task == null || !task.owner.equals(owner)) {
            throw new Refusal(40002, "The task " + id + " doesn't exist.");
        }
        if (task.form != null) {
            access.form(task.form.id(), owner); // it may have moved to a library meanwhile
        }
        return task;
    }
}
