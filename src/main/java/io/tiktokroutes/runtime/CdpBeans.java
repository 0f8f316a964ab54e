package io.tiktokroutes.runtime;

import io.tiktokroutes.cdp.CdpAccount;
import io.tiktokroutes.cdp.CdpCalls;
import io.tiktokroutes.cdp.CdpEventSender;
import io.tiktokroutes.cdp.CdpObjectSender;
import io.tiktokroutes.runtime.sinks.Sink;
import io.tiktokroutes.schema.RecordSchemas;
import org.apache.camel.CamelContext;

/** Shows Camel what the kamelets of the CDP name. */
final class CdpBeans {

    /** Puts around a sink's work what stands around every sink. */
    @FunctionalInterface
    interface Around {
        /**
         * @param lists where a request of the sink holds its records
         */
        Sink sink(Sink.Work work, String... lists);
    }

    private final Settings settings;
    private final RecordSchemas schemas;
    private final CdpCalls calls;

    CdpBeans(Settings settings, RecordSchemas schemas, CdpCalls calls) {
        this.settings = settings;
        this.schemas = schemas;
        this.calls = calls;
    }

    void equip(CamelContext context, Around around) throws Exception {
        CdpAccount account =
                new CdpAccount(
                        settings.get("cdp.api-url"),
                        settings.get("cdp.portal-id"),
                        settings.get("cdp.source-id"),
                        settings.get("cdp.token"));
        bind(context, "cdp-events", around.sink(new CdpEventSender(calls, account, schemas)::send));
        bind(
                context,
                "cdp-objects",
                around.sink(new CdpObjectSender(calls, account, schemas)::send, "records"));
    }

    private static void bind(CamelContext context, String name, Object bean) {
        context.getRegistry().bind(name, bean);
    }
}
