package io.tiktokroutes.events;

import com.fasterxml.jackson.databind.node.TextNode;
import io.tiktokroutes.schema.RecordSchemas;
import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds what is wrong with the parameters of a sink for events before anything is sent. */
public final class SinkParameters {

    /** One mistake: the parameter to mend, what is wrong and what to write. */
    public record Mistake(String parameter, String problem) {}

    private static final Map<String, Set<String>> WORDS =
            Map.of(
                    "eventSource", Set.of("web", "offline", "app", "crm"),
                    "api", Set.of("2.0", "1.0"),
                    "names", Set.of("seed", "current"),
                    "pageUrl", Set.of("required", "optional"),
                    "hashing", Set.of("auto", "off"));

    private final Map<String, String> set;
    private final List<Mistake> mistakes = new ArrayList<>();

    private SinkParameters(Map<String, String> set) {
        this.set = set;
    }

    /**
     * Everything that is wrong.
     *
     * @param set the parameters whose values are known, defaults among them; what only the running
     *     program knows is left out and not complained about
     * @param schemas which know the names of events
     */
    public static List<Mistake> mistakes(Map<String, String> set, RecordSchemas schemas) {
        SinkParameters parameters = new SinkParameters(set);
        parameters.check(schemas);
        return parameters.mistakes;
    }

    private void check(RecordSchemas schemas) {
        for (String name : WORDS.keySet().stream().sorted().toList()) {
            String word = value(name);
            if (!word.isEmpty() && !WORDS.get(name).contains(word)) {
                add(name, is(name) + Spelling.hintOrAll(word, WORDS.get(name)));
            }
        }
        if (!mistakes.isEmpty()) {
            return;
        }
        sourceId();
        batchSize();
        identities();
        maxAge();
        legacy();
        eventName(schemas);
    }

    /** Blank when it is not known. */
    private String value(String name) {
        return set.getOrDefault(name, "").strip();
    }

    private String is(String name) {
        return name + " is '" + value(name) + "'";
    }

    private void add(String parameter, String problem) {
        mistakes.add(new Mistake(parameter, problem));
    }

    private void sourceId() {
        String id = value("eventSourceId");
        if (set.containsKey("eventSourceId") && id.isEmpty()) {
            add(
                    "eventSourceId",
                    "eventSourceId is empty; write the pixel code for web events, the id of the"
                            + " event set for offline and crm events, or that of the app");
        } else if (id.chars().anyMatch(c -> c == ',' || c == ';' || Character.isWhitespace(c))) {
            add(
                    "eventSourceId",
                    "one destination sends to one pixel or event set, and eventSourceId names"
                            + " several; write a sink for each, with a destination name of its own");
        }
    }

    private void batchSize() {
        String size = value("batchSize");
        boolean number = size.matches("\\d{1,9}");
        if (!size.isEmpty()
                && (!number
                        || Integer.parseInt(size) < 1
                        || Integer.parseInt(size) > SinkSettings.MOST_EVENTS)) {
            add("batchSize", is("batchSize") + "; write a number from 1 to 1000");
        }
    }

    private void identities() {
        String identities = value("identities");
        if (identities.isEmpty()) {
            return;
        }
        for (String key : SinkSettings.matchKeys(identities)) {
            if (!SinkSettings.MATCH_KEYS.contains(key)) {
                add(
                        "identities",
                        "'"
                                + key
                                + "' in identities is no match key"
                                + Spelling.hintOrAll(key, SinkSettings.MATCH_KEYS)
                                + ", or write recommended or required alone");
            }
        }
    }

    private void maxAge() {
        try {
            SinkSettings.maxAge(value("maxAge").isEmpty() ? "any" : value("maxAge"));
        } catch (IllegalArgumentException e) {
            add("maxAge", e.getMessage());
        }
    }

    /** What Events API 1.0 cannot do. */
    private void legacy() {
        if (!value("api").equals("1.0")) {
            return;
        }
        String source = value("eventSource");
        if (source.equals("app") || source.equals("crm")) {
            add(
                    "api",
                    "api 1.0 takes no "
                            + source
                            + " events, only web and offline ones; write api: \"2.0\"");
        }
        if (value("names").equals("current")) {
            add(
                    "names",
                    "the names of today belong to api 2.0; write names: seed, or api: \"2.0\"");
        }
        if (source.equals("offline") && !value("testEventCode").isEmpty()) {
            add(
                    "testEventCode",
                    "offline events of api 1.0 have no test event code, so these would count as"
                            + " real; take it out, or write api: \"2.0\"");
        }
    }

    private void eventName(RecordSchemas schemas) {
        String name = value("eventName");
        if (name.isEmpty() || !set.containsKey("eventSource") || !set.containsKey("api")) {
            return;
        }
        EventNames names =
                new EventNames(
                        value("eventSource"),
                        value("api").equals("1.0"),
                        value("names").equals("current"));
        String sent = names.sent(name);
        boolean known =
                sent != null
                        && schemas.named(EventRules.schemaOf(value("eventSource")))
                                .check("event", new TextNode(sent))
                                .isEmpty();
        if (!known) {
            add(
                    "eventName",
                    is("eventName")
                            + ", which TikTok does not know as an event"
                            + (value("eventSource").equals("app")
                                    ? " of an app; these have names such as InstallApp or Checkout"
                                    : Spelling.hintOrAll(name, new TreeSet<>(EventNames.SEED))));
        }
    }
}
