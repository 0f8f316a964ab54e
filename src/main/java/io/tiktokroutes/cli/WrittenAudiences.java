package io.tiktokroutes.cli;

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
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The audience destinations of the route files that run. */
final class WrittenAudiences {

    /** The kamelets that fill audiences, and what tables call their kind. */
    private static final Map<String, String> KINDS =
            Map.of("tiktok-audience-sink", "segment", "tiktok-audience-file-sink", "file");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^}:]+)(?::([^}]*))?}}");

    private final KameletCatalogue kamelets =
            new KameletCatalogue(
                    Files.isDirectory(Path.of("kamelets"))
                            ? "file:kamelets,classpath:kamelets"
                            : "classpath:kamelets");
    private final Settings settings;

    private WrittenAudiences(Settings settings) {
        this.settings = settings;
    }

    /**
     * Reads them, by file, in the order they stand there.
     *
     * @throws StartupException when there is no such folder, or a file of it cannot be read
     */
    static List<WrittenAudience> read(Path routes, Settings settings) throws StartupException {
        if (!Files.isDirectory(routes)) {
            throw new StartupException(
                    "there is no folder "
                            + routes
                            + "; start the program where routes is, or name it with --routes");
        }
        try (Stream<Path> listed = Files.list(routes)) {
            WrittenAudiences written = new WrittenAudiences(settings);
            List<WrittenAudience> all = new ArrayList<>();
            for (Path file :
                    listed.filter(f -> f.toString().endsWith(".camel.yaml")).sorted().toList()) {
                String text = Files.readString(file);
                // a mistake in the file of something else is none of ours
                if (text.contains("tiktok-audience-")) {
                    written.add(RouteFile.parse(file.toString(), text), all);
                }
            }
            return all;
        } catch (RouteFileException e) {
            throw new StartupException(e.getMessage(), e);
        } catch (IOException e) {
            throw new StartupException(routes + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void add(RouteFile file, List<WrittenAudience> all) throws RouteFileException {
        for (EndpointUse use : file.contents().endpoints()) {
            String kind = use.isKamelet() ? KINDS.get(use.name()) : null;
            if (kind != null) {
                Map<String, String> parameters = parameters(use);
                String destination = parameters.getOrDefault("destination", "");
                all.add(new WrittenAudience(destination, kind, parameters));
            }
        }
    }

    private Map<String, String> parameters(EndpointUse use) throws RouteFileException {
        Map<String, String> all = new LinkedHashMap<>();
        kamelets.find(use.name())
                .ifPresent(
                        kamelet -> {
                            for (KameletFile.Parameter each : kamelet.parameters().values()) {
                                if (each.fallback() != null) {
                                    all.put(each.name(), each.fallback());
                                }
                            }
                        });
        use.parameters().keySet().forEach(name -> all.put(name, use.value(name)));
        all.replaceAll((name, value) -> PLACEHOLDER.matcher(value).replaceAll(this::setting));
        return all;
    }

    private String setting(MatchResult asked) {
        String otherwise = asked.group(2) == null ? "" : asked.group(2);
        return Matcher.quoteReplacement(settings.find(asked.group(1).strip()).orElse(otherwise));
    }
}
