package io.tiktokroutes.runtime;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.routes.CdpSinkCheck;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.runtime.sinks.RunningSinks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;

/**
 * The running sinks for the CDP as users of a mapping: a version that they could not deliver shall
 * not take effect.
 */
final class CdpSinksInUse {

    private final CamelContext context;

    CdpSinksInUse(CamelContext context) {
        this.context = context;
    }

    /** What is wrong with a mapping in the eyes of the sinks that use it now. */
    List<Finding> findings(MappingTable table) {
        CdpSinkCheck check = context.getRegistry().findSingleByType(CdpSinkCheck.class);
        List<Finding> findings = new ArrayList<>();
        for (Map<String, String> sink : new RunningSinks(context).settings()) {
            boolean object = sink.containsKey("object");
            boolean cdp = object || sink.containsKey("triggerJourney");
            if (check != null && cdp && table.name().equals(sink.get("mapping"))) {
                findings.addAll(
                        check.with(table)
                                .findings(object, sink, table.file(), any -> Position.START));
            }
        }
        return findings.stream().distinct().toList();
    }
}
