package io.tiktokroutes.cdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what is wrong with the parameters of a sink for the CDP by themselves. */
public final class CdpParameters {

    private final Map<String, String> set;
    private final List<Mistake> mistakes = new ArrayList<>();

    private CdpParameters(Map<String, String> set) {
        this.set = set;
    }

    /**
     * Everything that is wrong.
     *
     * @param set the parameters whose values are known, defaults among them
     * @param columns what the mapping writes; empty when that is not known
     */
    public static List<Mistake> mistakes(Map<String, String> set, List<CdpColumn> columns) {
        CdpParameters parameters = new CdpParameters(set);
        parameters.number("parallel", CdpEventSender.MOST_LANES);
        parameters.number("batchSize", CdpObjectSender.MOST_RECORDS);
        parameters.code("eventSource", "[0-9]{1,18}", "the number (prop_id) of an event source");
        parameters.code("object", "[A-Za-z][A-Za-z0-9_-]{0,63}", "the code of an object");
        parameters.code(
                "event",
                "[^\\s/]{1,255}(/[^\\s/]{1,255})?",
                "its tracking name such as submit_lead_form, or category/action such as"
                        + " lead_form/submit");
        parameters.otherEvent(columns);
        parameters.allowNull();
        return parameters.mistakes;
    }

    private String value(String name) {
        return set.getOrDefault(name, "").strip();
    }

    private void number(String name, int most) {
        String value = value(name);
        if (!value.isEmpty()
                && !(value.matches("\\d{1,4}")
                        && Integer.parseInt(value) >= 1
                        && Integer.parseInt(value) <= most)) {
            mistakes.add(
                    Mistake.of(
                            name, name + " is '" + value + "'; write a number from 1 to " + most));
        }
    }

    private void code(String name, String pattern, String expected) {
        String value = value(name);
        if (!value.isEmpty() && !value.matches(pattern)) {
            mistakes.add(Mistake.of(name, name + " is '" + value + "'; write " + expected));
        }
    }

    /** A mapping that says another event than the sink. */
    private void otherEvent(List<CdpColumn> columns) {
        String event = value("event");
        int slash = event.indexOf('/');
        if (slash < 0) {
            return; // only the CDP knows what it stands for
        }
        String[] pair = {event.substring(0, slash), event.substring(slash + 1)};
        for (int i = 0; i < columns.size(); i++) {
            String path = columns.get(i).path();
            String constant = columns.get(i).constant();
            String wanted = path.equals("ec") ? pair[0] : path.equals("ea") ? pair[1] : constant;
            if (!constant.isEmpty() && !constant.equals(wanted)) {
                mistakes.add(
                        new Mistake(
                                "event",
                                i,
                                path
                                        + " is '"
                                        + constant
                                        + "', but the sink sends "
                                        + event
                                        + "; take the row out, or write value: "
                                        + wanted));
            }
        }
    }

    private void allowNull() {
        String value = value("allowNull");
        if (!value.isEmpty() && !value.matches("[A-Za-z0-9_]+(\\s*,\\s*[A-Za-z0-9_]+)*")) {
            mistakes.add(
                    Mistake.of(
                            "allowNull",
                            "allowNull is '"
                                    + value
                                    + "'; write true, or codes of attributes with commas between"));
        } else if (!value.isEmpty() && value("writeMode").equals("remove")) {
            mistakes.add(
                    Mistake.of(
                            "allowNull",
                            "writeMode remove sends no attributes; take allowNull out"));
        }
    }
}
