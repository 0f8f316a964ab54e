package io.tiktokroutes.lint;

import java.util.List;

/**
 * What was found.
 *
 * @param findings by file and position
 * @param files how many files were looked at
 */
public record Report(List<Finding> findings, int files) {

    public Report {
        findings = List.copyOf(findings);
    }

    public long errors() {
        return findings.stream().filter(finding -> !finding.warning()).count();
    }

    /** One line such as {@code 2 errors, 1 warning in 14 files}. */
    public String count() {
        long warnings = findings.size() - errors();
        if (findings.isEmpty()) {
            return many(files, "file") + ", no findings";
        }
        String both = errors() > 0 && warnings > 0 ? ", " : "";
        return (errors() > 0 ? many(errors(), "error") : "")
                + both
                + (warnings > 0 ? many(warnings, "warning") : "")
                + " in "
                + many(files, "file");
    }

    private static String many(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
