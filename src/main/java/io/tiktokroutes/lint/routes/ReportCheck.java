package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.KameletFile;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Checks the routes of a file that pull reports: the query, the table, and each with the other. */
final class ReportCheck {

    /**
     * The bean behind the source and the component behind the sink; other kamelets may use them.
     */
    private static final String SOURCE = "tiktok-reports";

    private static final String TABLE = "report-table";

    private final KameletCatalogue kamelets;
    private final SinkCheck sinks;

    ReportCheck(KameletCatalogue kamelets, SinkCheck sinks) {
        this.kamelets = kamelets;
        this.sinks = sinks;
    }

    List<Finding> findings(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        List<ReportUse> sources = uses(file, kamelet -> SinkCheck.calls(kamelet, SOURCE));
        List<ReportUse> tables = uses(file, ReportCheck::writesTable);
        sources.removeIf(source -> !new ReportQueryCheck(source, findings).check());
        for (ReportUse table : tables) {
            Optional<MappingTable> mapping = mappingOf(table);
            if (mapping.isPresent()) {
                ReportTableCheck check = new ReportTableCheck(table, mapping.get(), findings);
                check.check();
                sources.stream()
                        .filter(source -> source.use().route().equals(table.use().route()))
                        .forEach(
                                source -> {
                                    check.checkAgainst(source);
                                    new ReportMappingCheck(mapping.get()).check(source, findings);
                                });
            }
        }
        for (ReportUse source : sources) {
            checkAllUsed(file, source, tables, findings);
        }
        return findings;
    }

    private Optional<MappingTable> mappingOf(ReportUse table) {
        return sinks.mapping(table.known().getOrDefault("mapping", ""));
    }

    /** Metrics that no table of the route reads are asked for in vain. */
    private void checkAllUsed(
            RouteFile file, ReportUse source, List<ReportUse> tables, List<Finding> findings) {
        List<EndpointUse> targets =
                file.contents().endpoints().stream()
                        .filter(use -> use.route().equals(source.use().route()) && !use.reads())
                        .toList();
        Set<String> read = new HashSet<>();
        for (EndpointUse target : targets) {
            Optional<Set<String>> metrics =
                    tables.stream()
                            .filter(table -> table.use().equals(target))
                            .findFirst()
                            .flatMap(this::mappingOf)
                            .flatMap(mapping -> new ReportMappingCheck(mapping).metrics());
            if (metrics.isEmpty()) {
                return; // it may use any
            }
            read.addAll(metrics.get());
        }
        List<String> unused =
                source.list("metrics").stream().filter(name -> !read.contains(name)).toList();
        if (!targets.isEmpty() && !unused.isEmpty()) {
            findings.add(
                    Finding.warning(
                            file.name(),
                            source.placeOf("metrics", unused.get(0)),
                            Rule.REPORT_MAPPING,
                            "no mapping of this route uses "
                                    + String.join(", ", unused)
                                    + "; take "
                                    + (unused.size() == 1 ? "it" : "them")
                                    + " out of metrics, or add rows"));
        }
    }

    private static boolean writesTable(KameletFile kamelet) {
        return kamelet.template().endpoints().stream().anyMatch(use -> use.scheme().equals(TABLE));
    }

    private List<ReportUse> uses(RouteFile file, Predicate<KameletFile> which) {
        List<ReportUse> uses = new ArrayList<>();
        for (EndpointUse use : file.contents().endpoints()) {
            if (use.isKamelet()) {
                find(use.name())
                        .filter(which)
                        .map(kamelet -> new ReportUse(file, use, sinks.known(use, kamelet)))
                        .ifPresent(uses::add);
            }
        }
        return uses;
    }

    private Optional<KameletFile> find(String name) {
        try {
            return kamelets.find(name);
        } catch (RouteFileException e) {
            return Optional.empty(); // told elsewhere
        }
    }
}
