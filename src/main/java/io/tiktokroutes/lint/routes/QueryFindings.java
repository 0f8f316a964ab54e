package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.spelling.Spelling;
import java.util.Collection;
import java.util.List;

/** Notes what is wrong or suspicious in what a report source asks for. */
final class QueryFindings {

    private final ReportUse source;
    private final List<Finding> findings;
    private boolean clear = true;

    /**
     * @param findings where to add them
     */
    QueryFindings(ReportUse source, List<Finding> findings) {
        this.source = source;
        this.findings = findings;
    }

    /** False when something is wrong or misspelt, so that what depends on it cannot fit either. */
    boolean isClear() {
        return clear;
    }

    /** Somebody else told of it. */
    void told() {
        clear = false;
    }

    /** The whole parameter is wrong. */
    void wrong(String parameter, Rule rule, String problem) {
        clear = false;
        findings.add(Finding.error(source.file().name(), source.placeOf(parameter), rule, problem));
    }

    /** A dimension cannot stay. */
    void wrongDimension(String name, String problem) {
        clear = false;
        findings.add(
                Finding.error(
                        source.file().name(),
                        source.placeOf("dimensions", name),
                        Rule.REPORT_QUERY,
                        problem));
    }

    /** A metric may not be meant. */
    void doubtfulMetric(String name, String problem) {
        doubtful("metrics", name, problem);
    }

    /**
     * A word that TikTok may have added, or that is misspelt.
     *
     * @param kind dimension or metric; the parameter's name is its plural
     */
    void unknown(String kind, String name, Collection<String> known) {
        String hint = Spelling.hint(name, known);
        clear &= hint.isEmpty();
        doubtful(
                kind + "s",
                name,
                "'"
                        + name
                        + "' is no "
                        + kind
                        + " that is known of TikTok"
                        + (hint.isEmpty() ? "; if TikTok added it, leave it" : hint));
    }

    private void doubtful(String parameter, String name, String problem) {
        findings.add(
                Finding.warning(
                        source.file().name(),
                        source.placeOf(parameter, name),
                        Rule.REPORT_WORD,
                        problem));
    }
}
