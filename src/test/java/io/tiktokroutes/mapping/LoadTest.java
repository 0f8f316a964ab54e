package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of mappings, loaded and changed while it is in use. */
class LoadTest {

    private static final String EVENT =
            "rows:\n  - { to: event, from: name, lookup: events, otherwise: skip }\n";

    @TempDir private Path folder;
    private Mappings mappings;

    @BeforeEach
    void load() throws IOException, MappingException {
        Files.createDirectory(folder.resolve("lookups"));
        write("shop-to-event.mapping.yaml", EVENT);
        write("lookups/events.yaml", "buy: Purchase\n");
        write("lookups/kinds.csv", "shop,tiktok\na,\"A, big\"\n");
        write("notes.txt", "no mapping");
        write("shop-to-event.test.yaml", "tests: []");
        mappings = new Mappings(folder, name -> null);
        mappings.load();
    }

    private Path write(String file, String text) throws IOException {
        return Files.writeString(folder.resolve(file), text);
    }

    private String map(String input) throws MappingException {
        return Plan.told(mappings.get("shop-to-event").apply(Plan.json(input), Map.of()));
    }

    @Test
    void mappingsAreKnownByTheirFileNames() throws MappingException {
        assertThat(mappings.names()).containsExactly("shop-to-event");
        assertThat(map("name: buy")).isEqualTo("{\"event\":\"Purchase\"}");
        assertThatThrownBy(() -> mappings.get("shop-to-evnt"))
                .isInstanceOf(MappingException.class)
                .hasMessageEndingWith(
                        ": there is no mapping 'shop-to-evnt'; did you mean 'shop-to-event'?");
    }

    @Test
    void aBrokenTextLeavesTheOldVersionInUse() throws MappingException {
        Path file = folder.resolve("shop-to-event.mapping.yaml");
        assertThatThrownBy(() -> mappings.activate(file, "rows:\n  - { to: event, form: name }\n"))
                .hasMessageEndingWith(
                        "shop-to-event.mapping.yaml:2:18: a row has no key 'form'; did you mean"
                                + " 'from'?");
        assertThat(map("name: buy")).isEqualTo("{\"event\":\"Purchase\"}");
        mappings.activate(file, "rows:\n  - { to: event, from: name }\n");
        assertThat(map("name: buy")).isEqualTo("{\"event\":\"buy\"}");
    }

    @Test
    void aMappingInHandStaysWhatItWas() throws MappingException {
        Mapping before = mappings.get("shop-to-event");
        mappings.activate(folder.resolve("shop-to-event.mapping.yaml"), "rows: []\n");
        assertThat(Plan.told(before.apply(Plan.json("name: buy"), Map.of()))).contains("Purchase");
    }

    @Test
    void aChangedLookupReachesTheMappingsThatUseIt() throws MappingException {
        Path file = folder.resolve("lookups/events.yaml");
        mappings.activate(file, "buy: PlaceAnOrder\n");
        assertThat(map("name: buy")).isEqualTo("{\"event\":\"PlaceAnOrder\"}");
        assertThatThrownBy(() -> mappings.activate(file, "buy: [1]\n"))
                .hasMessageEndingWith(
                        "lookups/events.yaml:1:6: 'buy' leads to no single value; write one");
        assertThat(map("name: buy")).isEqualTo("{\"event\":\"PlaceAnOrder\"}");
    }

    @Test
    void lookupsMayBeCsv() throws MappingException {
        mappings.activate(
                folder.resolve("b.mapping.yaml"),
                "rows:\n  - { to: kind, from: kind, lookup: kinds }\n");
        Mapping mapping = mappings.get("b");
        assertThat(Plan.told(mapping.apply(Plan.json("kind: a"), Map.of())))
                .isEqualTo("{\"kind\":\"A, big\"}");
    }

    @Test
    void mistakesInCsvHaveALine() {
        Path file = folder.resolve("lookups/kinds.csv");
        assertThatThrownBy(() -> mappings.activate(file, "from,to\na,1\nb\n"))
                .hasMessageEndingWith("kinds.csv:3:1: a lookup has two columns; this line has 1");
        assertThatThrownBy(() -> mappings.activate(file, "from,to\na,1\na,2\n"))
                .hasMessageEndingWith("kinds.csv:3:1: 'a' is written twice; keep one line");
        assertThatThrownBy(() -> mappings.activate(file, "from,to\na,\n"))
                .hasMessageEndingWith("kinds.csv:2:1: a column is empty; write both");
        assertThatThrownBy(() -> mappings.activate(folder.resolve("lookups/kinds.yaml"), "a: b"))
                .hasMessageContaining("has the same name; keep one of them");
    }

    @Test
    void removedFilesAreForgotten() throws MappingException {
        mappings.remove(folder.resolve("lookups/events.yaml"));
        assertThat(map("name: buy")).isEqualTo("{\"event\":\"Purchase\"}");
        assertThatThrownBy(
                        () ->
                                mappings.activate(
                                        folder.resolve("shop-to-event.mapping.yaml"), EVENT))
                .hasMessageContaining("there is no lookups/events.yaml or .csv");
        mappings.remove(folder.resolve("shop-to-event.mapping.yaml"));
        assertThat(mappings.names()).isEmpty();
    }

    @Test
    void otherFilesAreLeftAlone() throws MappingException {
        mappings.activate(folder.resolve("shop-to-event.test.yaml"), "anything: [");
        mappings.activate(folder.resolve("notes.txt"), "anything");
        mappings.remove(folder.resolve("notes.txt"));
        assertThat(mappings.names()).containsExactly("shop-to-event");
    }

    @Test
    void loadingIsAllOrNothing() throws IOException {
        write("a-broken.mapping.yaml", "rows: 5\n");
        assertThatThrownBy(mappings::load).hasMessageContaining("a-broken.mapping.yaml:1:7");
        assertThat(mappings.names()).containsExactly("shop-to-event");
        Mappings nowhere = new Mappings(folder.resolve("none"), name -> null);
        assertThatThrownBy(nowhere::load).hasMessageEndingWith("none: there is no such folder");
    }

    @Test
    void loadingTellsTheMistakesOfAllFiles() throws IOException {
        write("a.mapping.yaml", "rows:\n  - { to: x }\n");
        write("b.mapping.yaml", "extends: a\nrows:\n  - { to: y, from: z, lookup: evnts }\n");
        write("lookups/broken.yaml", "x: [1]\n");
        write("c.mapping.yaml", "rows:\n  - { to: x, from: y, lookup: broken }\n");
        MappingException e = catchThrowableOfType(MappingException.class, mappings::load);
        assertThat(
                        e.all().stream()
                                .map(
                                        m ->
                                                m.getMessage()
                                                        .replaceFirst(
                                                                ".*?([a-z/]*\\.(mapping\\.)?yaml)",
                                                                "$1")))
                .containsExactly(
                        "/a.mapping.yaml:2:5: a row has either from: (a path) or value: (a constant)",
                        "/b.mapping.yaml:3:31: there is no lookups/evnts.yaml or .csv; did you mean 'events'?",
                        "/lookups/broken.yaml:1:4: 'x' leads to no single value; write one");
    }
}
