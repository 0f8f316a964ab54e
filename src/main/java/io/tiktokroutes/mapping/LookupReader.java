package io.tiktokroutes.mapping;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a lookup file: YAML with one {@code in: out} per line, or CSV with two columns. */
final class LookupReader {

    /** Only for those who have CSV files: its classes take a third of a second to load. */
    private static final class Csv {
        private static final CsvMapper MAPPER =
                CsvMapper.builder()
                        .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                        .enable(CsvParser.Feature.TRIM_SPACES)
                        .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                        .build();
    }

    private final String name;
    private final String path;
    private final UnaryOperator<String> properties;

    LookupReader(String name, String path, UnaryOperator<String> properties) {
        this.name = name;
        this.path = path;
        this.properties = properties;
    }

    Lookup read(String text) throws MappingException {
        if (path.endsWith(".csv")) {
            return csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
        }
        YamlFile file = new YamlFile(path, properties);
        return table(file, name, file.read(text));
    }

    /** Reads a table: the same for a file and for a table inside a row. */
    static Lookup table(YamlFile file, String name, Node node) throws MappingException {
        Mistakes mistakes = new Mistakes();
        Map<String, JsonNode> entries = new HashMap<>();
        for (Map.Entry<String, Node> entry : file.table(node, "a lookup").entrySet()) {
            JsonNode value = mistakes.attempt(() -> file.json(entry.getValue()), null);
            if (value != null && (value.isContainerNode() || value.isNull())) {
                mistakes.add(
                        file.wrong(
                                entry.getValue(),
                                "'" + entry.getKey() + "' leads to no single value; write one"));
            } else if (value != null) {
                entries.put(entry.getKey(), value);
            }
        }
        mistakes.tell();
        return new Lookup(name, file.name(), entries);
    }

    /** The first line names the columns; the values are text. */
    private Lookup csv(String text) throws MappingException {
        Map<String, JsonNode> entries = new HashMap<>();
        try (MappingIterator<String[]> lines =
                Csv.MAPPER.readerFor(String[].class).readValues(text)) {
            boolean head = true;
            while (lines.hasNextValue()) {
                int line = lines.getCurrentLocation().getLineNr();
                String[] cells = lines.nextValue();
                if (cells.length != 2) {
                    throw new MappingException(
                            path,
                            line,
                            1,
                            "a lookup has two columns; this line has " + cells.length);
                }
                if (!head && cells[0] != null && cells[1] != null && !cells[1].isEmpty()) {
                    if (entries.put(cells[0], new TextNode(cells[1])) != null) {
                        throw new MappingException(
                                path,
                                line,
                                1,
                                "'" + cells[0] + "' is written twice; keep one line");
                    }
                } else if (!head) {
                    throw new MappingException(path, line, 1, "a column is empty; write both");
                }
                head = false;
            }
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new MappingException(
                    path,
                    at == null ? 1 : at.getLineNr(),
                    at == null ? 1 : at.getColumnNr(),
                    "this is no CSV: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new MappingException(path, 0, 0, "can not be read: " + e.getMessage());
        }
        return new Lookup(name, path, entries);
    }
}
