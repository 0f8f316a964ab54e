package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests beside mappings: what they say when they fail, and when they are written wrongly. */
class CasesTest {

    private static final String MAPPING =
            """
            rows:
              - { to: customer_id, from: email, hash: sha256, required: true }
              - { to: "contents[].id", from: "items[].id" }
              - { to: "list[0].x", from: "{{field:x}}" }
              - { to: note, from: settings.note }
            """;

    @TempDir private Path folder;

    private List<MappingTests.Result> run(String tests) throws IOException, MappingException {
        Files.writeString(folder.resolve("lead-to-customer.mapping.yaml"), MAPPING);
        Path file = Files.writeString(folder.resolve("lead-to-customer.test.yaml"), tests);
        Mappings mappings = new Mappings(folder, name -> null);
        mappings.load();
        MappingTests runner = new MappingTests(mappings);
        assertThat(MappingTests.files(folder)).containsExactly(file);
        List<MappingTests.Result> results = new ArrayList<>();
        for (MappingTests.Case test : runner.cases(file)) {
            results.add(runner.run(test));
        }
        return results;
    }

    /** What the report says below the name of the case, without the head of its columns. */
    private String report(String test) throws IOException, MappingException {
        MappingTests.Result result = run("tests:\n  - { name: n, " + test + " }\n").get(0);
        List<String> lines = result.report().lines().toList();
        assertThat(lines.get(0)).endsWith("/lead-to-customer.test.yaml:2: n");
        assertThat(result.passed()).isEqualTo(lines.size() == 1);
        if (result.passed()) {
            return "";
        }
        assertThat(lines.get(1)).matches(" {4}column +expected +got");
        return String.join("\n", lines.subList(2, lines.size())).replaceAll(" {2,}", "  ");
    }

    @Test
    void passes() throws IOException, MappingException {
        assertThat(
                        report(
                                "properties: { field: y }, settings: { note: hi },"
                                        + " input: { email: a, y: 1.0, x: 2, items: [{ id: 5 }] },"
                                        + " contains: { contents: [{ id: 5 }], list: [{ x: 1 }], note: hi },"
                                        + " absent: [other]"))
                .isEmpty();
        assertThat(report("input: {}, refused: { reason: MALFORMED, row: 1 }")).isEmpty();
        assertThat(report("input: {}, refused: MALFORMED")).isEmpty();
    }

    @Test
    void aFailureNamesColumnExpectedGotAndRow() throws IOException, MappingException {
        assertThat(report("input: { email: a }, output: { customer_id: b }"))
                .isEqualTo(
                        "  customer_id  \"b\"  \""
                                + Hash.SHA256.of("a")
                                + "\"  row 1: from email, hash sha256");
        assertThat(
                        report(
                                "input: { email: a, items: [{ id: 5 }, { id: 6 }] }, contains: { contents: [{ id: 5 }] }"))
                .isEqualTo("  contents[1].id  nothing  6  row 2: from items[].id");
        assertThat(report("input: { email: a }, contains: { list: [{ x: 1 }], 'a.b': 2 }"))
                .isEqualTo("  ['a.b']  2  nothing\n  list[0].x  1  nothing  row 3: from x");
        assertThat(report("input: { email: a, x: 1 }, absent: [list]"))
                .isEqualTo("  list  nothing  [{\"x\":1}]");
        assertThat(report("input: { email: a, x: '1' }, contains: { list: [{ x: 1 }] }"))
                .isEqualTo("  list[0].x  1  \"1\"  row 3: from x");
    }

    @Test
    void theColumnsOfAFailureAreAligned() throws IOException, MappingException {
        String report =
                run("tests:\n  - { name: n, input: { email: a, x: 12345, items: [{ id: 5 }] },"
                                + " contains: { list: [{ x: 1 }], contents: [{ id: 6 }], note: hi } }\n")
                        .get(0)
                        .report();
        assertThat(report.lines().skip(1))
                .containsExactly(
                        "    column           expected   got",
                        "    contents[0].id   6          5         row 2: from items[].id",
                        "    list[0].x        1          12345     row 3: from x",
                        "    note             \"hi\"       nothing   row 4: from settings.note");
    }

    @Test
    void aFailureNamesTheRowThatWroteTheColumnAmongSeveral() throws IOException, MappingException {
        Files.writeString(
                folder.resolve("two.mapping.yaml"),
                """
                rows:
                  - { to: a, from: b, when: { from: k, is: "1" } }
                  - { to: a, from: c }
                """);
        Path file =
                Files.writeString(
                        folder.resolve("two.test.yaml"),
                        """
                        tests:
                          - { name: n, input: { k: 1, b: x, c: y }, output: { a: z } }
                          - { name: m, input: { k: 2, b: x, c: y }, output: { a: z } }
                        """);
        Mappings mappings = new Mappings(folder, name -> null);
        mappings.load();
        MappingTests runner = new MappingTests(mappings);
        List<String> rows = new ArrayList<>();
        for (MappingTests.Case test : runner.cases(file)) {
            rows.add(runner.run(test).differences().get(0).row());
        }
        assertThat(rows.get(0)).startsWith("row 1: from b, when");
        assertThat(rows.get(1)).isEqualTo("row 2: from c");
    }

    @Test
    void allMistakesOfATestFileAreTold() {
        MappingException e =
                catchThrowableOfType(
                        MappingException.class,
                        () ->
                                run(
                                        """
                                        tests:
                                          - { nam: n, input: {}, skipped: X }
                                          - { name: m, input: {} }
                                        """));
        assertThat(e.all()).extracting(MappingException::line).containsExactly(2, 3);
    }

    @Test
    void aLongValueDoesNotPushTheOthersAway() throws IOException, MappingException {
        String report =
                run("tests:\n  - { name: n, input: { email: a, x: 2 }, settings: { note: "
                                + "long".repeat(30)
                                + " }, contains: { list: [{ x: 1 }], note: hi } }\n")
                        .get(0)
                        .report();
        assertThat(report.lines().skip(2))
                .containsExactly(
                        "    list[0].x   1          2     row 3: from x",
                        "    note        \"hi\"       \""
                                + "long".repeat(30)
                                + "\"   row 4: from settings.note");
    }

    @Test
    void aFailureNamesTheOutcome() throws IOException, MappingException {
        assertThat(report("input: {}, output: { customer_id: b }"))
                .isEqualTo(
                        "  (outcome)  a payload  refused MALFORMED by row 1 (customer_id is required"
                                + " and has no value (from email, hash sha256))");
        assertThat(report("input: { email: a }, skipped: CONSENT"))
                .startsWith("  (outcome)  skipped CONSENT  a payload: {\"customer_id\"");
        assertThat(report("input: {}, refused: { reason: MALFORMED, row: 2 }"))
                .startsWith(
                        "  (outcome)  refused MALFORMED by row 2  refused MALFORMED by row 1 (");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ nam: n, input: {}, skipped: X }            | 2:7: a test has no key 'nam'; did you mean 'name'?",
                "{ input: {}, skipped: X }                    | 2:5: the test has no name; add name:",
                "{ name: n, skipped: X }                      | 2:5: the test has no input; add input:",
                "{ name: n, input: {} }                       | 2:5: a test expects one thing: output, or contains and absent, or skipped, or refused",
                "{ name: n, input: {}, skipped: X, output: {} } | 2:5: a test expects one thing: output, or contains and absent, or skipped, or refused",
                "{ name: n, input: {}, refused: { row: 1 } }  | 2:36: refused needs a reason; add reason: CODE",
                "{ name: n, input: {}, refused: { reason: X, row: a } } | 2:54: row is the number of a row, counted from 1",
            })
    void aMistakeInATestHasAPlace(String test, String message) {
        MappingException e =
                catchThrowableOfType(
                        MappingException.class, () -> run("tests:\n  - " + test + "\n"));
        assertThat(e).hasMessageEndingWith("lead-to-customer.test.yaml:" + message);
    }

    @Test
    void namesDiffer() {
        MappingException e =
                catchThrowableOfType(
                        MappingException.class,
                        () ->
                                run(
                                        """
                                        tests:
                                          - { name: n, input: {}, skipped: X }
                                          - { name: n, input: {}, skipped: X }
                                        """));
        assertThat(e).hasMessageContaining(":3:5: another test has the same name");
    }
}
