package io.tiktokroutes.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A lookup as it is written, in the order of its file.
 *
 * @param file its name below {@code mappings/}; empty when it stands in a row
 * @param entries what comes in with what goes out
 */
record LookupText(String file, Map<String, String> entries) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static LookupText file(Path folder, String name) throws IOException {
        Path yaml = folder.resolve("lookups/" + name + ".yaml");
        if (Files.exists(yaml)) {
            YamlText text = YamlText.read(yaml);
            Map<String, String> entries = new LinkedHashMap<>();
            text.names().forEach(key -> entries.put(key, text.one(key)));
            return new LookupText("lookups/" + name + ".yaml", entries);
        }
        return new LookupText(
                "lookups/" + name + ".csv", csv(folder.resolve("lookups/" + name + ".csv")));
    }

    private static Map<String, String> csv(Path file) throws IOException {
        CsvMapper mapper =
                CsvMapper.builder()
                        .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                        .enable(CsvParser.Feature.TRIM_SPACES)
                        .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                        .build();
        Map<String, String> entries = new LinkedHashMap<>();
        try (MappingIterator<String[]> lines =
                mapper.readerFor(String[].class).readValues(file.toFile())) {
            boolean head = true;
            while (lines.hasNextValue()) {
                String[] cells = lines.nextValue();
                if (!head) {
                    entries.put(cells[0], cells[1]);
                }
                head = false;
            }
        }
        return entries;
    }

    /** The lookup that stands in a row, from its JSON. */
    static LookupText inRow(String json) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : JSON.readTree(json).properties()) {
            entries.put(entry.getKey(), entry.getValue().asText());
        }
        return new LookupText("", entries);
    }

    String table() {
        Markdown.Table table = new Markdown.Table("comes in", "goes out");
        entries.forEach((in, out) -> table.line(Markdown.code(in), Markdown.code(out)));
        return table.toString();
    }

    /** In a few words, for a cell. */
    String inline() {
        if (entries.isEmpty()) {
            return "of nothing";
        }
        return String.join(
                ", ",
                entries.entrySet().stream()
                        .map(e -> Markdown.code(e.getKey()) + " → " + Markdown.code(e.getValue()))
                        .toList());
    }
}
