package io.tiktokroutes.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tiktokroutes.cli.Flow.Sink;
import io.tiktokroutes.inbox.log.StoredPayloads;
import io.tiktokroutes.schema.Mask;
import io.tiktokroutes.schema.RecordSchemas;
import io.tiktokroutes.schema.SchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stored payloads as they may be seen: without personal data unless it was asked for. */
final class ShownPayload {

    /** Found in the text, since a mapping with a mistake has a source, too. */
    private static final Pattern SOURCE = Pattern.compile("(?m)^source:[ \t]*[\"']?([^\\s\"'#]+)");

    private static final Pattern BASE = Pattern.compile("(?m)^extends:[ \t]*[\"']?([^\\s\"'#]+)");
    private static final int MOST_BASES = 8;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    // digits stay as they came
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private final StoredPayloads stored;
    private final List<Flow> flows;
    private final Path mappings;
    private final RecordSchemas schemas;
    private final boolean plain;

    /**
     * @param plain with personal data
     */
    ShownPayload(StoredPayloads stored, List<Flow> flows, Path mappings, boolean plain) {
        this.stored = stored;
        this.flows = flows;
        this.mappings = mappings;
        this.schemas = new RecordSchemas(mappings);
        this.plain = plain;
    }

    /**
     * The payload of a record; empty when it is not kept any more.
     *
     * @param flow the route's id; may be empty
     */
    Optional<JsonNode> find(String flow, String inbox, String key) throws SQLException {
        Optional<String> text = stored.find(inbox, key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode payload = JSON.readTree(text.get());
            return Optional.of(plain ? payload : masked(flow, inbox, payload));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private JsonNode masked(String flow, String inbox, JsonNode payload) {
        for (Flow known : flows) {
            if (flow.isEmpty() ? known.inbox().equals(inbox) : known.id().equals(flow)) {
                for (Sink sink : known.sinks().values()) {
                    String schema = sourceOf(sink.mapping());
                    if (!schema.isEmpty()) {
                        return masked(schema, payload);
                    }
                }
            }
        }
        return Mask.all(payload);
    }

    private JsonNode masked(String schema, JsonNode payload) {
        try {
            return Mask.apply(schemas.named(schema), payload);
        } catch (SchemaException e) {
            return Mask.all(payload);
        }
    }

    /** The schema of what a mapping reads, which its base may name; empty when nobody does. */
    private String sourceOf(String mapping) {
        String name = mapping;
        for (int i = 0; i < MOST_BASES && name.matches("[\\w.-]+"); i++) {
            try {
                String text = Files.readString(mappings.resolve(name + MappingFolder.MAPPING));
                Matcher source = SOURCE.matcher(text);
                if (source.find()) {
                    return source.group(1);
                }
                Matcher base = BASE.matcher(text);
                name = base.find() ? base.group(1) : "";
            } catch (IOException e) {
                return "";
            }
        }
        return "";
    }
}
