package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.tiktok.TikTokException;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What {@code check} tells of the lead forms, one line each, and of the regions of their leads. */
final class FormChecks {

    /** So many forms are told of and asked about. */
    private static final int MOST = 100;

    /** At TikTok's pace for one endpoint more would not be faster. */
    private static final int THREADS = 6;

    private static final String ALL = "forms";
    private static final Set<String> REGIONS = Set.of("row", "us", "eu");
    private static final String ADMIN =
            "; leads need a user who is admin of the ad account, and an app with the permissions"
                    + " Instant Page Management, Leads Retrieval and Test Leads";

    private final Settings settings;
    private final Connections connections;
    private final boolean exports;
    private final long end;
    private final Set<String> wanted;
    private final List<Checked> lines = new ArrayList<>();

    /**
     * @param exports whether TikTok may be had make an export in each region
     * @param end in nanoseconds: nothing more is asked then
     */
    FormChecks(Settings settings, Connections connections, boolean exports, long end) {
        this.settings = settings;
        this.connections = connections;
        this.exports = exports;
        this.end = end;
        this.wanted = new TreeSet<>(settings.list("tiktok.lead-forms"));
    }

    List<Checked> run(List<String> accounts) {
        if (accounts.isEmpty()) {
            String why = "without an ad account TikTok cannot be asked for forms";
            return List.of(Checked.not(ALL, why), Checked.not("regions", why));
        }
        Map<String, FoundForm> found = new LinkedHashMap<>();
        FormSearch search = new FormSearch(connections.tiktok());
        accounts.forEach(id -> add(search, "advertiser_id", id, found));
        libraries(search).forEach(id -> add(search, "library_id", id, found));
        List<FoundForm> forms =
                found.values().stream()
                        .filter(form -> wanted.isEmpty() || wanted.contains(form.id()))
                        .toList();
        lines.add(summary(forms));
        List<FoundForm> told = forms.subList(0, Math.min(MOST, forms.size()));
        List<Checked> each = each(told);
        lines.addAll(each);
        if (forms.size() > MOST) {
            lines.add(Checked.not(ALL, "and " + (forms.size() - MOST) + " more, not asked about"));
        }
        regions(
                told.stream()
                        .filter(form -> each.get(told.indexOf(form)).state() == Checked.State.OK)
                        .toList());
        return lines;
    }

    private void add(FormSearch search, String kind, String id, Map<String, FoundForm> found) {
        try {
            // a library's form counts more than the ad account's memory of it
            search.of(kind, id).forEach(form -> found.put(form.id(), form));
        } catch (TikTokException e) {
            lines.add(
                    Checked.failed(
                            "forms of " + kind.replace("_id", "") + " " + id,
                            e.getMessage() + ADMIN));
        }
    }

    private List<String> libraries(FormSearch search) {
        try {
            return search.libraries();
        } catch (TikTokException e) {
            lines.add(Checked.not("libraries", e.getMessage()));
            return List.of();
        }
    }

    private Checked summary(List<FoundForm> forms) {
        Set<String> unknown = new TreeSet<>(wanted);
        forms.forEach(form -> unknown.remove(form.id()));
        if (!unknown.isEmpty()) {
            return Checked.failed(
                    ALL,
                    "no ad account and no library has "
                            + String.join(", ", unknown)
                            + "; check tiktok.lead-forms");
        }
        long published = forms.stream().filter(FoundForm::givesLeads).count();
        return Checked.ok(
                ALL,
                wanted.isEmpty()
                        ? published + " published"
                        : wanted.size() + " of tiktok.lead-forms");
    }

    private List<Checked> each(List<FoundForm> forms) {
        ExecutorService threads =
                Executors.newFixedThreadPool(
                        THREADS,
                        work -> {
                            Thread thread = new Thread(work, "check-form");
                            thread.setDaemon(true);
                            return thread;
                        });
        try {
            List<Future<Checked>> asked =
                    forms.stream().map(form -> threads.submit(() -> of(form))).toList();
            List<Checked> each = new ArrayList<>();
            for (Future<Checked> one : asked) {
                each.add(one.get());
            }
            return each;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Checked of(FoundForm form) {
        String name = "form " + form.id();
        if (!form.givesLeads()) {
            return Checked.not(name, form.about());
        }
        if (System.nanoTime() > end) {
            return Checked.not(name, form.about() + "; there was no time to ask more");
        }
        try {
            int questions = get("/page/field/get/", form.query()).path("fields").size();
            Map<String, Object> query = form.query();
            query.put("lead_source", "INSTANT_FORM");
            get("/lead/field/get/", query);
            return Checked.ok(name, form.about() + ", " + questions + " questions");
        } catch (TikTokException e) {
            return Checked.failed(name, form.about() + ": " + e.getMessage() + ADMIN);
        }
    }

    private void regions(List<FoundForm> readable) {
        List<String> regions = settings.list("tiktok.lead-regions");
        if (!exports || readable.isEmpty()) {
            lines.add(
                    Checked.not(
                            "regions",
                            String.join(", ", regions)
                                    + "; "
                                    + (exports
                                            ? "there is no form to export"
                                            : "check --leads has TikTok make an export of one form"
                                                    + " in each")));
            return;
        }
        regions.forEach(region -> lines.add(region(region, readable.get(0))));
    }

    private Checked region(String region, FoundForm form) {
        String name = "region " + region;
        if (!REGIONS.contains(region)) {
            return Checked.failed(
                    name, "there is no such region; write row, us and eu into tiktok.lead-regions");
        }
        var body = JsonNodeFactory.instance.objectNode();
        form.query().forEach((key, value) -> body.put(key, value.toString()));
        try {
            connections
                    .tiktok()
                    .call(
                            TikTokRequest.post("/page/lead/task/", body)
                                    .withHeader(
                                            "x-lead-region", region.equals("row") ? "" : region));
            return Checked.ok(name, "TikTok makes an export of form " + form.id());
        } catch (TikTokException e) {
            return Checked.failed(name, e.getMessage() + ADMIN);
        }
    }

    private JsonNode get(String path, Map<String, Object> query) throws TikTokException {
        return connections.tiktok().call(TikTokRequest.get(path, query)).data();
    }
}
