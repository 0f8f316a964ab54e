package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.spelling.Spelling;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Chooses among the reports of the route files by what a person wrote. */
final class ReportChoice {

    private final ReportFiles files;

    ReportChoice(ReportFiles files) {
        this.files = files;
    }

    /**
     * The active reports that are meant.
     *
     * @param names of reports; empty for all
     * @param levels such as campaign; empty for all
     * @throws StartupException when one of them is none, or nothing is left
     */
    List<ReportFlow> of(List<String> names, List<String> levels) throws StartupException {
        List<ReportFlow> active = files.active();
        if (active.isEmpty()) {
            throw new StartupException(
                    "no route reads kamelet:tiktok-report-source"
                            + (files.drafts().isEmpty()
                                    ? ""
                                    : "; move one of these out of drafts: "
                                            + joined(files.drafts(), ReportFlow::name)));
        }
        for (String name : names) {
            find(name);
        }
        Set<String> known = new TreeSet<>();
        active.forEach(report -> known.add(report.level()));
        for (String level : levels) {
            if (!known.contains(level)) {
                throw new StartupException(
                        "--level is '"
                                + level
                                + "', and no active report has it"
                                + Spelling.hintOrAll(level, known));
            }
        }
        List<ReportFlow> chosen =
                active.stream()
                        .filter(report -> names.isEmpty() || names.contains(report.name()))
                        .filter(report -> levels.isEmpty() || levels.contains(report.level()))
                        .toList();
        if (chosen.isEmpty()) {
            throw new StartupException(
                    "none of the reports "
                            + String.join(", ", names)
                            + " has the level "
                            + String.join(", ", levels)
                            + "; leave out --level or --report");
        }
        alone(chosen);
        return chosen;
    }

    /** The active report of that name. */
    ReportFlow find(String name) throws StartupException {
        Set<String> names = new TreeSet<>();
        for (ReportFlow report : files.active()) {
            if (report.name().equals(name)) {
                return report;
            }
            names.add(report.name());
        }
        for (ReportFlow draft : files.drafts()) {
            if (draft.name().equals(name)) {
                throw new StartupException(
                        "report "
                                + name
                                + " is a draft; move "
                                + draft.file()
                                + " to "
                                + draft.file().getParent().resolveSibling("")
                                + " first");
            }
        }
        throw new StartupException(
                "there is no report '" + name + "'" + Spelling.hintOrAll(name, names));
    }

    /** Days that were read are noted by name, so that two reports may not share one. */
    private static void alone(List<ReportFlow> chosen) throws StartupException {
        Set<String> names = new TreeSet<>();
        for (ReportFlow report : chosen) {
            if (!names.add(report.name())) {
                throw new StartupException(
                        "two routes have a report named "
                                + report.name()
                                + ": "
                                + chosen.stream()
                                        .filter(other -> other.name().equals(report.name()))
                                        .map(ReportFlow::flow)
                                        .collect(Collectors.joining(", "))
                                + "; give one of them another name");
            }
        }
    }

    private static String joined(List<ReportFlow> reports, Function<ReportFlow, String> word) {
        return reports.stream().map(word).sorted().collect(Collectors.joining(", "));
    }
}
