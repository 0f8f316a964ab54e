package io.tiktokroutes.schema;

import io.tiktokroutes.spelling.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The schemas of records: those in the folder {@code schemas} of the mappings, and those that come
 * with the program. A file of that folder counts in place of ours of the same name, also where our
 * schemas point to it, so that a list of TikTok's can be brought up to date.
 *
 * <p>Each is read and compiled once. Safe for use by any thread.
 */
public final class RecordSchemas {

    private static final RecordSchemas SHIPPED = new RecordSchemas(new SchemaFiles(null));

    private static final List<String> OURS =
            List.of(
                    "ads-report-row",
                    "cdp-event",
                    "cdp-object",
                    "commanders-act-event",
                    "mparticle-event",
                    "segment-event",
                    "segment-record",
                    "tiktok-app-event",
                    "tiktok-audience-member",
                    "tiktok-crm-event",
                    "tiktok-event",
                    "tiktok-lead",
                    "tiktok-report-row",
                    "warehouse-row");

    private final SchemaFiles files;
    private final Map<String, RecordSchema> compiled = new HashMap<>();

    private RecordSchemas(SchemaFiles files) {
        this.files = files;
    }

    /**
     * @param mappings the folder of the mapping files
     */
    public RecordSchemas(Path mappings) {
        this(new SchemaFiles(mappings.resolve("schemas")));
    }

    /** Only those that come with the program. */
    public static RecordSchemas shipped() {
        return SHIPPED;
    }

    /**
     * The schema of that name.
     *
     * @throws SchemaException when there is none, with the name that was probably meant; or when
     *     its file has a mistake
     */
    public synchronized RecordSchema named(String name) {
        RecordSchema known = compiled.get(name);
        if (known == null) {
            SchemaFiles.Text text = files.find(name);
            if (text == null || !isRecord(text)) {
                throw new SchemaException(
                        "there is no schema '" + name + "'" + Spelling.hintOrAll(name, names()));
            }
            String title = text.root().path("title").asText(name);
            known = new RecordSchema(name, title, new ShapeReader(files).read(text));
            compiled.put(name, known);
        }
        return known;
    }

    /**
     * Compiles all of them now when some are an integrator's own; ours by themselves have no
     * mistakes, and can wait until they are needed.
     *
     * @throws SchemaException when a file has a mistake
     */
    public void load() {
        if (files.folder() != null && Files.isDirectory(files.folder())) {
            names().forEach(this::named);
        }
    }

    /** Whether there is a schema of that name. */
    public synchronized boolean has(String name) {
        SchemaFiles.Text text = files.find(name);
        return text != null && isRecord(text);
    }

    /** The names of all of them, sorted. */
    public synchronized Set<String> names() {
        Set<String> names = new TreeSet<>(OURS);
        Path folder = files.folder();
        if (folder != null && Files.isDirectory(folder)) {
            try (Stream<Path> own = Files.list(folder)) {
                own.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(SchemaFiles.SUFFIX))
                        .map(file -> file.substring(0, file.length() - SchemaFiles.SUFFIX.length()))
                        .filter(this::has)
                        .forEach(names::add);
            } catch (IOException e) {
                throw new SchemaException(folder + ": can not be read: " + e.getMessage());
            }
        }
        return names;
    }

    /** Schemas of single values, such as a list of currencies, are parts of others. */
    private static boolean isRecord(SchemaFiles.Text text) {
        return text.root().path("type").asText().equals("object");
    }
}
