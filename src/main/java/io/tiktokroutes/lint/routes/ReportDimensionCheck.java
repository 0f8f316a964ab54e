package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.reports.ReportWords;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Checks which dimensions a report asks for: one id, one time, and people where they may be. */
final class ReportDimensionCheck {

    private static final String DAY = "stat_time_day";
    private static final String HOUR = "stat_time_hour";

    private final ReportWords words = ReportWords.known();
    private final List<String> dimensions;
    private final QueryFindings findings;

    ReportDimensionCheck(List<String> dimensions, QueryFindings findings) {
        this.dimensions = dimensions;
        this.findings = findings;
    }

    /**
     * @param level the place of the data level among all; -1 if unknown
     * @param audience whether it is an audience report
     * @param growing whether the days are those that were missed, and never named
     */
    void check(int level, boolean audience, boolean growing) {
        Set<String> all = words.dimensions();
        List<String> unknown = dimensions.stream().filter(name -> !all.contains(name)).toList();
        unknown.forEach(name -> findings.unknown("dimension", name, all));
        checkIds(level);
        if (dimensions.contains(DAY) && dimensions.contains(HOUR)) {
            findings.wrongDimension(
                    HOUR, "a report is by day or by hour; take " + DAY + " or " + HOUR + " out");
        } else if (growing && unknown.isEmpty() && dimensions.stream().noneMatch(words::isTime)) {
            findings.wrong(
                    "dimensions",
                    Rule.REPORT_QUERY,
                    "rows without a time are totals of all days that are pulled; add "
                            + DAY
                            + " or "
                            + HOUR
                            + ", or say which days with range:, such as last 7 days");
        }
        if (audience) {
            checkAudience(unknown.isEmpty());
        } else {
            dimensions.stream()
                    .filter(words::isAudienceOnly)
                    .forEach(
                            name ->
                                    findings.wrongDimension(
                                            name,
                                            name
                                                    + " is for audience reports; write"
                                                    + " reportType: AUDIENCE"));
        }
    }

    private void checkAudience(boolean allKnown) {
        if (dimensions.contains(HOUR)) {
            findings.wrongDimension(HOUR, "TikTok tells of audiences by day only; write " + DAY);
        }
        dimensions.stream()
                .filter(words::isBasicOnly)
                .forEach(
                        name ->
                                findings.wrongDimension(
                                        name,
                                        name
                                                + " is for basic reports; take it out, or write"
                                                + " reportType: BASIC"));
        if (allKnown && dimensions.stream().noneMatch(words::isAudience)) {
            findings.wrong(
                    "dimensions",
                    Rule.REPORT_QUERY,
                    "an audience report needs a dimension of people; add gender, age, country_code"
                            + " or platform, or write reportType: BASIC");
        }
    }

    private void checkIds(int level) {
        List<String> ids = dimensions.stream().filter(name -> words.levelOf(name) >= 0).toList();
        if (ids.isEmpty()) {
            return;
        }
        String lowest = ids.stream().max(Comparator.comparing(words::levelOf)).orElseThrow();
        if (ids.size() > 1) {
            List<String> others = ids.stream().filter(id -> !id.equals(lowest)).toList();
            findings.wrongDimension(
                    others.get(0),
                    "TikTok takes one id as a dimension; keep "
                            + lowest
                            + " and write "
                            + String.join(", ", others)
                            + " under metrics");
        } else if (level >= 0 && words.levelOf(lowest) > level) {
            findings.wrongDimension(
                    lowest,
                    lowest
                            + " is below "
                            + words.levels().get(level)
                            + "; write dataLevel: "
                            + words.levels().get(words.levelOf(lowest))
                            + ", or "
                            + words.idOf(level));
        }
    }

    /** What a row is about: the level of its id, and the ad account where it has none. */
    int rowLevel() {
        return dimensions.stream().mapToInt(words::levelOf).filter(l -> l >= 0).max().orElse(0);
    }
}
