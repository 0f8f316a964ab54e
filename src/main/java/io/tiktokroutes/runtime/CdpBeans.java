package io.tiktokroutes.runtime;

import io.tiktokroutes.cdp.CdpAccount;
import io.tiktokroutes.cdp.CdpCalls;
import io.tiktokroutes.cdp.CdpDefinitions;
import io.tiktokroutes.cdp.CdpEventSender;
import io.tiktokroutes.cdp.CdpObjectSender;
import io.tiktokroutes.cdp.CdpToken;
import io.tiktokroutes.cdp.GrantedToken;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.lint.routes.CdpSinkCheck;
import io.tiktokroutes.mapping.MappingException;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.runtime.sinks.Sink;
import io.tiktokroutes.schema.RecordSchemas;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final Mappings mappings;
    private final Metrics metrics;

    CdpBeans(Settings settings, RecordSchemas schemas, Mappings mappings, Metrics metrics) {
        this.settings = settings;
        this.schemas = schemas;
        this.mappings = mappings;
        this.metrics = metrics;
    }

    /** Who we are at the CDP, by the settings. */
    static CdpAccount account(Settings settings) {
        return new CdpAccount(
                settings.get("cdp.api-url"),
                settings.get("cdp.portal-id"),
                settings.get("cdp.source-id"));
    }

    /** A long-term token when one is set, otherwise those of the client-credentials grant. */
    static CdpToken token(Settings settings, HttpCalls http, Metrics metrics) {
        boolean grant =
                settings.find("cdp.token").isEmpty() && settings.find("cdp.client-id").isPresent();
        return grant
                ? new GrantedToken(
                        http,
                        metrics,
                        Clock.systemUTC(),
                        settings.get("cdp.auth-url"),
                        settings.get("cdp.client-id"),
                        settings.get("cdp.client-secret"))
                : CdpToken.fixed(settings.get("cdp.token"));
    }

    /**
     * @param http for what is read, and for tokens
     * @param out for what is sent, which a dry run keeps from leaving
     */
    void equip(CamelContext context, HttpCalls http, HttpCalls out, Around around)
            throws Exception {
        CdpAccount account = account(settings);
        CdpToken token = token(settings, http, metrics);
        CdpDefinitions definitions =
                new CdpDefinitions(new CdpCalls(http, metrics, account, token), Clock.systemUTC());
        CdpCalls calls = new CdpCalls(out, metrics, account, token);
        CdpEventSender events = new CdpEventSender(calls, definitions, schemas, Clock.systemUTC());
        CdpObjectSender objects =
                new CdpObjectSender(calls, definitions, schemas, this::columns, Clock.systemUTC());
        context.addService(definitions);
        context.addService(events);
        bind(context, "cdp-sinks", CdpSinkCheck.asking(definitions, this::table));
        bind(context, "cdp-events", around.sink(events::send));
        bind(context, "cdp-objects", around.sink(objects::send, "records"));
    }

    private Optional<MappingTable> table(String mapping) {
        try {
            return Optional.of(mappings.get(mapping).table());
        } catch (MappingException e) {
            return Optional.empty(); // told where the mapping is used
        }
    }

    private Set<String> columns(String mapping) {
        return table(mapping).stream()
                .flatMap(table -> table.rows().stream())
                .map(row -> row.to().text())
                .collect(Collectors.toSet());
    }

    private static void bind(CamelContext context, String name, Object bean) {
        context.getRegistry().bind(name, bean);
    }
}
