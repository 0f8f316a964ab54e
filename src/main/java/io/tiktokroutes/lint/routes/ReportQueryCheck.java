package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.reports.RangeWords;
import io.tiktokroutes.reports.ReportException;
import io.tiktokroutes.reports.ReportWords;
import java.util.List;
import java.util.Set;

/**
 * Checks what a report source asks TikTok for: what TikTok would refuse, or answer with nothing.
 */
final class ReportQueryCheck {

    /** The usual range, which grows when a day was missed. */
    private static final String RESTATEMENT = "restatement";

    private final ReportWords words = ReportWords.known();
    private final ReportUse source;
    private final QueryFindings findings;

    /**
     * @param findings where to add what is wrong
     */
    ReportQueryCheck(ReportUse source, List<Finding> findings) {
        this.source = source;
        this.findings = new QueryFindings(source, findings);
    }

    /**
     * @return false when something is wrong or misspelt, so that the rest cannot fit it either
     */
    boolean check() {
        String type = source.known().getOrDefault("reportType", "BASIC");
        String level = source.known().getOrDefault("dataLevel", "AUCTION_CAMPAIGN");
        if (!words.types().contains(type) || !words.levels().contains(level)) {
            findings.told(); // the kamelet lists both
        }
        boolean audience = type.equals("AUDIENCE");
        String range = source.known().getOrDefault("range", RESTATEMENT);
        checkRange(range);
        checkMetrics(audience);
        if (source.knows("dimensions")) {
            ReportDimensionCheck dimensions =
                    new ReportDimensionCheck(source.list("dimensions"), findings);
            dimensions.check(words.levels().indexOf(level), audience, range.equals(RESTATEMENT));
            checkAttributes(dimensions.rowLevel());
        }
        return findings.isClear();
    }

    private void checkRange(String range) {
        try {
            RangeWords.of(range);
        } catch (ReportException e) {
            findings.wrong("range", Rule.BAD_VALUE, e.getMessage());
        }
    }

    private void checkMetrics(boolean audience) {
        Set<String> all = words.metrics();
        for (String name : source.list("metrics")) {
            if (!all.contains(name)) {
                findings.unknown("metric", name, all);
            } else if (audience && !words.worksForAudience(name)) {
                findings.doubtfulMetric(
                        name,
                        name
                                + " is not known to work in audience reports, and one that does not"
                                + " fails the whole pull; take it out, or try it");
            }
        }
    }

    /** TikTok knows what a row is called and how it is set up, and the same of all above it. */
    private void checkAttributes(int rows) {
        for (String name : source.list("metrics")) {
            int level = words.attributeLevel(name);
            if (level > rows) {
                findings.doubtfulMetric(
                        name,
                        "TikTok has no "
                                + name
                                + " for rows by "
                                + words.idOf(rows)
                                + " and answers '-'; take it out, or ask by "
                                + words.idOf(level));
            }
        }
    }
}
