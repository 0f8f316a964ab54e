package io.tiktokroutes.lint.routes;

import io.tiktokroutes.cdp.CdpColumn;
import io.tiktokroutes.cdp.CdpDefinitions;
import io.tiktokroutes.cdp.CdpParameters;
import io.tiktokroutes.cdp.EventFit;
import io.tiktokroutes.cdp.Mistake;
import io.tiktokroutes.cdp.ObjectFit;
import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.mapping.MappingTable.Line;
import io.tiktokroutes.routefile.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks sinks for the CDP: their parameters against each other and their mapping and, where the
 * CDP can be asked, both against what it declares.
 */
public final class CdpSinkCheck {

    /** The beans that the two kamelets call. */
    static final String EVENTS = "cdp-events";

    static final String OBJECTS = "cdp-objects";

    private final Function<String, Optional<MappingTable>> mappings;
    private final CdpDefinitions definitions;

    private CdpSinkCheck(
            Function<String, Optional<MappingTable>> mappings, CdpDefinitions definitions) {
        this.mappings = mappings;
        this.definitions = definitions;
    }

    /**
     * Asks nobody.
     *
     * @param mappings the mapping of a name, if it can be read
     */
    public static CdpSinkCheck offline(Function<String, Optional<MappingTable>> mappings) {
        return new CdpSinkCheck(mappings, null);
    }

    /**
     * Asks the CDP.
     *
     * @param mappings the mapping of a name, if it can be read
     */
    public static CdpSinkCheck asking(
            CdpDefinitions definitions, Function<String, Optional<MappingTable>> mappings) {
        return new CdpSinkCheck(mappings, definitions);
    }

    /** The same with one mapping as it would be. */
    public CdpSinkCheck with(MappingTable tried) {
        return new CdpSinkCheck(
                name -> name.equals(tried.name()) ? Optional.of(tried) : mappings.apply(name),
                definitions);
    }

    /** The mapping of that name, if it can be read. */
    Optional<MappingTable> mapping(String name) {
        return mappings.apply(name);
    }

    /**
     * Everything that is wrong with a sink.
     *
     * @param object true for a sink of an object, false for one of an event
     * @param set the parameters whose values are known
     * @param file the route file
     * @param places where a parameter stands in it
     */
    public List<Finding> findings(
            boolean object,
            Map<String, String> set,
            String file,
            Function<String, Position> places) {
        Optional<MappingTable> table = mappings.apply(set.getOrDefault("mapping", ""));
        List<Line> rows = table.map(MappingTable::rows).orElse(List.of());
        List<CdpColumn> columns = columns(rows);
        List<Mistake> mistakes = new ArrayList<>(CdpParameters.mistakes(set, columns));
        boolean complete = set.containsKey(object ? "object" : "eventSource") && table.isPresent();
        if (mistakes.isEmpty() && definitions != null && complete) {
            mistakes.addAll(fit(object, set, columns));
            if (!mistakes.isEmpty()) {
                // what is missing may have been added a moment ago
                definitions.forget();
                mistakes = fit(object, set, columns);
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (Mistake mistake : mistakes) {
            findings.add(
                    mistake.column() < 0
                            ? Finding.error(
                                    file,
                                    places.apply(mistake.parameter()),
                                    mistake.parameter().equals("mapping")
                                            ? Rule.MISSING_COLUMN
                                            : Rule.BAD_VALUE,
                                    mistake.problem())
                            : at(rows.get(mistake.column()), mistake));
        }
        return findings.stream().distinct().toList();
    }

    private List<Mistake> fit(boolean object, Map<String, String> set, List<CdpColumn> columns) {
        return object
                ? new ObjectFit(definitions, set, columns).mistakes()
                : new EventFit(definitions, set, columns).mistakes();
    }

    private static Finding at(Line row, Mistake mistake) {
        MappingTable.Spot to = row.to();
        Position place = new Position(Math.max(1, to.line()), Math.max(1, to.column()));
        return Finding.error(to.file(), place, Rule.UNKNOWN_COLUMN, mistake.problem());
    }

    private static List<CdpColumn> columns(List<Line> rows) {
        return rows.stream().map(CdpSinkCheck::column).toList();
    }

    /** A constant that a lookup or condition may change is none. */
    private static CdpColumn column(Line row) {
        boolean always =
                row.lookup().isEmpty()
                        && row.as().isEmpty()
                        && row.hash().isEmpty()
                        && row.when().isEmpty()
                        && !row.constant().text().contains("{{");
        return new CdpColumn(row.to().text(), always ? row.constant().text() : "");
    }
}
