package io.tiktokroutes.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final String LINES =
            """
            # words to the reader
            ## R-CA — Commanders Act
            ### Events
            R-CA-1\tfield\t`a` to `A`
            R-CA-2\trule\tOne | two\tTwo.

            ## X — Contradictions
            X-1\tcontradiction\tBoth
            """;

    @TempDir Path root;

    @Test
    void showsWhatIsProvedDecidedAndOpen() throws IOException {
        Proof proof = new Proof("ATest.a", "src/test/java/ATest.java", List.of("R-CA-1"));
        Files.writeString(
                Files.createDirectories(root.resolve("docs")).resolve("a.md"), "## So be it!\n");
        var decisions =
                Decisions.parse(
                        "X-1:\n  decision: >\n    Both\n    stay.\n  see: docs/a.md#so-be-it\n",
                        root);
        assertThat(new Ledger(lines(LINES), List.of(proof), decisions).render())
                .contains("| R-CA — Commanders Act | 2 | 1 | 0 | 1 |")
                .contains("| X — Contradictions | 1 | 0 | 1 | 0 |")
                .contains("| **all** | 3 | 1 | 1 | 1 |")
                .contains(
                        "| R-CA-1 | field | `a` to `A` | proved:"
                                + " [ATest.a](../src/test/java/ATest.java) |")
                .contains("| R-CA-2 | rule | One \\| two *Reading: Two.* | open |")
                .contains("| decided: Both stay. ([docs/a.md#so-be-it](a.md#so-be-it)) |");
    }

    @Test
    void aTestThatNamesAnUnknownLineIsNamed() {
        Proof unknown = new Proof("ATest.a", "a", List.of("R-CA-999"));
        Proof range = new Proof("ATest.b", "a", List.of("R-CA-1", "covers R-CA-1…2"));
        assertThat(new Ledger(lines(LINES), List.of(unknown, range), Map.of()).problems())
                .containsExactly(
                        "ATest.a names R-CA-999, which is no line of lines.tsv",
                        "ATest.b names a range; spell each id: covers R-CA-1…2");
    }

    @Test
    void aDecisionOfAnUnknownLineIsNamed() throws IOException {
        var decisions = Decisions.parse("R-CA-3: No.", root);
        assertThat(new Ledger(lines(LINES), List.of(), decisions).problems())
                .containsExactly(
                        "docs/decisions.yaml settles R-CA-3, which is no line of lines.tsv");
    }

    @Test
    void aMissingOrRepeatedLineIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lines(LINES.replace("R-CA-1\tfield\t`a` to `A`\n", "")))
                .withMessage("lines.tsv:4: R-CA-1 is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lines(LINES.replace("R-CA-2", "R-CA-1")))
                .withMessage("lines.tsv:5: R-CA-1 stands here a second time");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lines(LINES.replace("field", "filed")))
                .withMessageStartingWith("lines.tsv:4: filed is no kind; write one of [check,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lines("R-CA-1 field a"))
                .withMessageContaining("separated by tabs");
    }

    @Test
    void decisionsSayWhatTheyDecideOnceAndLinkSomewhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decisions.parse("R-CA-1: a\nR-CA-1: b\n", root))
                .withMessageContaining("found duplicate key R-CA-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decisions.parse("R-CA-1:\n", root))
                .withMessageContaining("R-CA-1: write a sentence");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Decisions.parse("R-CA-1: { decision: a, see: docs/none.md }", root))
                .withMessageContaining("docs/none.md, which does not exist");
    }

    @Test
    void casesOfMappingTestsCount() throws IOException {
        Path mappings = Files.createDirectories(root.resolve("mappings/more"));
        Files.writeString(
                mappings.resolve("a-to-b.test.yaml"),
                """
                tests:
                  - name: a cart is filled (R-CA-1)
                    input: { name: R-CA-2 }
                  - name: nothing named
                """);
        assertThat(MappingProofs.read(root))
                .containsExactly(
                        new Proof(
                                "mappings/more/a-to-b.test.yaml: a cart is filled (R-CA-1)",
                                "mappings/more/a-to-b.test.yaml",
                                List.of("R-CA-1")));
        assertThat(MappingProofs.read(root.resolve("elsewhere"))).isEmpty();
    }

    @Test
    void idsAreFoundOnlyWhereTheyStandAlone() {
        assertThat(Requirement.idsIn("(R-CA-20, RX-CDP-7) and X-1, not XR-CA-1 or R-CA-2b"))
                .containsExactly("R-CA-20", "RX-CDP-7", "X-1");
        assertThat(Requirement.namesARange("R-CA-20...23")).isTrue();
        assertThat(Requirement.namesARange("R-CA-20–R-CA-23")).isTrue();
        assertThat(Requirement.namesARange("R-CA-20: 3 items")).isFalse();
    }

    @Test
    void aStalePageSaysWhatIsGoneAndWhatIsNew() {
        assertThat(StaleLines.between("a\nproved: ATest\n", "a\nopen\n"))
                .containsExactly("no longer true: proved: ATest", "not written yet: open");
        assertThat(StaleLines.between("a\nb\n", "b\na\n")).hasSize(1);
        assertThat(StaleLines.between("a\n", "a\n")).isEmpty();
    }

    private static List<Requirement> lines(String text) {
        return RequirementLines.parse(text, "lines.tsv");
    }
}
