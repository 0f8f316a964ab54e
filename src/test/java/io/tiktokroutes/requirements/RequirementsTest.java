package io.tiktokroutes.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The ledger of this project is complete, names only what exists, and is written down. */
class RequirementsTest {

    private static final Path ROOT = Path.of("");
    private static final Path PAGE = Path.of("docs/requirements.md");
    private static final Path LINES = Path.of("src/test/resources/requirements/lines.tsv");

    @Test
    void thePageSaysWhatTestsAndDecisionsSay() throws IOException {
        Ledger ledger = new Ledger(RequirementLines.read(LINES), proofs(), Decisions.read(ROOT));
        assertThat(ledger.problems()).isEmpty();
        String page = ledger.render();
        if (Boolean.getBoolean("requirements.update")) {
            Files.writeString(PAGE, page);
        }
        String written = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        assertThat(StaleLines.between(written, page))
                .as(PAGE + " is stale; run: " + Ledger.UPDATE)
                .isEmpty();
    }

    /** Counted once by hand, so that no line is lost at the end of a series. */
    @Test
    void noLineIsLost() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        RequirementLines.read(LINES).forEach(line -> counts.merge(line.series(), 1, Integer::sum));
        assertThat(counts)
                .isEqualTo(
                        new TreeMap<>(
                                Map.ofEntries(
                                        Map.entry("R-CDP", 63),
                                        Map.entry("R-HT", 87),
                                        Map.entry("R-WIT", 46),
                                        Map.entry("R-CA", 64),
                                        Map.entry("R-MP", 68),
                                        Map.entry("RX-CDP", 16),
                                        Map.entry("RX-HT", 9),
                                        Map.entry("RX-WIT", 3),
                                        Map.entry("RX-CA", 6),
                                        Map.entry("RX-MP", 7),
                                        Map.entry("X", 8))));
    }

    private static List<Proof> proofs() throws IOException {
        List<Proof> proofs = new ArrayList<>(JavaProofs.inPackage("io.tiktokroutes"));
        proofs.addAll(MappingProofs.read(ROOT));
        return proofs;
    }
}
