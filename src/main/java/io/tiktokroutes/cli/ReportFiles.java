package io.tiktokroutes.cli;

import io.tiktokroutes.lint.Project;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The reports that stand in the route files, drafts included. */
final class ReportFiles {

    private static final String SOURCE = "tiktok-report-source";
    private static final Set<String> CALLED = Set.of("direct", "seda");

    private final GivenParameters given;
    private final List<ReportFlow> reports = new ArrayList<>();

    /**
     * @param routes the folder of the route files
     * @throws StartupException when there is no such folder, or a report's file cannot be read
     */
    ReportFiles(Path routes, Settings settings) throws StartupException {
        this.given = new GivenParameters(settings);
        RouteFolder.check(routes);
        try {
            read(routes, false);
            read(routes.resolve("drafts"), true);
        } catch (RouteFileException e) {
            throw new StartupException(e.getMessage(), e);
        } catch (IOException e) {
            throw new StartupException(routes + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Those that run, by file, in the order they stand there. */
    List<ReportFlow> active() {
        return reports.stream().filter(report -> !report.draft()).toList();
    }

    /** Those that run first. */
    List<ReportFlow> all() {
        return reports;
    }

    List<ReportFlow> drafts() {
        return reports.stream().filter(ReportFlow::draft).toList();
    }

    private void read(Path folder, boolean draft) throws IOException, RouteFileException {
        for (Path file : RouteFolder.files(folder)) {
            String text = Files.readString(file);
            // a mistake in the file of something else is none of ours
            if (text.contains(SOURCE)) {
                add(RouteFile.parse(Project.nameOf(file), text), file, draft);
            }
        }
    }

    private void add(RouteFile file, Path path, boolean draft) throws RouteFileException {
        List<EndpointUse> uses = file.contents().endpoints();
        Set<String> called = new LinkedHashSet<>();
        uses.stream()
                .filter(use -> use.reads() && CALLED.contains(use.scheme()))
                .forEach(use -> called.add(use.route()));
        for (EndpointUse use : uses) {
            if (use.reads() && use.isKamelet() && use.name().equals(SOURCE)) {
                Set<String> routes = new LinkedHashSet<>(called);
                routes.add(use.route());
                Map<String, Map<String, String>> sinks = new LinkedHashMap<>();
                uses.stream()
                        .filter(to -> !to.reads() && routes.contains(to.route()))
                        .filter(to -> !to.value("table").isEmpty())
                        .forEach(
                                to ->
                                        sinks.put(
                                                given.filled(to.value("table")),
                                                given.written(to)));
                Map<String, String> parameters = given.all(use);
                reports.add(
                        new ReportFlow(
                                parameters.getOrDefault("name", ""),
                                use.route(),
                                path,
                                draft,
                                sinks,
                                routes,
                                parameters));
            }
        }
    }
}
