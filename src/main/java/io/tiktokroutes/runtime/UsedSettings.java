package io.tiktokroutes.runtime;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.lint.settings.ReadSettings;
import io.tiktokroutes.lint.settings.SettingForms;
import io.tiktokroutes.lint.settings.SettingsCheck;
import io.tiktokroutes.lint.settings.SettingsFile;
import io.tiktokroutes.routefile.Placeholder;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.runtime.live.WantedRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Compares what is set with what routes and mappings read, before anything starts. */
final class UsedSettings {

    private static final String ROUTE = ".camel.yaml";
    private static final String TOKEN = "tiktok.access-token";
    private static final String WEBHOOK = "leads.webhook-url";
    private static final String PORTAL = "cdp.portal-id";

    private final Settings settings;
    private final Path routes;
    private final Path mappings;
    private final WantedRoutes wanted;

    /**
     * @param wanted the route files that count
     */
    UsedSettings(Settings settings, Path routes, Path mappings, WantedRoutes wanted) {
        this.settings = settings;
        this.routes = routes;
        this.mappings = mappings;
        this.wanted = wanted;
    }

    /**
     * @throws StartupException when something is set that nobody reads, or read that nobody set;
     *     one line for each
     */
    void check() throws StartupException {
        Set<String> read = ReadSettings.in(List.of(routes, mappings, Path.of("kamelets")));
        SettingsCheck names = new SettingsCheck(settings.known(read));
        List<String> mistakes = new ArrayList<>(inTheFile(names));
        settings.strangers(names).forEach(mistakes::add);
        List<Path> routeFiles = routeFiles();
        if (routeFiles.isEmpty()) {
            mistakes.add(
                    "there is no route file in "
                            + routes
                            + "; write one (*"
                            + ROUTE
                            + "), or name another folder with --routes");
        }
        Set<String> told = new HashSet<>();
        routeFiles.forEach(file -> addMissing(file, told, mistakes));
        // with a key for secrets the token may be stored, and whoever looks there tells of it
        if (settings.find(TOKEN).isEmpty()
                && settings.find("secrets.key").isEmpty()
                && routeFiles.stream().anyMatch(file -> uses(file, "tiktok-"))) {
            mistakes.add(settings.missing(TOKEN));
        }
        // without it the CDP takes nothing
        if (settings.find(PORTAL).isEmpty()
                && routeFiles.stream().anyMatch(file -> uses(file, "cdp-"))) {
            mistakes.add(settings.missing(PORTAL));
        }
        addWrong(mistakes);
        addWithoutApp(mistakes);
        if (!mistakes.isEmpty()) {
            throw new StartupException(String.join("\n", mistakes));
        }
    }

    /** The mistakes in the user's file, but for values that something else overrides. */
    private List<String> inTheFile(SettingsCheck names) throws StartupException {
        Path path = settings.path();
        if (!Files.exists(path)) {
            return List.of();
        }
        try {
            return names
                    .findings(SettingsFile.parse(path.toString(), Files.readString(path)))
                    .stream()
                    .filter(finding -> !finding.warning())
                    .filter(finding -> finding.rule() != Rule.BAD_VALUE || counts(finding))
                    .map(Finding::line)
                    .toList();
        } catch (RouteFileException | IOException e) {
            throw new StartupException("settings file " + path + " cannot be read: " + e, e);
        }
    }

    private boolean counts(Finding finding) {
        String name = finding.problem().substring(0, finding.problem().indexOf(' '));
        return settings.isFromFile(name);
    }

    /** Values that are set elsewhere. */
    private void addWrong(List<String> mistakes) {
        for (String name : SettingForms.names()) {
            if (!settings.isFromFile(name)) {
                SettingForms.wrong(name, settings.get(name)).ifPresent(mistakes::add);
            }
        }
    }

    /** Whoever wants webhooks needs the app that subscribes to them and signs them. */
    private void addWithoutApp(List<String> mistakes) {
        if (settings.find(WEBHOOK).isPresent()) {
            for (String name : List.of("tiktok.app-id", "tiktok.app-secret")) {
                if (settings.find(name).isEmpty()) {
                    mistakes.add(WEBHOOK + " needs it: " + settings.missing(name));
                }
            }
        }
    }

    /** Each setting once, at the first place that needs it. */
    private void addMissing(Path file, Set<String> told, List<String> mistakes) {
        try {
            RouteFile route = RouteFile.parse(file.toString(), Files.readString(file));
            for (Placeholder used : route.contents().placeholders()) {
                boolean ours = used.needed() && !used.name().contains(":");
                if (ours && settings.find(used.name()).isEmpty() && told.add(used.name())) {
                    mistakes.add(
                            file + ":" + used.at() + ": error: " + settings.missing(used.name()));
                }
            }
        } catch (RouteFileException | IOException e) {
            // told with more words when the file is loaded
        }
    }

    /** True when a route uses a kamelet whose name begins so. */
    private static boolean uses(Path file, String kamelets) {
        try {
            RouteFile route = RouteFile.parse(file.toString(), Files.readString(file));
            return route.contents().endpoints().stream()
                    .anyMatch(use -> use.isKamelet() && use.name().startsWith(kamelets));
        } catch (RouteFileException | IOException e) {
            return false; // told with more words when the file is loaded
        }
    }

    private List<Path> routeFiles() {
        if (!Files.isDirectory(routes)) {
            return List.of();
        }
        try (Stream<Path> files =
                Files.walk(routes, wanted.depth(), FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> wanted.include(routes.relativize(file))).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
