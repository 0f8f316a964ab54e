package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapping that extends another: a few lines, and changes of the base still reach it. */
class BasesTest {

    private static final String BASE =
            """
            description: the base
            target: tiktok-event
            country: FR
            rows:
              - { to: event, from: name, lookup: events, otherwise: skip }
              - { to: phone, from: phone, as: phone }
              - { to: value, from: total, as: number }
              - { to: note, from: note }
            require:
              - all: [phone]
            """;

    @TempDir private Path folder;
    private Mappings mappings;

    @BeforeEach
    void load() throws IOException, MappingException {
        Files.createDirectory(folder.resolve("lookups"));
        write("lookups/events.yaml", "buy: Purchase\nlook: ViewContent\n");
        write("base.mapping.yaml", BASE);
        mappings = new Mappings(folder, name -> name.equals("shop") ? "DE" : null);
        mappings.load();
    }

    private Path write(String file, String text) throws IOException {
        return Files.writeString(folder.resolve(file), text);
    }

    private void own(String text) throws MappingException {
        mappings.activate(folder.resolve("own.mapping.yaml"), "extends: base\n" + text);
    }

    private String map(String input) throws MappingException {
        return Plan.told(mappings.get("own").apply(Plan.json(input), Map.of()));
    }

    private static final String BUY =
            "{ name: buy, phone: 01 99 00 12 34, total: 5, note: n, x: 7 }";

    @Test
    void withoutRowsItIsTheBase() throws MappingException {
        own("description: mine\n");
        assertThat(map(BUY))
                .isEqualTo(
                        "{\"event\":\"Purchase\",\"phone\":\"+33199001234\",\"value\":5,\"note\":\"n\"}");
        Mapping mapping = mappings.get("own");
        assertThat(mapping.description()).isEqualTo("mine");
        assertThat(mapping.target()).isEqualTo("tiktok-event");
        assertThat(mapping.table().base()).isEqualTo("base");
    }

    @Test
    void ownRowsReplaceThoseOfTheSameColumnInTheirPlace() throws MappingException {
        own("rows:\n  - { to: value, from: x }\n  - { to: extra, value: 1 }\n");
        assertThat(map(BUY))
                .isEqualTo(
                        "{\"event\":\"Purchase\",\"phone\":\"+33199001234\",\"value\":7,\"note\":\"n\",\"extra\":1}");
    }

    @Test
    void ownRowsWithAConditionAreTriedFirst() throws MappingException {
        own("rows:\n  - { to: event, value: Search, when: { from: name, is: find } }\n");
        assertThat(map("{ name: find, phone: +33199001234 }"))
                .isEqualTo("{\"event\":\"Search\",\"phone\":\"+33199001234\"}");
        assertThat(map("{ name: look, phone: +33199001234 }"))
                .isEqualTo("{\"event\":\"ViewContent\",\"phone\":\"+33199001234\"}");
        assertThat(map("{ name: other, phone: +33199001234 }")).contains("UNMAPPED_EVENT");
    }

    @Test
    void aRowOfTheBaseMayBeTakenOut() throws MappingException {
        own("rows:\n  - { to: note, remove: true }\n");
        assertThat(map(BUY)).doesNotContain("note");
    }

    @Test
    void otherKeysReplaceThoseOfTheBase() throws MappingException {
        own("country: '{{shop}}'\nrequire:\n  - all: [note]\n");
        assertThat(map("{ name: buy, phone: 030 123456, note: n }")).contains("+4930123456");
        assertThat(map("{ name: buy }")).contains("Refused[reason=MALFORMED");
        assertThat(map("{ name: buy, note: n }")).contains("\"note\":\"n\"");
    }

    @Test
    void aBaseMayHaveABase() throws MappingException {
        own("rows:\n  - { to: value, from: x }\n");
        mappings.activate(
                folder.resolve("third.mapping.yaml"),
                "extends: own\nrows:\n  - { to: note, value: third }\n");
        Mapped mapped = mappings.get("third").apply(Plan.json(BUY), Map.of());
        assertThat(Plan.told(mapped)).contains("\"value\":7,\"note\":\"third\"");
    }

    @Test
    void aRefusalNamesTheRowAndItsMapping() throws MappingException {
        own("rows:\n  - { to: value, from: x, as: number }\n");
        assertThat(mappings.get("own").rowFor("phone")).startsWith("row 2 of base: from phone");
        assertThat(mappings.get("own").rowFor("value")).startsWith("row 1: from x");
    }

    @Test
    void aChangeOfTheBaseReachesIt() throws MappingException {
        own("rows:\n  - { to: value, from: x }\n");
        mappings.activate(
                folder.resolve("base.mapping.yaml"), BASE.replace("from: note", "from: x"));
        assertThat(map(BUY)).contains("\"note\":7");
        mappings.activate(folder.resolve("lookups/events.yaml"), "buy: PlaceAnOrder\n");
        assertThat(map(BUY)).contains("PlaceAnOrder");
    }

    @Test
    void aChangeOfTheBaseThatBreaksItIsNotTaken() throws MappingException {
        own("require:\n  - all: [note]\n");
        MappingException e =
                catchThrowableOfType(
                        MappingException.class,
                        () ->
                                mappings.activate(
                                        folder.resolve("base.mapping.yaml"),
                                        BASE.replace("to: note", "to: remark")));
        assertThat(e.getMessage())
                .endsWith(
                        "own.mapping.yaml:3:11: no row writes 'note'; write one of event, phone,"
                                + " value, remark");
        assertThat(map(BUY)).contains("\"note\":\"n\"");
    }

    @Test
    void mistakesHaveTheirPlace() {
        assertMistake(
                "rows:\n  - { to: nte, remove: true }\n",
                "3:11: base has no row for 'nte'; did you mean 'note'?");
        assertMistake(
                "rows:\n  - { to: note, remove: true, from: x }\n",
                "3:25: write { to: COLUMN, remove: true } and nothing else");
        assertMistake(
                "rows:\n  - { to: note.x, from: x }\n",
                "3:11: row 4 of base already writes 'note', and 'note.x' would write over it; keep"
                        + " one of them");
    }

    private void assertMistake(String text, String message) {
        MappingException e = catchThrowableOfType(MappingException.class, () -> own(text));
        assertThat(e.getMessage()).endsWith("own.mapping.yaml:" + message);
    }

    @Test
    void aBaseMustBeThereAndNotGoRound() {
        Path own = folder.resolve("own.mapping.yaml");
        assertThat(
                        catchThrowableOfType(
                                MappingException.class,
                                () -> mappings.activate(own, "extends: bse\n")))
                .hasMessageEndingWith(
                        "own.mapping.yaml:1:10: there is no mapping 'bse'; did you mean 'base'?");
        assertThat(
                        catchThrowableOfType(
                                MappingException.class,
                                () -> mappings.activate(own, "extends: own\n")))
                .hasMessageEndingWith(
                        "own.mapping.yaml:1:10: 'own' extends this mapping, or is it; take one"
                                + " extends: out");
        assertThat(
                        catchThrowableOfType(
                                MappingException.class,
                                () -> {
                                    mappings.activate(own, "extends: base\n");
                                    mappings.activate(
                                            folder.resolve("base.mapping.yaml"), "extends: own\n");
                                }))
                .hasMessageContaining("extends this mapping");
    }

    @Test
    void removeNeedsABase() {
        MappingException e =
                catchThrowableOfType(
                        MappingException.class,
                        () -> Plan.of("rows:\n  - { to: a, remove: true }\n"));
        assertThat(e)
                .hasMessageEndingWith(
                        ":2:22: remove takes out a row of the mapping that extends: names");
    }
}
