package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code map}: what goes in, what comes out, and what is told. */
class MapTest {

    private static final String MAPPING =
            """
            rows:
              - { to: id, from: id, required: true }
              - { to: kind, from: kind, lookup: kinds, otherwise: skip }
              - { to: price, from: price, as: number }
              - { to: note, from: settings.note }
              - { to: shop, value: "{{shop:none}}" }
            """;

    @TempDir private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectory(folder.resolve("lookups"));
        Files.writeString(folder.resolve("lookups/kinds.yaml"), "a: A\nb: B\n");
        write(MAPPING);
    }

    private void write(String mapping) throws IOException {
        Files.writeString(folder.resolve("m.mapping.yaml"), mapping);
    }

    private Said map(String input, String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(
                new String[] {"map", "m", "--mappings", folder.toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Said.to(input, arguments);
    }

    private static String out(String id) {
        return "{\"id\":" + id + ",\"shop\":\"none\"}";
    }

    @Test
    void oneRecordALine() {
        Said said = map("{\"id\":1}\n\n  \r\n{\"id\":2}\r\n{\"id\":3}");
        assertThat(said.outLines()).containsExactly(out("1"), out("2"), out("3"));
        assertThat(said.out()).endsWith("}\n");
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
    }

    @Test
    void numbersKeepEveryDigit() {
        Said said =
                map(
                        "{\"id\":7391004512208835601,\"price\":100.00}\n{\"id\":1,\"price\":\"12.50\"}");
        assertThat(said.outLines())
                .containsExactly(
                        "{\"id\":7391004512208835601,\"price\":100.00,\"shop\":\"none\"}",
                        "{\"id\":1,\"price\":12.50,\"shop\":\"none\"}");
    }

    @Test
    void lettersOfAnyLanguage() {
        assertThat(map("{\"id\":\"Mai Trần 🎉\"}").out())
                .isEqualTo(out("\"Mai Trần \\uD83C\\uDF89\"") + "\n");
    }

    @Test
    void halfALetterIsWrittenAsItCame() {
        assertThat(map("{\"id\":\"a\\ud83c\"}\n{\"id\":\"\\udf89b\\ud83cc\"}").outLines())
                .containsExactly(out("\"a\\uD83C\""), out("\"\\uDF89b\\uD83Cc\""));
    }

    @Test
    void aFile() throws IOException {
        Path file = Files.writeString(folder.resolve("in.ndjson"), "{\"id\":1}\n{\"id\":2}\n");
        assertThat(map("", file.toString()).outLines()).containsExactly(out("1"), out("2"));
    }

    @Test
    void aList() {
        assertThat(map("[{\"id\":1}, {\"id\":[1,\"]\"]}\n,\n{\"id\":3}]").outLines())
                .containsExactly(out("1"), out("[1,\"]\"]"), out("3"));
        assertThat(map("[]").out()).isEmpty();
    }

    @Test
    void objectsOverSeveralLines() {
        Said said = map("{\n  \"id\": {\n    \"a\": \"}\\\"\"\n  }\n}\n{\n  \"id\": 2\n}\n");
        assertThat(said.outLines()).containsExactly(out("{\"a\":\"}\\\"\"}"), out("2"));
        assertThat(map("{ \"id\":\n 1 } { \"id\": 2 }").outLines())
                .containsExactly(out("1"), out("2"));
    }

    @Test
    void nothing() {
        for (String input : new String[] {"", "\n", " \n\t\n"}) {
            Said said = map(input);
            assertThat(said.out() + said.err()).isEmpty();
            assertThat(said.code()).isZero();
        }
    }

    @Test
    void theMarkOfSomeEditorsIsNoRecord() {
        assertThat(map("\uFEFF{\"id\":1}\n").outLines()).containsExactly(out("1"));
    }

    @Test
    void aFileInUtf16IsAMistake() {
        Said said =
                Said.to(
                        "\uFEFF{\"id\":1}".getBytes(StandardCharsets.UTF_16LE),
                        false,
                        "map",
                        "m",
                        "--mappings",
                        folder.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).isEqualTo("error: the input is in UTF-16; save it as UTF-8\n");
    }

    @Test
    void whatIsRefusedOrSkippedIsTold() {
        Said said =
                map(
                        "{\"id\":1}\n\n{\"id\":2,\"kind\":\"c\"}\n{\"price\":1}\n{\"id\":3,\"price\":\"%\"}\n5\n");
        assertThat(said.outLines()).containsExactly(out("1"));
        assertThat(said.errLines())
                .containsExactly(
                        "{\"index\":2,\"line\":3,\"outcome\":\"skipped\",\"reason\":\"UNMAPPED_EVENT\","
                                + "\"detail\":\"kind: 'c' is not in lookup kinds\"}",
                        "{\"index\":3,\"line\":4,\"outcome\":\"refused\",\"reason\":\"MALFORMED\",\"row\":1,"
                                + "\"detail\":\"id is required and has no value (from id)\"}",
                        "{\"index\":4,\"line\":5,\"outcome\":\"refused\",\"reason\":\"MALFORMED\",\"row\":3,"
                                + "\"detail\":\"price: no plain number; signs as % or separators are not guessed\"}",
                        "{\"index\":5,\"line\":6,\"outcome\":\"refused\",\"reason\":\"MALFORMED\","
                                + "\"detail\":\"the payload is no JSON object\"}");
        assertThat(said.code()).isEqualTo(1);
    }

    @Test
    void onlySkippedIsNoFailure() {
        assertThat(map("{\"id\":2,\"kind\":\"c\"}").code()).isZero();
    }

    @Test
    void aBrokenLineSaysNothingAboutTheNextOne() {
        Said said =
                map(
                        "{\"id\":1\n{\"id\":2}\n{\"id\":3}}\n{\"id\":\"x}\n{\"id\" 5}\nsecret@example.com\n{\"id\":6}\n");
        assertThat(said.outLines()).containsExactly(out("2"), out("6"));
        assertThat(said.errLines())
                .hasSize(5)
                .allMatch(l -> l.contains("\"reason\":\"MALFORMED\""));
        assertThat(said.errLines().get(0))
                .startsWith("{\"index\":1,\"line\":1,\"outcome\":\"refused\"")
                .endsWith("\"detail\":\"no JSON: the record ends too early\"}");
        assertThat(said.errLines().get(1)).startsWith("{\"index\":3,\"line\":3,");
        assertThat(said.errLines().get(3)).contains("\"line\":5,", "\"column\":7,");
        assertThat(said.err()).doesNotContain("secret");
        assertThat(said.code()).isEqualTo(1);
    }

    @Test
    void whyALineIsNoJsonIsSaidInPlainWords() {
        assertThat(map("{\"id\":1} {\"id\":2}\n").err())
                .contains(
                        "\"no JSON: something follows the end of the record; write one record a line\"");
        assertThat(map("{\"id\":mai@example.com}\n").err())
                .contains("\"no JSON: a word that means nothing here; text stands in quotes\"")
                .doesNotContain("mai");
        assertThat(map("{\"id\":01}\n").err())
                .contains("\"no JSON: invalid numeric value: Leading zeroes not allowed\"");
    }

    @Test
    void aBrokenItemOfAListHasItsPlace() {
        Said said = map("[\n {\"id\":1},\n {\"id\":\n  oops},\n {\"id\":3}\n]");
        assertThat(said.outLines()).containsExactly(out("1"), out("3"));
        assertThat(said.errLines())
                .singleElement()
                .asString()
                .contains("\"index\":2,\"line\":4,", "\"column\":", "no JSON");
    }

    @Test
    void aListWithoutEndIsTold() {
        Said said = map("[{\"id\":1},{\"id\":2}");
        assertThat(said.outLines()).containsExactly(out("1"), out("2"));
        assertThat(said.err()).contains("the list that begins in line 1 has no end");
        assertThat(said.code()).isEqualTo(1);
    }

    @Test
    void parametersOfTheSink() {
        assertThat(map("{\"id\":1}", "--set", "note=a=b", "--set", "other=x").out())
                .contains("\"note\":\"a=b\"");
        Said said = map("{}", "--set", "note");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .isEqualTo(
                        "error: Value for option '--set' (NAME=VALUE) should be in KEY=VALUE format"
                                + " but was note\n");
    }

    @Test
    void propertiesOfTheSettingsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("my.properties"), "shop = Alpa\n");
        assertThat(map("{\"id\":1}", "--config", file.toString()).out())
                .contains("\"shop\":\"Alpa\"");
        assertThat(map("", "--config", "no.properties").err())
                .isEqualTo("error: there is no settings file no.properties\n");
    }

    @Test
    void theFileOfAMappingIsANameToo() {
        Said said = Said.to("{\"id\":1}", "map", folder.resolve("m.mapping.yaml").toString());
        assertThat(said.outLines()).containsExactly(out("1"));
    }

    @Test
    void whatIsNotThere() {
        assertThat(Said.by("map", "n", "--mappings", folder.toString()))
                .isEqualTo(
                        new Said(
                                2,
                                "",
                                "error: "
                                        + folder
                                        + ": there is no mapping 'n'; write one of m\n"));
        assertThat(Said.by("map", "commanders-act-to-tiktok-evnt").err())
                .endsWith("did you mean 'commanders-act-to-tiktok-event'?\n");
        assertThat(map("", "no.ndjson"))
                .isEqualTo(new Said(2, "", "error: there is no file no.ndjson\n"));
        assertThat(map("", folder.toString()).err())
                .isEqualTo("error: " + folder + " is a folder; name a file with records\n");
        assertThat(Said.by("map", "m", "--mappings", "nowhere").err())
                .startsWith("error: there is no folder nowhere; ");
        assertThat(map("", "--watch").err()).startsWith("error: --watch needs a file");
    }

    @Test
    void allMistakesOfAMappingAndOfItsBaseAreTold() throws IOException {
        write(
                "extends: base\nrows:\n  - { to: id, form: id }\n  - { to: x, from: y, hash: md6 }\n");
        Files.writeString(
                folder.resolve("base.mapping.yaml"), "rows:\n  - { to: z, from: z, as: txt }\n");
        Files.writeString(folder.resolve("other.mapping.yaml"), "rows: wrong\n");
        Said said = map("{}");
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.errLines())
                .hasSize(3)
                .anyMatch(l -> l.contains("base.mapping.yaml:2:") && l.contains("'txt'"))
                .anyMatch(l -> l.contains("m.mapping.yaml:3:") && l.contains("'form'"))
                .anyMatch(l -> l.contains("m.mapping.yaml:4:") && l.contains("'md6'"))
                .allMatch(l -> l.contains(": error: "));
    }

    @Test
    void mistakesElsewhereDoNotMatter() throws IOException {
        Files.writeString(folder.resolve("other.mapping.yaml"), "rows: wrong\n");
        Files.writeString(folder.resolve("lookups/other.yaml"), "[");
        assertThat(map("{\"id\":1}").outLines()).containsExactly(out("1"));
    }

    @Test
    void aLookupWithAMistakeIsBlamedAndNotTheMapping() throws IOException {
        Files.writeString(folder.resolve("lookups/kinds.yaml"), "a: [\n");
        assertThat(map("{}").errLines())
                .singleElement()
                .asString()
                .contains("lookups/kinds.yaml:", ": error: ");
    }

    @Test
    void statistics() {
        Said said = map("{\"id\":1}\n{\"id\":2,\"kind\":\"c\"}\n{}\n", "--stats");
        assertThat(said.errLines().get(2))
                .matches(
                        "3 records in \\d+\\.\\d s \\([\\d,]+/s\\): 1 mapped, 1 skipped, 1 refused");
        Path file = folder.resolve("m.mapping.yaml");
        assertThat(Said.onTerminal("map", file.toString()).err())
                .matches("0 records in \\d+\\.\\d s \\(0/s\\): 0 mapped, 0 skipped, 0 refused\n");
    }

    @Test
    void explains() {
        Said said = map("{\"id\":1,\"kind\":\"a\"}\n{\"id\":2,\"kind\":\"c\"}\n", "--explain");
        assertThat(said.out())
                .isEqualTo(
                        """
                        record 1, line 1: mapped
                          column   row   from   steps
                          id       1     id     1
                          kind     2     kind   "a" > lookup kinds: "A"
                          price    3            nothing: no value
                          note     4            nothing: no value
                          shop     5            value: "none"
                        record 2, line 2: skipped UNMAPPED_EVENT (kind: 'c' is not in lookup kinds)
                          column   row   from   steps
                          id       1     id     2
                          kind     2     kind   nothing: "c" > skips the record: kind: 'c' is not in lookup kinds
                        """);
        assertThat(said.errLines()).hasSize(1);
    }

    /** Somebody who reads one line and goes, as head does. */
    private static final class Head extends OutputStream {
        private final String message;
        private int calls;

        Head(String message) {
            this.message = message;
        }

        @Override
        public void write(int b) throws IOException {
            if (++calls > 10) {
                throw new IOException(message);
            }
        }
    }

    private Said written(String failure) {
        String input = "{\"id\":1}\n".repeat(20_000);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code =
                Main.run(
                        new Streams(
                                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                                new Head(failure),
                                err,
                                false,
                                false),
                        "map",
                        "m",
                        "--mappings",
                        folder.toString());
        return new Said(code, "", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aReaderThatHasSeenEnoughEndsItQuietly() {
        assertThat(written("Broken pipe")).isEqualTo(new Said(0, "", ""));
    }

    @Test
    void aFullDiskIsTold() {
        assertThat(written("No space left on device"))
                .isEqualTo(
                        new Said(
                                2,
                                "",
                                "error: the output cannot be written: No space left on device\n"));
    }
}
