package io.tiktokroutes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the records of one kind look like: their columns, and whether a payload is one of them. Safe
 * for use by any thread.
 */
public final class RecordSchema {

    private final String name;
    private final String title;
    private final Shape root;
    private final Columns columns;

    RecordSchema(String name, String title, Shape root) {
        this.name = name;
        this.title = title;
        this.root = root;
        this.columns = new Columns(root);
    }

    /**
     * The schema of that name that comes with the program. For the ones an integrator wrote, see
     * {@link RecordSchemas}.
     *
     * @throws SchemaException when there is none, with the name that was probably meant
     */
    public static RecordSchema named(String name) {
        return RecordSchemas.shipped().named(name);
    }

    /** The names of all schemas of records that come with the program, sorted. */
    public static Set<String> names() {
        return RecordSchemas.shipped().names();
    }

    Shape root() {
        return root;
    }

    /** The name that a mapping gives as {@code source} or {@code target}. */
    public String name() {
        return name;
    }

    /** A few words such as "TikTok event". */
    public String title() {
        return title;
    }

    /** One or two sentences for people. */
    public String description() {
        return root.notes().description();
    }

    /** The columns, in the order of the schema; not the objects they stand in. */
    public List<Column> columns() {
        return columns.all();
    }

    /** What a path that a mapping writes leads to, objects and items of lists included. */
    public Place find(String path) {
        return columns.find(path, false);
    }

    /**
     * The same for a path that a mapping reads, where a single value counts as a list of one:
     * {@code properties[].price} is {@code properties.price}.
     */
    public Place findToRead(String path) {
        return columns.find(path, true);
    }

    /** The first thing that the schema does not allow; empty when the payload may be sent. */
    public Optional<Violation> check(JsonNode payload) {
        return Optional.ofNullable(root.check(payload));
    }

    /**
     * The same for one column by itself, such as a constant of a mapping. What the schema says
     * nothing about may be anything.
     */
    public Optional<Violation> check(String path, JsonNode value) {
        Shape shape = columns.shapeAt(path);
        return shape == null ? Optional.empty() : Optional.ofNullable(shape.check(value));
    }
}
