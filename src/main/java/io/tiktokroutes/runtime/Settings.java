package io.tiktokroutes.runtime;

import io.tiktokroutes.lint.settings.SettingsCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The program's settings: defaults in the jar, then a file, then {@code -D}, then the environment.
 *
 * <p>Names are those of {@code application.properties} in the jar; in the environment they are in
 * upper case with underscores. An empty value means that a setting is not set.
 */
public final class Settings {

    /** Where a user writes settings, in the working directory. */
    public static final String FILE = "application.properties";

    /** Names of the JDK's own that begin as ours do. */
    private static final Set<String> JDK =
            Set.of(
                    "http.agent",
                    "http.keepAlive",
                    "http.maxConnections",
                    "http.maxRedirects",
                    "http.nonProxyHosts",
                    "http.proxyHost",
                    "http.proxyPort",
                    "http.strictPostRedirect");

    private final Map<String, String> defaults;
    private final Map<String, String> file;
    private final Map<String, String> system;
    private final Map<String, String> environment;
    private final Path path;

    private Settings(
            Map<String, String> defaults,
            Map<String, String> file,
            Map<String, String> system,
            Map<String, String> environment,
            Path path) {
        this.defaults = defaults;
        this.file = file;
        this.system = system;
        this.environment = environment;
        this.path = path;
    }

    /**
     * Reads the settings.
     *
     * @param path the user's file; need not exist
     * @param environment as {@link System#getenv()}
     * @param system as {@link System#getProperties()}
     * @throws StartupException when the file cannot be read
     */
    public static Settings read(Path path, Map<String, String> environment, Properties system)
            throws StartupException {
        Map<String, String> file = new TreeMap<>();
        if (Files.exists(path)) {
            try (Reader in = Files.newBufferedReader(path)) {
                file = map(in);
            } catch (IOException | IllegalArgumentException e) {
                throw new StartupException("settings file " + path + " cannot be read: " + e, e);
            }
        }
        Map<String, String> properties = new TreeMap<>();
        system.stringPropertyNames().forEach(n -> properties.put(n, system.getProperty(n)));
        return new Settings(defaults(), file, properties, environment, path);
    }

    /** The same settings with some of them fixed, such as the ones of the demo. */
    public Settings with(Map<String, String> fixed) {
        Map<String, String> more = new TreeMap<>(system);
        more.putAll(fixed);
        Map<String, String> rest = new TreeMap<>(environment);
        fixed.keySet().forEach(name -> rest.remove(variable(name)));
        return new Settings(defaults, file, more, rest, path);
    }

    private static Map<String, String> defaults() {
        try (InputStream in = Settings.class.getResourceAsStream("/application.properties")) {
            return map(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the jar lacks its application.properties", e);
        }
    }

    private static Map<String, String> map(Reader in) throws IOException {
        Properties properties = new Properties();
        properties.load(in);
        Map<String, String> map = new TreeMap<>();
        properties
                .stringPropertyNames()
                .forEach(n -> map.put(n, properties.getProperty(n).strip()));
        return map;
    }

    /** The environment variable of a setting. */
    public static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The value, or empty when it is not set anywhere. */
    public Optional<String> find(String name) {
        String value = environment.get(variable(name));
        value = value == null ? system.get(name) : value;
        value = value == null ? file.get(name) : value;
        value = value == null ? defaults.get(name) : value;
        return Optional.ofNullable(value).map(String::strip).filter(v -> !v.isEmpty());
    }

    /** The value, or an empty text. */
    public String get(String name) {
        return find(name).orElse("");
    }

    /** A list with commas between. */
    public List<String> list(String name) {
        return Arrays.stream(get(name).split(","))
                .map(String::strip)
                .filter(v -> !v.isEmpty())
                .toList();
    }

    /** A whole number within bounds. */
    public int number(String name, int least, int most) throws StartupException {
        try {
            int value = Integer.parseInt(get(name));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, with the bounds
        }
        throw wrong(name, "a whole number from " + least + " to " + most);
    }

    /** A length of time such as 30d, 12h, 15m or 20s. */
    public Duration duration(String name) throws StartupException {
        return length(get(name))
                .orElseThrow(() -> wrong(name, "a length of time such as 30d or 12h"));
    }

    /** A length of time such as 30d, 12h, 15m or 20s; empty when the text is none. */
    public static Optional<Duration> length(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        try {
            Duration time = Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
            return Optional.of(time).filter(t -> !t.isNegative() && !t.isZero());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private StartupException wrong(String name, String expected) {
        return new StartupException(name + " is '" + get(name) + "'; write " + expected);
    }

    /** One line that names a missing setting and every place that was looked at. */
    public String missing(String name) {
        return name
                + " is not set; looked at the environment ("
                + variable(name)
                + "), at -D"
                + name
                + " and in "
                + path
                + (Files.exists(path) ? "" : " (no such file)");
    }

    /** The user's file, which need not exist. */
    Path path() {
        return path;
    }

    /** True when the value that counts is the one in the user's file. */
    boolean isFromFile(String name) {
        return file.containsKey(name)
                && !system.containsKey(name)
                && !environment.containsKey(variable(name));
    }

    /**
     * The names that mean something.
     *
     * @param used names that routes and mappings read as {{name}}
     */
    Set<String> known(Set<String> used) {
        Set<String> known = new TreeSet<>(defaults.keySet());
        known.addAll(used);
        return known;
    }

    /**
     * Finds a name among {@code -D} that looks like ours and means nothing to us.
     *
     * @return one line per name, with a name that was perhaps meant
     */
    List<String> strangers(SettingsCheck names) {
        Set<String> rooms = new TreeSet<>();
        defaults.keySet().forEach(name -> rooms.add(name.substring(0, name.indexOf('.') + 1)));
        return system.keySet().stream()
                .filter(name -> rooms.stream().anyMatch(name::startsWith))
                .filter(name -> !JDK.contains(name) && !name.startsWith("http.auth."))
                .filter(name -> !names.knows(name))
                .map(name -> "-D" + name + ": " + names.unknown(name))
                .toList();
    }

    /** All values that are set, for {{name}} in routes and mappings. */
    public Properties asProperties() {
        Properties properties = new Properties();
        Set<String> names = new TreeSet<>(defaults.keySet());
        names.addAll(file.keySet());
        system.keySet().stream().filter(n -> !n.startsWith("java.")).forEach(names::add);
        names.forEach(name -> find(name).ifPresent(value -> properties.put(name, value)));
        return properties;
    }
}
