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

    private final String name;
    private final String description;
    private final String source;
    private final String target;
    private final List<Row> rows;
    private final List<Requirement> requirements;
    private final List<FieldPath> lists;
    private final Set<String> lookups;

    Mapping(
            String name,
            String description,
            String source,
            String target,
            List<Row> rows,
            List<Requirement> requirements,
            List<FieldPath> lists,
            Set<String> lookups) {
        this.name = name;
        this.description = description;
        this.source = source;
        this.target = target;
        this.rows = List.copyOf(rows);
        this.requirements = List.copyOf(requirements);
        this.lists = List.copyOf(lists);
        this.lookups = Set.copyOf(lookups);
    }

    /** The file name without {@code .mapping.yaml}. */
    public String name() {
        return name;
    }

    /** One sentence for a person; may be empty. */
    public String description() {
        return description;
    }

    /** The name of the schema of the payloads that come in; may be empty. */
    public String source() {
        return source;
    }

    /** The name of the schema of the payloads that go out; may be empty. */
    public String target() {
        return target;
    }

    /**
     * Maps one payload. Whatever the payload is, the outcome is one of the three kinds of {@link
     * Mapped}, never an exception.
     *
     * @param payload any JSON; numbers stay exact if they were parsed exactly (as BigDecimal)
     * @param settings the parameters of the sink, which rows read as {@code settings.NAME}
     */
    public Mapped apply(JsonNode payload, Map<String, String> settings) {
        if (!(payload instanceof ObjectNode)) {
            return new Mapped.Refused(Reasons.MALFORMED, "the payload is no JSON object", 0);
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (Row row : rows) {
            Mapped end = row.apply(payload, settings, out);
            if (end != null) {
                return end;
            }
        }
        for (FieldPath list : lists) {
            Target.prune(out, list);
        }
        for (Requirement requirement : requirements) {
            Mapped end = requirement.check(out);
            if (end != null) {
                return end;
            }
        }
        return new Mapped.Payload(out);
    }

    /** The lookup files its rows use. */
    Set<String> lookups() {
        return lookups;
    }

    /** How the row is written that fills this column; empty when there is none. */
    String rowFor(String column) {
        for (Row row : rows) {
            String to = row.target().path().text();
            if (column.equals(to) || column.startsWith(to + ".") || column.startsWith(to + "[")) {
                return "row " + row.number() + ": " + row.summary();
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return "Mapping[" + name + ": " + rows.size() + " rows]";
    }
}
