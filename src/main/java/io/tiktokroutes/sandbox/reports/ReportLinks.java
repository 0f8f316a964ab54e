package io.tiktokroutes.sandbox.reports;

import io.tiktokroutes.sandbox.http.Call;
import io.tiktokroutes.sandbox.http.Reply;
import io.tiktokroutes.sandbox.http.Route.Kind;
import io.tiktokroutes.sandbox.http.Routes;
import io.tiktokroutes.sandbox.world.Ids;
import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Addresses under which report files can be fetched for a while, by anybody who knows them. */
final class ReportLinks {

    private static final int MOST = 1000;

    private final Settings settings;
    private final Ids ids;
    private final Map<String, Link> links = new LinkedHashMap<>();

    private record Link(ReportFile file, Instant made) {}

    ReportLinks(Settings settings, Ids ids) {
        this.settings = settings;
        this.ids = ids;
    }

    void addTo(Routes routes) {
        // a plain link of its own signature, not a part of the API: no token is looked at
        routes.add("GET", "/report-files/{file}", Kind.OPEN, this::fetch);
    }

    synchronized void reset() {
        links.clear();
    }

    /** A new address for a file. */
    synchronized String to(Call call, ReportFile file) {
        String signature = ids.secret();
        links.put(signature, new Link(file, call.at()));
        if (links.size() > MOST) {
            links.remove(links.keySet().iterator().next());
        }
        String host = call.header("Host");
        return "http://" + host + "/report-files/" + file.task().id + ".csv?sig=" + signature;
    }

    private Reply fetch(Call call) {
        Link link;
        synchronized (this) {
            link = links.get(call.query("sig", ""));
        }
        if (link == null || !call.segment("file").equals(link.file().task().id + ".csv")) {
            return denied("SignatureDoesNotMatch", "The signature does not match the address.");
        }
        long minutes = settings.number(Switch.REPORT_LINK_MINUTES);
        if (minutes == 0 || call.at().isAfter(link.made().plus(Duration.ofMinutes(minutes)))) {
            return denied("AccessDenied", "Request has expired");
        }
        return Reply.stream("text/csv", link.file()::write);
    }

    /** As stores of files answer; it is none of the API's envelopes. */
    private static Reply denied(String code, String message) {
        String text =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s</Message></Error>"
                        .formatted(code, message);
        return Reply.of(403, "application/xml", text.getBytes(StandardCharsets.UTF_8));
    }
}
