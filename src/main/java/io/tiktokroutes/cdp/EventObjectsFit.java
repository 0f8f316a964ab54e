package io.tiktokroutes.cdp;

import io.tiktokroutes.spelling.Spelling;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the objects that a mapping fills with an event, its items and dims, with those that the
 * CDP has assigned to the event. Which of them are filled is up to the mapping.
 */
final class EventObjectsFit {

    private final CdpDefinitions definitions;
    private final CdpEvent event;
    private final List<CdpColumn> columns;
    private final Fit fit;

    EventObjectsFit(CdpDefinitions definitions, CdpEvent event, List<CdpColumn> columns, Fit fit) {
        this.definitions = definitions;
        this.event = event;
        this.columns = columns;
        this.fit = fit;
    }

    /** Adds what is wrong. */
    void add(List<Mistake> mistakes) {
        if (fit.any("items[]")) {
            if (event.mainObject().isEmpty()) {
                mistakes.add(
                        new Mistake(
                                "mapping",
                                first("items[]"),
                                "the event "
                                        + event.trackingName()
                                        + " has no main object; take the rows of items out"));
            } else {
                mainObject(event.mainObject(), mistakes);
            }
        }
        Set<String> dims = new TreeSet<>();
        for (CdpColumn column : columns) {
            String code = column.attributeIn("dims");
            if (code != null && !code.isEmpty()) {
                dims.add(code);
            }
        }
        dims.forEach(code -> foreignObject(code, mistakes));
    }

    private void mainObject(String code, List<Mistake> mistakes) {
        int type = first("items[].type");
        String constant = type < 0 ? "" : columns.get(type).constant();
        if (type < 0 && !fit.isWhole("items[]")) {
            fit.missing("the event " + event.trackingName(), "items[0].type", "value: " + code);
        } else if (!constant.isEmpty() && !constant.equals(code)) {
            mistakes.add(
                    new Mistake(
                            "mapping",
                            type,
                            "the main object of "
                                    + event.trackingName()
                                    + " is "
                                    + code
                                    + ", not "
                                    + constant
                                    + "; write value: "
                                    + code));
        }
        Asked<CdpObject> object = definitions.object(code);
        if (object.isFound()) {
            AttributeCheck check =
                    new AttributeCheck(
                            "the object " + code,
                            "items[0].",
                            object.value().attributes(),
                            Set.of("type"));
            fit.unknown("items[]", check, "Business objects, " + code + ", Attributes");
            fit.missing("items[]", check, "");
        }
    }

    private void foreignObject(String code, List<Mistake> mistakes) {
        String place = "dims." + code;
        if (!event.foreignObjects().contains(code)) {
            mistakes.add(
                    new Mistake(
                            "mapping",
                            first(place),
                            "the event "
                                    + event.trackingName()
                                    + " has no object '"
                                    + code
                                    + "' among its dims"
                                    + Spelling.hintOrAll(code, event.foreignObjects())));
            return;
        }
        Asked<CdpObject> object = definitions.object(code);
        if (object.isFound()) {
            String otherId = object.value().otherId();
            AttributeCheck check =
                    new AttributeCheck(
                            "the object " + code,
                            place + ".",
                            object.value().attributes(),
                            Set.of(otherId));
            fit.unknown(place, check, "Business objects, " + code + ", Attributes");
            fit.missing(place, check, otherId);
        }
    }

    private int first(String place) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).attributeIn(place) != null) {
                return i;
            }
        }
        return -1;
    }
}
