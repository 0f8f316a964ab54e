package io.tiktokroutes.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A mapping file as it is written, on top of the one it extends. Of each key the nearest one
 * counts.
 *
 * @param name the mapping's name
 * @param file where it stands
 * @param root the whole file
 * @param fields its keys
 * @param base the file it extends, or null
 */
record Sheet(String name, YamlFile file, Node root, Map<String, Node> fields, Sheet base) {

    private static final String SETTINGS = "settings.";

    /** A key's value with the file it stands in. */
    record Entry(YamlFile file, Node node) {}

    /** The nearest value of that key, or null. */
    Entry find(String key) {
        Node node = fields.get(key);
        if (node != null) {
            return new Entry(file, node);
        }
        return base == null ? null : base.find(key);
    }

    /** The names of all mappings below this one, the nearest first. */
    List<String> bases() {
        List<String> names = new ArrayList<>();
        for (Sheet sheet = base; sheet != null; sheet = sheet.base) {
            names.add(sheet.name);
        }
        return names;
    }

    /** Where phone numbers without a country code belong. */
    Country country() throws MappingException {
        Entry entry = find("country");
        String text =
                entry == null ? "" : entry.file().textOrEmpty(entry.node(), "country").strip();
        if (text.isEmpty()) {
            return Country.NONE;
        }
        if (text.startsWith(SETTINGS)) {
            return new Country("", text.substring(SETTINGS.length()));
        }
        String code = text.toUpperCase(Locale.ROOT);
        if (!Country.codes().contains(code)) {
            throw entry.file()
                    .wrong(
                            entry.node(),
                            "'"
                                    + text
                                    + "' is no country; write two letters such as FR, or"
                                    + " settings.NAME");
        }
        return new Country(code, null);
    }

    /** Texts that mean no value at the source. */
    Set<String> empties() throws MappingException {
        Entry entry = find("empty");
        List<String> texts = new ArrayList<>();
        if (entry != null) {
            for (Node item : PlaceReader.each(entry.node())) {
                texts.add(entry.file().text(item, "an item of empty").strip());
            }
        }
        return Set.copyOf(new HashSet<>(texts));
    }
}
