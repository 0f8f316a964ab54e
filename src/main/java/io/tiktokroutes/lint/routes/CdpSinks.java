package io.tiktokroutes.lint.routes;

import io.tiktokroutes.cdp.CdpDefinitions;
import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.KameletFile;
import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.schema.RecordSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The sinks for the CDP that route files use, for whoever wants to look at them one by one. */
public final class CdpSinks {

    /**
     * One use of a sink.
     *
     * @param object true for a sink of an object, false for one of an event
     * @param set the parameters whose values are known
     * @param findings what is wrong with it
     */
    public record Use(boolean object, Map<String, String> set, List<Finding> findings) {

        /** A parameter; empty when it is not set or not known. */
        public String value(String parameter) {
            return set.getOrDefault(parameter, "").strip();
        }
    }

    private final KameletCatalogue kamelets;
    private final SinkCheck sinks;
    private final CdpSinkCheck check;

    /**
     * @param kamelets where they are looked for
     * @param settings the value of a setting; null when it is not set
     * @param definitions what the CDP declares
     * @param mappings the mapping of a name, if it can be read
     */
    public CdpSinks(
            KameletCatalogue kamelets,
            UnaryOperator<String> settings,
            CdpDefinitions definitions,
            Function<String, Optional<MappingTable>> mappings) {
        this.kamelets = kamelets;
        this.check = CdpSinkCheck.asking(definitions, mappings);
        this.sinks = new SinkCheck(settings, RecordSchemas.shipped(), check);
    }

    /**
     * Those of a route file, in its order.
     *
     * @throws RouteFileException when it cannot be read
     */
    public List<Use> in(String file, String text) throws RouteFileException {
        List<Use> uses = new ArrayList<>();
        for (EndpointUse use : RouteFile.parse(file, text).kamelets()) {
            Optional<KameletFile> kamelet = kamelets.find(use.name());
            if (kamelet.isEmpty()) {
                continue;
            }
            boolean object = SinkCheck.calls(kamelet.get(), CdpSinkCheck.OBJECTS);
            if (object || SinkCheck.calls(kamelet.get(), CdpSinkCheck.EVENTS)) {
                Map<String, String> set = sinks.known(use, kamelet.get());
                Function<String, Position> places = name -> SinkCheck.placeOf(use, name);
                uses.add(new Use(object, set, check.findings(object, set, file, places)));
            }
        }
        return uses;
    }
}
