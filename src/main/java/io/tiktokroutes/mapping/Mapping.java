package io.tiktokroutes.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A mapping file, read once into a plan. It never changes and may be used by any number of threads.
 */
public final class Mapping {

    /** The parameter of a sink that says whether plain values are hashed. */
    private static final String HASHING = "hashing";

    private static final String OFF = "off";

    private final MappingTable table;
    private final List<Guard> guards;
    private final List<Row> rows;
    private final List<Row> unhashed;
    private final Allowed allowed;
    private final List<Requirement> requirements;
    private final List<FieldPath> lists;
    private final Set<String> uses;
    private final int places;

    /**
     * @param table how it is written
     * @param guards asked before any row works
     * @param rows in the order they work
     * @param allowed what is taken out afterwards, or null
     * @param requirements asked last
     * @param lists places in the new payload where items may stay empty
     * @param uses the mappings it extends by name, and its lookups as {@code lookups/NAME}
     * @param places how many places of a record it looks at
     */
    Mapping(
            MappingTable table,
            List<Guard> guards,
            List<Row> rows,
            Allowed allowed,
            List<Requirement> requirements,
            List<FieldPath> lists,
            Set<String> uses,
            int places) {
        this.table = table;
        this.guards = List.copyOf(guards);
        this.rows = List.copyOf(rows);
        this.unhashed = rows.stream().map(Row::takingDigestsOnly).toList();
        this.allowed = allowed;
        this.requirements = List.copyOf(requirements);
        this.lists = List.copyOf(lists);
        this.uses = Set.copyOf(uses);
        this.places = places;
    }

    /** The file name without {@code .mapping.yaml}. */
    public String name() {
        return table.name();
    }

    /** One sentence for a person; may be empty. */
    public String description() {
        return table.description();
    }

    /** The name of the schema of the payloads that come in; may be empty. */
    public String source() {
        return table.source().text();
    }

    /** The name of the schema of the payloads that go out; may be empty. */
    public String target() {
        return table.target().text();
    }

    /** How it is written, for people and for checks. */
    public MappingTable table() {
        return table;
    }

    /**
     * Maps one payload. Whatever the payload is, the outcome is one of the three kinds of {@link
     * Mapped}, never an exception.
     *
     * @param payload any JSON; numbers stay exact if they were parsed exactly (as BigDecimal)
     * @param settings the parameters of the sink, which rows read as {@code settings.NAME}; with
     *     {@code hashing: off} the rows that hash plain values take digests only
     */
    public Mapped apply(JsonNode payload, Map<String, String> settings) {
        return apply(payload, settings, null);
    }

    /** Maps one payload like {@link #apply} and tells how each column came about. */
    public Explanation explain(JsonNode payload, Map<String, String> settings) {
        Explanation.Notes notes = new Explanation.Notes();
        Mapped outcome = apply(payload, settings, notes);
        return new Explanation(outcome, notes.lines());
    }

    private Mapped apply(JsonNode payload, Map<String, String> settings, Explanation.Notes notes) {
        if (!(payload instanceof ObjectNode)) {
            return new Mapped.Refused(Reasons.MALFORMED, "the payload is no JSON object", 0);
        }
        Reading record = new Reading(payload, settings, places);
        for (Guard guard : guards) {
            Mapped end = guard.check(record);
            if (end != null) {
                return end;
            }
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (Row row : OFF.equals(settings.get(HASHING)) ? unhashed : rows) {
            Mapped end = row.apply(record, out, notes);
            if (end != null) {
                return end;
            }
        }
        for (FieldPath list : lists) {
            Target.prune(out, list);
        }
        return limited(out, notes);
    }

    private Mapped limited(ObjectNode out, Explanation.Notes notes) {
        if (allowed != null) {
            Mapped end = allowed.apply(out, notes);
            if (end != null) {
                return end;
            }
        }
        for (Requirement requirement : requirements) {
            Mapped end = requirement.check(out);
            if (end != null) {
                return end;
            }
        }
        return new Mapped.Payload(out);
    }

    /**
     * The mappings it extends by name, and the lookup files of its rows as {@code lookups/NAME}.
     */
    Set<String> uses() {
        return uses;
    }

    /** How the row is written that fills this column; empty when there is none. */
    String rowFor(String column) {
        for (Row row : rows) {
            String to = row.target().path().text();
            if (column.equals(to) || column.startsWith(to + ".") || column.startsWith(to + "[")) {
                return row.line().title() + ": " + row.summary();
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return "Mapping[" + name() + ": " + rows.size() + " rows]";
    }
}
