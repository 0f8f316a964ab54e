package io.tiktokroutes.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schemas that an integrator writes, and lists of ours that he brings up to date. */
class OwnSchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path mappings;

    private void write(String name, String rest) throws IOException {
        Files.createDirectories(mappings.resolve("schemas"));
        String head = "{\"$schema\": \"" + ShapeReader.DIALECT + "\", ";
        Files.writeString(
                mappings.resolve("schemas/" + name + ".schema.json"),
                head + rest.replace('\'', '"') + "}");
    }

    private RecordSchema own(String rest) throws IOException {
        write("contact", rest);
        return new RecordSchemas(mappings).named("contact");
    }

    @Test
    void anOwnTargetIsDescribedByAFile() throws IOException {
        RecordSchema contact =
                own(
                        "'title': 'Contact', 'type': 'object', 'required': ['id'],"
                                + " 'properties': {'id': {'type': 'string', 'pattern': '^C-[0-9]{2,4}$'}}");
        assertThat(contact.check(JSON.readTree("{\"id\": \"C-123\"}"))).isEmpty();
        assertThat(contact.check(JSON.readTree("{\"id\": \"C-1\"}"))).isPresent();
        assertThat(contact.check(JSON.readTree("{}")).orElseThrow().message())
                .startsWith("id is missing");
        assertThat(new RecordSchemas(mappings).names()).contains("contact", "tiktok-event");
        assertThat(RecordSchema.names()).doesNotContain("contact");
    }

    @Test
    @Tag("R-HT-81")
    void aNewCurrencyNeedsNoRelease() throws IOException {
        var event =
                JSON.readTree(
                        "{\"event\": \"Purchase\", \"event_time\": 1772444467, \"event_id\": \"e\","
                                + " \"properties\": {\"currency\": \"BGN\"}}");
        assertThat(RecordSchema.named("tiktok-event").check(event).orElseThrow().reason())
                .isEqualTo("BAD_CURRENCY");
        write("tiktok-currencies", "'type': 'string', 'enum': ['EUR', 'BGN']");
        RecordSchemas schemas = new RecordSchemas(mappings);
        assertThat(schemas.named("tiktok-event").check(event)).isEmpty();
        assertThat(schemas.names()).doesNotContain("tiktok-currencies");
    }

    @Test
    void aNameThatIsNotThereIsToldWithTheNearest() {
        assertThatThrownBy(() -> RecordSchema.named("tiktok-evnt"))
                .isInstanceOf(SchemaException.class)
                .hasMessage("there is no schema 'tiktok-evnt'; did you mean 'tiktok-event'?");
        assertThatThrownBy(() -> RecordSchema.named("tiktok-currencies"))
                .hasMessageContaining("there is no schema");
        assertThat(RecordSchemas.shipped().has("cdp-object")).isTrue();
        assertThat(RecordSchemas.shipped().has("cdp-object-lead")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'properties': {'a': {'typ': 'string'}}|at /properties/a: the keyword 'typ'",
                "'properties': {'a': {'typ': 'string'}}|did you mean 'type'?",
                "'oneOf': []|the keyword 'oneOf'",
                "'properties': {'a': {'type': 'text'}}|there is no type 'text'",
                "'properties': {'a': {'pattern': '^(a)'}}|the pattern cannot be compiled",
                "'properties': {'a': {'pattern': 'x{2}$'}}|begin it with ^",
                "'properties': {'a': {'pattern': '^[0-9]*[1-5]$'}}|what repeats must not",
                "'properties': {'a': {'pattern': '^(a)$'}}|there is no '(' here",
                "'properties': {'a': {'pattern': '^[^a]$'}}|no ^ behind it",
                "'properties': {'a': {'pattern': '^a{x}$'}}|write {2}, {2,} or {2,5}",
                "'properties': {'a': {'enum': ['x']}}|write \"type\": \"string\"",
                "'properties': {'a': {'type': 'integer', 'enum': [1]}}|something else than texts",
                "'properties': {'a': {'$ref': '#/$defs/b'}}|there is nothing at #/$defs/b",
                "'properties': {'a': {'$ref': '#'}}|a schema that holds itself",
                "'properties': {'a': {'$ref': 'cdp-event.schema.json#/$defs/time', 'type': 'string'}}|beside $ref",
                "'properties': {'a': {'maxLength': '9'}}|maxLength must be a whole number",
                "'properties': {'a': {'minimum': '9'}}|minimum must be a number",
                "'properties': {'a': {'x-sent': 'plain'}}|write hashed",
                "'properties': {'a': true}|'a' must hold an object",
                "'anyOf': [true]|must be a list of objects",
            })
    void whatIsNotCompiledIsAMistakeWhenItIsLoaded(String rest, String words) {
        assertThatThrownBy(() -> own("'type': 'object', " + rest))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("contact.schema.json")
                .hasMessageContaining(words)
                .hasMessageNotContaining("\n");
    }

    @Test
    void mistakesAreToldBeforeAnythingIsSent() throws IOException {
        RecordSchemas none = new RecordSchemas(mappings);
        none.load();
        write("tiktok-currencies", "'type': 'string', 'enum': [7]");
        RecordSchemas schemas = new RecordSchemas(mappings);
        assertThatThrownBy(schemas::load)
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("tiktok-currencies.schema.json")
                .hasMessageContaining("something else than texts");
    }

    @Test
    void aFileThatIsNoJsonIsToldWithItsPlace() throws IOException {
        Files.createDirectories(mappings.resolve("schemas"));
        Path file = mappings.resolve("schemas/contact.schema.json");
        Files.writeString(file, "{\n  \"type\": }");
        RecordSchemas schemas = new RecordSchemas(mappings);
        assertThatThrownBy(() -> schemas.named("contact"))
                .hasMessageContaining("contact.schema.json:2:")
                .hasMessageContaining("this is no JSON");
        Files.writeString(file, "{\"type\": \"object\"}");
        assertThatThrownBy(() -> schemas.named("contact"))
                .hasMessageContaining("write \"$schema\": \"" + ShapeReader.DIALECT);
    }
}
