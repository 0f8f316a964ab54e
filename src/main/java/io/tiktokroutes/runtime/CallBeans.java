package io.tiktokroutes.runtime;

import io.tiktokroutes.calls.CallRecorder;
import io.tiktokroutes.calls.CallStore;
import io.tiktokroutes.http.Caller;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.runtime.sinks.Sink;
import io.tiktokroutes.store.Sql;
import java.time.Duration;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;

/** Keeps the last calls that sinks make, for {@code log --calls}. */
final class CallBeans {

    /** Their bodies may all be in the table at once. */
    private static final int MOST_KEPT = 10_000;

    private final CallStore store;
    private final String apiUrl;
    private final int keep;
    private final Duration retention;

    CallBeans(Settings settings, DataSource database, Mode mode) throws StartupException {
        this.store = new CallStore(new Sql(database));
        this.apiUrl = settings.get("tiktok.api-url");
        int wanted = settings.number("calls.keep", 0, MOST_KEPT);
        this.keep = mode.serves() ? wanted : 0;
        this.retention = settings.duration("calls.retention");
    }

    /**
     * @param http makes the calls
     */
    void equip(CamelContext context, HttpCalls http) throws Exception {
        if (keep > 0) {
            CallRecorder recorder = new CallRecorder(store, apiUrl, keep);
            context.addService(recorder);
            http.watchedBy(recorder);
        }
        context.addService(new Forgetting(context, "calls", () -> store.forget(retention)));
    }

    /** The same work, on behalf of the destination of each delivery. */
    Sink.Work around(Sink.Work work) {
        return keep == 0
                ? work
                : delivery -> Caller.of(delivery.destination(), () -> work.on(delivery));
    }
}
