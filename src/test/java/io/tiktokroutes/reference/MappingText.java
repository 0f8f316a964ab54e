package io.tiktokroutes.reference;

import io.tiktokroutes.reference.Placeholders.Placeholder;
import io.tiktokroutes.reference.YamlText.Scalar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a mapping file says and its plan does not: the properties and the parameters of the sink
 * that it reads, and where. Of a mapping that extends another, the other's text counts, too.
 */
final class MappingText {

    private static final Pattern SETTING = Pattern.compile("\\bsettings\\.([\\w-]+)");

    private static final Pattern ANY_TEXT =
            Pattern.compile("\\b(?:value|is|is-not|default): \"[^\"\\n]*\"");

    /** In place of a name's first letter, so that what follows in the line does not move. */
    private static final String MARK = "§";

    /** A property with its default in the file, null for none, and where the file reads it. */
    record Use(String fallback, Set<String> places) {}

    /** A text with the name of the mapping below that it stands in; empty for the own file. */
    private record Found(String owner, Scalar scalar) {

        String place() {
            List<String> keys = scalar.keys();
            String first = keys.isEmpty() ? scalar.text() : keys.get(0);
            String in = owner.isEmpty() ? "" : " of " + owner;
            return first.equals("rows") ? "row " + scalar.item() + in : first + in;
        }
    }

    private final String name;
    private final YamlText own;
    private final MappingText base;

    private MappingText(String name, YamlText own, MappingText base) {
        this.name = name;
        this.own = own;
        this.base = base;
    }

    static MappingText read(Path folder, String name) throws IOException {
        YamlText own = YamlText.read(folder.resolve(name + ".mapping.yaml"));
        String base = own.one("extends");
        return new MappingText(name, own, base.isEmpty() ? null : read(folder, base));
    }

    /** The nearest value of a key at the top; of a list, its items. */
    List<String> top(String... keys) {
        boolean here = own.names().contains(keys[0]);
        if (here) {
            return own.at(keys);
        }
        return base == null ? List.of() : base.top(keys);
    }

    /** The properties it reads, in the order of the text. */
    Map<String, Use> properties() {
        Map<String, Use> uses = new LinkedHashMap<>();
        for (Found text : texts()) {
            for (Placeholder found : Placeholders.in(text.scalar().text())) {
                uses.computeIfAbsent(
                                found.name(), n -> new Use(found.fallback(), new LinkedHashSet<>()))
                        .places()
                        .add(text.place());
            }
        }
        return uses;
    }

    /**
     * The text of a mapping file, in which properties have a mark where any text may stand: there
     * the page shows their names, elsewhere it must show what they stand for. Places stay the same.
     */
    static String marked(String text) {
        return ANY_TEXT.matcher(text)
                .replaceAll(
                        match ->
                                Matcher.quoteReplacement(
                                        match.group()
                                                .replaceAll("\\{\\{(\\s*)\\w", "{{$1" + MARK)));
    }

    /** The property that a marked name stands for; null when the name has no mark. */
    String unmarked(String marked) {
        return properties().keySet().stream()
                .filter(property -> marked.equals(MARK + property.substring(1)))
                .findFirst()
                .orElse(null);
    }

    /**
     * What stands at a key of a row; nothing when the row has no such key.
     *
     * @param owner the mapping whose row it is, when it is not this one's own
     */
    String inRow(String owner, int row, String key) {
        return texts().stream()
                .filter(text -> text.owner().equals(owner))
                .map(Found::scalar)
                .filter(s -> s.item() == row && !s.isKey())
                .filter(s -> s.keys().equals(List.of("rows", key)))
                .map(Scalar::text)
                .findFirst()
                .orElse("");
    }

    /** The parameters of the sink it reads, with where it reads them. */
    Map<String, Set<String>> settings() {
        Map<String, Set<String>> settings = new LinkedHashMap<>();
        for (Found text : texts()) {
            if (text.scalar().key().equals("description")) {
                continue;
            }
            for (Matcher found = SETTING.matcher(text.scalar().text()); found.find(); ) {
                settings.computeIfAbsent(found.group(1), n -> new LinkedHashSet<>())
                        .add(text.place());
            }
        }
        return settings;
    }

    /** What stands at a place, when a property is part of it; else null. */
    static Map<String, String> withProperties(Path file) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Scalar scalar : YamlText.read(file).scalars()) {
            if (!scalar.isKey() && !Placeholders.in(scalar.text()).isEmpty()) {
                texts.put(scalar.place(), scalar.text());
            }
        }
        return texts;
    }

    private List<Found> texts() {
        List<Found> texts = new ArrayList<>();
        for (MappingText at = this; at != null; at = at.base) {
            String owner = at == this ? "" : at.name;
            at.own.scalars().forEach(scalar -> texts.add(new Found(owner, scalar)));
        }
        return texts;
    }
}
