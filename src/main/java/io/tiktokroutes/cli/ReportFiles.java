package io.tiktokroutes.cli;

import io.tiktokroutes.lint.Project;
import io.tiktokroutes.lint.routes.KameletCatalogue;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.KameletFile;
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
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The reports that stand in the route files, drafts included. */
final class ReportFiles {

    private static final String SOURCE = "tiktok-report-source";
    private static final String SUFFIX = ".camel.yaml";
    private static final Set<String> CALLED = Set.of("direct", "seda");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}:]+)(?::([^}]*))?}}");

    private final KameletCatalogue kamelets =
            new KameletCatalogue(
                    Files.isDirectory(Path.of("kamelets"))
                            ? "file:kamelets,classpath:kamelets"
                            : "classpath:kamelets");
    private final Settings settings;
    private final List<ReportFlow> reports = new ArrayList<>();

    /**
     * @param routes the folder of the route files
     * @throws StartupException when there is no such folder, or a report's file cannot be read
     */
    ReportFiles(Path routes, Settings settings) throws StartupException {
        this.settings = settings;
        if (!Files.isDirectory(routes)) {
            throw new StartupException(
                    "there is no folder "
                            + routes
                            + "; start the program where routes is, or name it with --routes");
        }
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
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
        }
        for (Path file : files) {
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
                        .forEach(to -> sinks.put(filled(to.value("table")), set(to)));
                Map<String, String> parameters = parameters(use);
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

    private Map<String, String> set(EndpointUse use) {
        Map<String, String> set = new LinkedHashMap<>();
        use.parameters().keySet().forEach(name -> set.put(name, filled(use.value(name))));
        return set;
    }

    private Map<String, String> parameters(EndpointUse use) throws RouteFileException {
        Map<String, String> all = new LinkedHashMap<>();
        kamelets.find(use.name())
                .ifPresent(
                        kamelet -> {
                            for (KameletFile.Parameter each : kamelet.parameters().values()) {
                                all.put(each.name(), each.fallback());
                            }
                        });
        all.values().removeIf(value -> value == null);
        all.replaceAll((name, value) -> filled(value));
        all.putAll(set(use));
        return all;
    }

    /** With the settings in it that it asks for. */
    private String filled(String value) {
        return PLACEHOLDER.matcher(value).replaceAll(this::setting);
    }

    private String setting(MatchResult asked) {
        String otherwise = asked.group(2) == null ? "" : asked.group(2);
        String value = settings.find(asked.group(1).strip()).orElse(otherwise);
        return Matcher.quoteReplacement(value);
    }
}
