package io.tiktokroutes.lint;

import io.tiktokroutes.lint.routes.CdpSinkCheck;
import io.tiktokroutes.lint.routes.Components;
import io.tiktokroutes.lint.routes.KameletCatalogue;
import io.tiktokroutes.lint.routes.Models;
import io.tiktokroutes.lint.routes.RouteRoom;
import io.tiktokroutes.lint.routes.SinkCheck;
import io.tiktokroutes.lint.routes.Surroundings;
import io.tiktokroutes.lint.settings.ReadSettings;
import io.tiktokroutes.lint.settings.SettingNames;
import io.tiktokroutes.lint.settings.SettingsCheck;
import io.tiktokroutes.lint.settings.SettingsFile;
import io.tiktokroutes.mapping.Mapping;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.schema.RecordSchemas;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks the files of a project: all of them, or some of them in the light of all. */
public final class Linter {

    private static final String DEFAULTS = "application.properties";

    private final Project project;
    private final Map<String, String> set = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Texts texts = new Texts(findings);

    /**
     * @param project whose files refer to each other
     */
    public Linter(Project project) {
        this.project = project;
    }

    /**
     * Checks the files.
     *
     * @param paths the files and folders to tell of; all of the project when there are none
     */
    public Report run(Collection<Path> paths) throws IOException {
        Set<Path> files = project.files();
        Set<Path> told = paths.isEmpty() ? files : new TreeSet<>();
        for (Path path : paths) {
            told.addAll(Project.under(path.normalize()));
        }
        Set<Path> all = new TreeSet<>(files);
        all.addAll(told);
        Map<FileKind, Set<Path>> kinds = Project.byKind(all);
        SettingsCheck settings = readSettings(kinds.get(FileKind.SETTINGS));
        MappingRoomCheck mappings = new MappingRoomCheck(texts, findings);
        mappings.check(kinds, this::property);
        Models models = new Models(project.routes());
        Surroundings around =
                new Surroundings(
                        catalogue(kinds.get(FileKind.KAMELET)),
                        new Components(Set.of()),
                        Optional.of(mappings.names()),
                        Optional.of(new SettingNames(set.keySet())),
                        Optional.of(models),
                        new SinkCheck(
                                this::value,
                                new RecordSchemas(project.mappings()),
                                CdpSinkCheck.offline(
                                        name ->
                                                mappings.of(project.mappings())
                                                        .find(name)
                                                        .map(Mapping::table))));
        try (RouteRoom routes = new RouteRoom(around)) {
            checkRoutes(kinds.get(FileKind.ROUTES), routes);
            checkKamelets(kinds.get(FileKind.KAMELET), routes);
            for (Path file : kinds.get(FileKind.MODEL)) {
                texts.of(file).ifPresent(text -> findings.addAll(models.findings(file, text)));
            }
            ManualCheck manuals =
                    new ManualCheck(
                            around,
                            routes,
                            settings,
                            project.mappings(),
                            mappings.of(project.mappings()),
                            findings);
            for (Path file : kinds.get(FileKind.MANUAL)) {
                if (told.contains(file)) {
                    texts.of(file).ifPresent(text -> manuals.check(Project.nameOf(file), text));
                }
            }
        }
        return report(told);
    }

    /** The kamelets of the project, and of whatever folders are looked at besides. */
    private KameletCatalogue catalogue(Set<Path> files) {
        Set<String> places = new LinkedHashSet<>(List.of("file:" + project.kamelets()));
        for (Path file : files) {
            places.add("file:" + file.toAbsolutePath().getParent());
        }
        places.add("classpath:kamelets");
        return new KameletCatalogue(String.join(",", places));
    }

    private Report report(Set<Path> told) {
        Set<String> names = new TreeSet<>();
        told.forEach(file -> names.add(Project.nameOf(file)));
        return new Report(
                findings.stream()
                        .filter(finding -> names.contains(finding.file()))
                        .distinct()
                        .sorted()
                        .toList(),
                told.size());
    }

    /** Reads the defaults and the files of settings, and checks the latter. */
    private SettingsCheck readSettings(Set<Path> files) {
        Properties defaults = new Properties();
        try {
            defaults.load(new StringReader(Resources.text(DEFAULTS).orElse("")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<String> known = new TreeSet<>(defaults.stringPropertyNames());
        known.addAll(
                ReadSettings.in(List.of(project.routes(), project.mappings(), project.kamelets())));
        SettingsCheck check = new SettingsCheck(known);
        defaults.stringPropertyNames()
                .forEach(name -> set.put(name, defaults.getProperty(name).strip()));
        for (Path file : files) {
            texts.of(file).ifPresent(text -> readSettings(file, text, check));
        }
        return check;
    }

    private void readSettings(Path file, String text, SettingsCheck check) {
        try {
            SettingsFile read = SettingsFile.parse(Project.nameOf(file), text);
            findings.addAll(check.findings(read));
            if (isConfig(file)) {
                read.entries().forEach(entry -> set.put(entry.name(), entry.value()));
            }
        } catch (RouteFileException e) {
            findings.add(Finding.of(Project.nameOf(file), Rule.SETTINGS_FILE, e));
        }
    }

    private boolean isConfig(Path file) {
        try {
            return Files.exists(project.config()) && Files.isSameFile(file, project.config());
        } catch (IOException e) {
            return false;
        }
    }

    /** Empty when it is declared and not set, null when it is not declared. */
    private String property(String name) {
        return set.get(name);
    }

    /** What is not set may still be set where the program runs. */
    private String value(String name) {
        String value = set.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private void checkRoutes(Set<Path> files, RouteRoom routes) {
        for (Path file : files) {
            texts.of(file)
                    .ifPresent(
                            text ->
                                    findings.addAll(
                                            routes.add(
                                                    Project.nameOf(file),
                                                    text,
                                                    Project.isDraft(file))));
        }
        findings.addAll(routes.together());
    }

    private void checkKamelets(Set<Path> files, RouteRoom routes) {
        for (Path file : files) {
            texts.of(file)
                    .ifPresent(text -> findings.addAll(routes.kamelet(Project.nameOf(file), text)));
        }
    }
}
