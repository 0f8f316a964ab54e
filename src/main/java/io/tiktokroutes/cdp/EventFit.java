package io.tiktokroutes.cdp;

import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares a sink for an event and its mapping with what the CDP declares: what cannot be delivered
 * is told before anything is. A CDP that cannot be asked is no reason to complain.
 */
public final class EventFit {

    private final CdpDefinitions definitions;
    private final Map<String, String> set;
    private final List<CdpColumn> columns;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final Fit fit;

    /**
     * @param set the parameters of the sink whose values are known
     * @param columns what its mapping writes
     */
    public EventFit(CdpDefinitions definitions, Map<String, String> set, List<CdpColumn> columns) {
        this.definitions = definitions;
        this.set = set;
        this.columns = List.copyOf(columns);
        this.fit = new Fit(value("mapping"), columns, mistakes);
    }

    private String value(String name) {
        return set.getOrDefault(name, "").strip();
    }

    /** Everything that is wrong. */
    public List<Mistake> mistakes() {
        String source = value("eventSource");
        Asked<List<CdpEvent>> events = definitions.events(source);
        if (events.isNone()) {
            mistakes.add(
                    Mistake.of(
                            "eventSource",
                            "portal "
                                    + definitions.account().portalId()
                                    + " of the CDP has no event source '"
                                    + source
                                    + "'; write the number (prop_id) of one it has"));
        } else if (events.isFound()) {
            CdpEvent event = event(source, events.value());
            if (event != null) {
                compare(event);
            }
        }
        return mistakes;
    }

    /** The event that the sink, or else its mapping, names; null when there is none. */
    private CdpEvent event(String source, List<CdpEvent> events) {
        String named = value("event");
        String ec = constant("ec");
        String ea = constant("ea");
        if (named.isEmpty() && (ec.isEmpty() || ea.isEmpty())) {
            if (!fit.any("ec") || !fit.any("ea")) {
                mistakes.add(
                        Mistake.of(
                                "mapping",
                                "neither the mapping "
                                        + value("mapping")
                                        + " nor the sink says which event it is; write event: with"
                                        + " one of "
                                        + titles(events)));
            }
            return null; // each record says by itself which event it is
        }
        String wanted = named.isEmpty() ? ec + "/" + ea : named;
        CdpEvent found =
                events.stream().filter(each -> each.isCalled(wanted)).findFirst().orElse(null);
        if (found == null) {
            Set<String> known = new TreeSet<>();
            events.forEach(e -> known.add(wanted.contains("/") ? e.pair() : e.trackingName()));
            String hint = Spelling.hint(wanted, known);
            String problem =
                    "the event source "
                            + source
                            + " has no event '"
                            + wanted
                            + "'"
                            + (hint.isEmpty() ? "; it" : hint + " It")
                            + " has "
                            + titles(events);
            mistakes.add(
                    named.isEmpty()
                            ? new Mistake("mapping", index("ec"), problem)
                            : Mistake.of("event", problem));
        }
        return found;
    }

    private static String titles(List<CdpEvent> events) {
        return events.stream().map(CdpEvent::title).collect(Collectors.joining(", "));
    }

    private String constant(String path) {
        int index = index(path);
        return index < 0 ? "" : columns.get(index).constant();
    }

    private int index(String path) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).path().equals(path)) {
                return i;
            }
        }
        return -1;
    }

    private void compare(CdpEvent event) {
        same("ec", event.ec(), event);
        same("ea", event.ea(), event);
        AttributeCheck extra =
                new AttributeCheck(
                        "the event " + event.trackingName(),
                        "extra.",
                        event.attributes(),
                        CdpEvent.OWN);
        fit.unknown("extra", extra, "Events, " + event.trackingName() + ", Attributes");
        fit.missing("extra", extra, "");
        new EventObjectsFit(definitions, event, columns, fit).add(mistakes);
    }

    private void same(String path, String value, CdpEvent event) {
        String constant = constant(path);
        // of an event that is written as category/action this is told without the CDP
        if (!constant.isEmpty() && !constant.equals(value) && !value("event").contains("/")) {
            mistakes.add(
                    new Mistake(
                            "event",
                            index(path),
                            path
                                    + " is '"
                                    + constant
                                    + "', but the sink sends "
                                    + event.title()
                                    + "; take the row out, or write value: "
                                    + value));
        }
    }
}
