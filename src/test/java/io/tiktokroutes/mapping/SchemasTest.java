package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The schemas an editor completes from know the same words as the reader. */
class SchemasTest {

    private final ObjectMapper json = new ObjectMapper();

    private JsonNode at(String schema, String pointer) throws IOException {
        return json.readTree(Path.of("src/main/resources/schemas", schema).toFile()).at(pointer);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void theWordsOfAMapping() throws IOException {
        String row = "/definitions/row/properties";
        assertThat(names(at("mapping.schema.json", "/properties")))
                .containsExactlyInAnyOrderElementsOf(MappingReader.KEYS);
        assertThat(names(at("mapping.schema.json", row)))
                .containsExactlyInAnyOrderElementsOf(RowReader.KEYS);
        assertThat(texts(at("mapping.schema.json", row + "/as/oneOf/0/anyOf/0/enum")))
                .containsExactlyElementsOf(Conversions.words());
        assertThat(texts(at("mapping.schema.json", row + "/hash/anyOf/0/enum")))
                .containsExactlyElementsOf(Hash.words());
    }

    @Test
    void theWordsOfATest() throws IOException {
        assertThat(names(at("mapping-test.schema.json", "/properties/tests/items/properties")))
                .containsExactlyInAnyOrderElementsOf(CaseReader.KEYS);
    }
}
