package io.tiktokroutes.runtime.live;

import io.tiktokroutes.routefile.Placeholder;
import io.tiktokroutes.routefile.RouteFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.util.URISupport;

/**
 * Keeps the values of settings out of messages: Camel puts them into the text of its exceptions.
 */
final class Secrets {

    /** Shorter values are no secrets, and would be found inside ordinary words. */
    private static final int SHORTEST = 4;

    private static final Pattern SECRET =
            Pattern.compile("(?i)token|secret|passw|credential|[._-]key$");

    private Secrets() {}

    /** The message with {@code {{name}}} wherever the value of a secret or used setting stood. */
    static String hide(String message, CamelContext context, RouteFile file) {
        Map<String, String> names =
                new TreeMap<>(
                        Comparator.comparing(String::length)
                                .reversed()
                                .thenComparing(Comparator.naturalOrder()));
        context.getPropertiesComponent()
                .loadProperties(name -> SECRET.matcher(name).find())
                .forEach((name, value) -> names.put(String.valueOf(value), String.valueOf(name)));
        System.getenv()
                .forEach(
                        (name, value) -> {
                            if (SECRET.matcher(name).find()) {
                                names.put(value, "env:" + name);
                            }
                        });
        for (Placeholder used : file.contents().placeholders()) {
            valueOf(used.name(), context).ifPresent(value -> names.put(value, used.name()));
        }
        String hidden = message;
        for (Map.Entry<String, String> secret : names.entrySet()) {
            String value = secret.getKey();
            if (value.length() >= SHORTEST) {
                String name = "{{" + secret.getValue() + "}}";
                hidden = hidden.replace(value, name);
                hidden = hidden.replace(URLEncoder.encode(value, StandardCharsets.UTF_8), name);
            }
        }
        return URISupport.sanitizeUri(hidden);
    }

    private static Optional<String> valueOf(String name, CamelContext context) {
        if (name.startsWith("env:")) {
            return Optional.ofNullable(System.getenv(name.substring(4)));
        }
        PropertiesComponent properties = context.getPropertiesComponent();
        try {
            return properties.resolveProperty(name);
        } catch (RuntimeException e) {
            // a context whose start failed resolves no more, but still has its sources
            return Optional.ofNullable(properties.loadProperties(name::equals).getProperty(name));
        }
    }
}
