package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tiktokroutes.calls.CallLog;
import io.tiktokroutes.calls.SentCall;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.spelling.Spelling;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** {@code log --calls}: the live debugger. */
final class CallsView {

    private static final String UPLOADING = "tiktok-audience-file-sink";
    private static final long LOOK_SECONDS = 1;

    private final CallLog log;
    private final List<Flow> flows;
    private final Settings settings;
    private final CallLog.Wanted wanted;
    private final CallLines lines;

    /**
     * @param lines how each call is shown
     */
    CallsView(
            CallLog log,
            List<Flow> flows,
            Settings settings,
            CallLog.Wanted wanted,
            CallLines lines) {
        this.log = log;
        this.flows = flows;
        this.settings = settings;
        this.wanted = wanted;
        this.lines = lines;
    }

    /**
     * Prints the newest calls.
     *
     * @throws StartupException for a destination that does not exist
     */
    void print(OutputStream out, int limit, boolean json, boolean follow)
            throws StartupException, SQLException, IOException {
        check();
        Outlet outlet = new Outlet(out);
        if (uploads()) {
            uploads(outlet, json);
            return;
        }
        List<SentCall> calls = log.latest(wanted, limit);
        if (follow) {
            follow(outlet, calls, limit, json);
        } else if (calls.isEmpty() && !json) {
            write(outlet, nothing() + "\n");
        } else {
            show(outlet, calls, json);
        }
        outlet.flush();
    }

    private void check() throws StartupException, SQLException {
        String name = wanted.destination();
        if (name.isEmpty()) {
            return;
        }
        Set<String> known = new TreeSet<>(log.destinations());
        for (Flow flow : flows) {
            known.addAll(flow.sinks().keySet());
        }
        if (!known.contains(name) && !known.isEmpty()) {
            throw new StartupException(
                    "there is no destination '" + name + "'" + Spelling.hintOrAll(name, known));
        }
    }

    private boolean uploads() {
        return flows.stream()
                .map(flow -> flow.sinks().get(wanted.destination()))
                .anyMatch(sink -> sink != null && sink.kamelet().equals(UPLOADING));
    }

    private void uploads(Outlet out, boolean json) throws IOException {
        String why =
                wanted.destination()
                        + " uploads files, and of these no calls are shown: rows are not compared,"
                        + " and a file is the whole result of the query, so that no row has a"
                        + " request of its own; the command syncs tells what became of each upload";
        if (json) {
            NdjsonOut lines = new NdjsonOut(out);
            lines.write(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("destination", wanted.destination())
                            .put("note", why));
            lines.flush();
        } else {
            write(out, why + "\n");
        }
        out.flush();
    }

    private String nothing() {
        if (settings.get("calls.keep").equals("0")) {
            return "no calls are kept: calls.keep is 0";
        }
        return wanted.key().isEmpty()
                ? "no calls of that kind are kept"
                : "no call that is kept was about '"
                        + wanted.key()
                        + "'; the last "
                        + settings.get("calls.keep")
                        + " calls of each destination are";
    }

    private void show(Outlet out, List<SentCall> calls, boolean json) throws IOException {
        if (json) {
            NdjsonOut objects = new NdjsonOut(out);
            for (SentCall call : calls) {
                objects.write(lines.json(call));
            }
            objects.flush();
            return;
        }
        PrintWriter text = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        if (wanted.destination().isEmpty() && wanted.key().isEmpty()) {
            CallLines.list(text, calls);
        } else {
            calls.forEach(call -> lines.print(text, call));
        }
        text.flush();
    }

    private void follow(Outlet out, List<SentCall> before, int limit, boolean json)
            throws SQLException, IOException {
        List<SentCall> next = new ArrayList<>(before);
        long last = 0;
        try {
            while (true) {
                Collections.reverse(next);
                for (SentCall call : next) {
                    show(out, List.of(call), json);
                    last = Math.max(last, call.id());
                }
                out.flush();
                TimeUnit.SECONDS.sleep(LOOK_SECONDS);
                next = new ArrayList<>(log.latest(wanted.after(last), limit));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Outlet.Failure e) {
            if (!e.nobodyReads()) {
                throw e;
            }
        }
    }

    private static void write(Outlet out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
