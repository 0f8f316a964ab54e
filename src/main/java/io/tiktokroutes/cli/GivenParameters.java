package io.tiktokroutes.cli;

import io.tiktokroutes.lint.routes.KameletCatalogue;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.KameletFile;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.runtime.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What endpoints of route files are given, with the settings filled in that they ask for. */
final class GivenParameters {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{[?!]*([^{}:]+)(?::([^{}]*))?}}");

    private final KameletCatalogue kamelets =
            new KameletCatalogue("file:kamelets,classpath:kamelets");
    private final Settings settings;

    GivenParameters(Settings settings) {
        this.settings = settings;
    }

    /**
     * Those that are written, and the defaults of the kamelet for the others.
     *
     * @throws RouteFileException when the kamelet cannot be read
     */
    Map<String, String> all(EndpointUse use) throws RouteFileException {
        Map<String, String> all = new LinkedHashMap<>();
        kamelets.find(use.name())
                .ifPresent(
                        kamelet -> {
                            for (KameletFile.Parameter each : kamelet.parameters().values()) {
                                if (each.fallback() != null) {
                                    all.put(each.name(), filled(each.fallback()));
                                }
                            }
                        });
        all.putAll(written(use));
        return all;
    }

    /** Those that are written. */
    Map<String, String> written(EndpointUse use) {
        Map<String, String> written = new LinkedHashMap<>();
        use.parameters().keySet().forEach(name -> written.put(name, filled(use.value(name))));
        return written;
    }

    /** A text with the settings in it that it asks for; what is not set is empty. */
    String filled(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(this::setting);
    }

    private String setting(MatchResult asked) {
        String otherwise = asked.group(2) == null ? "" : asked.group(2);
        return Matcher.quoteReplacement(settings.find(asked.group(1).strip()).orElse(otherwise));
    }
}
