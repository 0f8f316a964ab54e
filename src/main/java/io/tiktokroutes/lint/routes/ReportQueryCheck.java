package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.reports.RangeWords;
import io.tiktokroutes.reports.ReportException;
import io.tiktokroutes.reports.ReportWords;
import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks what a report source asks TikTok for: what TikTok would refuse, or answer with nothing.
 */
final class ReportQueryCheck {

    private static final String DAY = "stat_time_day";
    private static final String HOUR = "stat_time_hour";
    private static final String AUDIENCE = "AUDIENCE";

    /** The usual range, which grows when a day was missed. */
    private static final String RESTATEMENT = "restatement";

    private final ReportWords words = ReportWords.known();
    private final ReportUse source;
    private final List<Finding> findings;
    private final List<String> dimensions;
    private final List<String> metrics;
    private boolean clear = true;

    /**
     * @param findings where to add what is wrong
     */
    ReportQueryCheck(ReportUse source, List<Finding> findings) {
        this.source = source;
        this.findings = findings;
        this.dimensions = source.list("dimensions");
        this.metrics = source.list("metrics");
    }

    /**
     * @return false when something is wrong or misspelt, so that the rest cannot fit it either
     */
    boolean check() {
        checkKnown("reportType", words.types());
        checkKnown("dataLevel", words.levels());
        checkRange();
        if (source.knows("dimensions")) {
            checkDimensions();
        }
        checkMetrics();
        return clear;
    }

    /** The kamelet lists them, and a value that is none of them has been told. */
    private void checkKnown(String parameter, List<String> choices) {
        clear &= choices.contains(source.known().getOrDefault(parameter, choices.get(0)));
    }

    private void checkRange() {
        try {
            RangeWords.of(range());
        } catch (ReportException e) {
            findings.add(
                    Finding.error(
                            source.file().name(),
                            source.placeOf("range"),
                            Rule.BAD_VALUE,
                            e.getMessage()));
        }
    }

    private String range() {
        return source.known().getOrDefault("range", RESTATEMENT);
    }

    private void checkDimensions() {
        Set<String> all = words.dimensions();
        List<String> unknown = dimensions.stream().filter(name -> !all.contains(name)).toList();
        for (String name : unknown) {
            questioned("dimensions", name, "dimension", Spelling.hint(name, all));
        }
        checkIds();
        if (dimensions.contains(DAY) && dimensions.contains(HOUR)) {
            wrong(HOUR, "a report is by day or by hour; take " + DAY + " or " + HOUR + " out");
        } else if (unknown.isEmpty()
                && dimensions.stream().noneMatch(words::isTime)
                && range().equals(RESTATEMENT)) {
            error(
                    "dimensions",
                    "rows without a time are totals of all days that are pulled; add "
                            + DAY
                            + " or "
                            + HOUR
                            + ", or say which days with range:, such as last 7 days");
        }
        if (isAudience()) {
            checkAudience(unknown.isEmpty());
        } else {
            dimensions.stream()
                    .filter(name -> words.isAudience(name) && !words.isBasic(name))
                    .forEach(
                            name ->
                                    wrong(
                                            name,
                                            name
                                                    + " is for audience reports; write reportType:"
                                                    + " "
                                                    + AUDIENCE));
        }
    }

    private boolean isAudience() {
        return source.known().getOrDefault("reportType", "").equals(AUDIENCE);
    }

    private void checkAudience(boolean allKnown) {
        if (dimensions.contains(HOUR)) {
            wrong(HOUR, "TikTok tells of audiences by day only; write " + DAY);
        }
        if (allKnown && dimensions.stream().noneMatch(words::isAudience)) {
            error(
                    "dimensions",
                    "an audience report needs a dimension of people; add gender, age, country_code"
                            + " or platform, or write reportType: BASIC");
        }
    }

    private void checkIds() {
        List<String> ids = dimensions.stream().filter(name -> words.levelOf(name) >= 0).toList();
        int level = words.levels().indexOf(source.known().getOrDefault("dataLevel", ""));
        if (ids.size() > 1) {
            String lowest =
                    ids.stream().reduce((a, b) -> levelOf(b) > levelOf(a) ? b : a).orElseThrow();
            List<String> others = ids.stream().filter(id -> !id.equals(lowest)).toList();
            wrong(
                    others.get(0),
                    "TikTok takes one id as a dimension; keep "
                            + lowest
                            + " and write "
                            + String.join(", ", others)
                            + " under metrics");
        } else if (ids.size() == 1 && level >= 0 && levelOf(ids.get(0)) > level) {
            String id = ids.get(0);
            wrong(
                    id,
                    id
                            + " is below "
                            + words.levels().get(level)
                            + "; write dataLevel: "
                            + words.levels().get(levelOf(id))
                            + ", or "
                            + words.idOf(level));
        }
    }

    private int levelOf(String id) {
        return words.levelOf(id);
    }

    private void checkMetrics() {
        Set<String> all = words.metrics();
        for (String name : metrics) {
            if (!all.contains(name)) {
                questioned("metrics", name, "metric", Spelling.hint(name, all));
            } else if (isAudience() && !words.worksForAudience(name)) {
                warning(
                        name,
                        name
                                + " is not known to work in audience reports, and one that does not"
                                + " fails the whole pull; take it out, or try it");
            }
        }
        int rows = rowLevel();
        List<String> lower = new ArrayList<>(metrics);
        lower.removeIf(name -> rows < 0 || words.attributeLevel(name) <= rows);
        for (String name : lower) {
            warning(
                    name,
                    "TikTok has no "
                            + name
                            + " for rows by "
                            + words.idOf(rows)
                            + " and answers '-'; take it out, or ask by "
                            + words.idOf(words.attributeLevel(name)));
        }
    }

    /** What a row is about: the level of its id; -1 where that is not known. */
    private int rowLevel() {
        return source.knows("dimensions")
                ? dimensions.stream().mapToInt(this::levelOf).filter(l -> l >= 0).max().orElse(0)
                : -1;
    }

    private void questioned(String parameter, String name, String kind, String hint) {
        clear &= hint.isEmpty();
        String remedy = hint.isEmpty() ? "; if TikTok added it, leave it" : hint;
        findings.add(
                Finding.warning(
                        source.file().name(),
                        source.placeOf(parameter, name),
                        Rule.REPORT_WORD,
                        "'" + name + "' is no " + kind + " that is known of TikTok" + remedy));
    }

    private void warning(String metric, String problem) {
        findings.add(
                Finding.warning(
                        source.file().name(),
                        source.placeOf("metrics", metric),
                        Rule.REPORT_WORD,
                        problem));
    }

    private void wrong(String dimension, String problem) {
        clear = false;
        findings.add(
                Finding.error(
                        source.file().name(),
                        source.placeOf("dimensions", dimension),
                        Rule.REPORT_QUERY,
                        problem));
    }

    private void error(String parameter, String problem) {
        clear = false;
        findings.add(
                Finding.error(
                        source.file().name(),
                        source.placeOf(parameter),
                        Rule.REPORT_QUERY,
                        problem));
    }
}
