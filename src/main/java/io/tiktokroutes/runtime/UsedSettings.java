package io.tiktokroutes.runtime;

import io.tiktokroutes.runtime.live.Placeholder;
import io.tiktokroutes.runtime.live.RouteFile;
import io.tiktokroutes.runtime.live.RouteFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.quartz.CronExpression;

/** Compares what is set with what routes and mappings read, before anything starts. */
final class UsedSettings {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([A-Za-z0-9._-]+)");

    private static final String ROUTE = ".camel.yaml";
    private static final Set<String> REGIONS = Set.of("row", "us", "eu");

    private final Settings settings;
    private final Path routes;
    private final Path mappings;

    UsedSettings(Settings settings, Path routes, Path mappings) {
        this.settings = settings;
        this.routes = routes;
        this.mappings = mappings;
    }

    /**
     * @throws StartupException when something is set that nobody reads, or read that nobody set;
     *     one line for each
     */
    void check() throws StartupException {
        List<String> mistakes = new ArrayList<>(settings.unknown(read()));
        List<Path> routeFiles =
                files(routes, 1).stream().filter(f -> f.toString().endsWith(ROUTE)).toList();
        if (routeFiles.isEmpty()) {
            mistakes.add(
                    "there is no route file in "
                            + routes
                            + "; write one (*"
                            + ROUTE
                            + "), or name another folder with --routes");
        }
        routeFiles.forEach(file -> addMissing(file, mistakes));
        addWrong(mistakes);
        if (!mistakes.isEmpty()) {
            throw new StartupException(String.join("\n", mistakes));
        }
    }

    /** What otherwise would fail later, inside a kamelet or a mapping, and in Camel's words. */
    private void addWrong(List<String> mistakes) {
        for (String name : List.of("leads.schedule", "reports.schedule")) {
            check(
                    mistakes,
                    name,
                    CronExpression::isValidExpression,
                    "seconds, minutes, hours, day, month and weekday as a Quartz cron expression,"
                            + " such as 0 0/10 * * * ?");
        }
        for (String name :
                List.of("leads.poll-millis", "reports.history-days", "reports.lookback-days")) {
            check(mistakes, name, v -> v.matches("\\d{1,9}"), "a whole number");
        }
        check(
                mistakes,
                "tiktok.lead-regions",
                v -> REGIONS.containsAll(settings.list("tiktok.lead-regions")),
                "row, us and eu with commas between");
        check(mistakes, "cdp.time-zone", UsedSettings::isZone, "a time zone such as Europe/Berlin");
        for (String name : List.of("tiktok.api-url", "cdp.api-url")) {
            check(
                    mistakes,
                    name,
                    v -> v.matches("https?://[^\\s/]+.*"),
                    "an address that begins with https:// or http://");
        }
    }

    private void check(
            List<String> mistakes, String name, Predicate<String> good, String expected) {
        settings.find(name)
                .filter(good.negate())
                .ifPresent(value -> mistakes.add(settings.wrong(name, expected).getMessage()));
    }

    private static boolean isZone(String name) {
        try {
            ZoneId.of(name);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void addMissing(Path file, List<String> mistakes) {
        try {
            RouteFile route = RouteFile.parse(file.toString(), Files.readString(file));
            for (Placeholder used : route.placeholders()) {
                boolean ours = used.needed() && !used.name().contains(":");
                if (ours && settings.find(used.name()).isEmpty()) {
                    mistakes.add(
                            file + ":" + used.at() + ": error: " + settings.missing(used.name()));
                }
            }
        } catch (RouteFileException | IOException e) {
            // told with more words when the file is loaded
        }
    }

    private Set<String> read() {
        Set<String> names = new TreeSet<>();
        for (Path folder : List.of(routes, mappings, Path.of("kamelets"))) {
            for (Path file : files(folder, 3)) {
                try {
                    Matcher found = PLACEHOLDER.matcher(Files.readString(file));
                    while (found.find()) {
                        names.add(found.group(1));
                    }
                } catch (IOException e) {
                    // a file that is no text reads no settings
                }
            }
        }
        return names;
    }

    private static List<Path> files(Path folder, int depth) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
