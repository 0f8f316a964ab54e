package io.tiktokroutes.runtime.live;

import io.tiktokroutes.lint.Values;
import io.tiktokroutes.lint.routes.DslCheck;
import io.tiktokroutes.routefile.Contents.Value;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.Placeholder;
import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.spelling.Spelling;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.component.kamelet.FailedToCreateKameletException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Turns what Camel throws into one line with the place in the file and, if known, what to write.
 */
final class PlainWords {

    private static final int LONGEST = 2_000;
    private static final Pattern PROPERTY =
            Pattern.compile("Property with key \\[([^]]+)] not found");
    private static final Pattern COMPONENT =
            Pattern.compile(
                    "(?:No component found with scheme|No endpoint could be found for): ([\\w+.-]+)");
    private static final Pattern OPTIONS = Pattern.compile("Unknown parameters=\\[\\{(.*)}]");
    private static final Pattern ENDPOINT =
            Pattern.compile("Failed to resolve endpoint: ([a-zA-Z0-9+.-]+):");
    private static final Pattern MANDATORY =
            Pattern.compile(
                    "Route template (\\S+) the following mandatory parameters must be provided: (.*)");
    private static final Pattern TWICE =
            Pattern.compile("Multiple consumers for the same endpoint is not allowed: ([^?]*)");

    private final RouteFile file;
    private final CamelContext context;
    private final KnownNames names;
    private final List<Throwable> causes;
    private final String route;

    private PlainWords(Throwable thrown, RouteFile file, CamelContext context) {
        this.file = file;
        this.context = context;
        this.names = new KnownNames(context);
        this.causes = causesOf(thrown);
        // what a starting consumer throws does not say in which route it is
        String only = file.ids().size() == 1 ? file.ids().iterator().next() : "";
        this.route =
                routesIn(thrown).stream().filter(file.ids()::contains).findFirst().orElse(only);
    }

    /**
     * @param thrown what building or starting the file threw
     * @param context where it was built; knows the options of components
     */
    static RouteFileException of(Throwable thrown, RouteFile file, CamelContext context) {
        PlainWords words = new PlainWords(thrown, file, context);
        for (Throwable cause : words.causes) {
            if (cause instanceof RouteFileException known) {
                return known;
            }
        }
        return words.translate(thrown);
    }

    /** The routes that a failure is about, the outermost first. */
    static List<String> routesIn(Throwable thrown) {
        List<String> ids = new ArrayList<>();
        for (Throwable cause : causesOf(thrown)) {
            if (cause instanceof FailedToCreateRouteException failed) {
                ids.add(failed.getRouteId());
            } else if (cause instanceof FailedToStartRouteException failed) {
                ids.add(failed.getRouteId());
            }
        }
        return ids;
    }

    private static List<Throwable> causesOf(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable t = thrown; t != null && !causes.contains(t); t = t.getCause()) {
            causes.add(t);
        }
        return causes;
    }

    private RouteFileException translate(Throwable thrown) {
        Optional<RouteFileException> known =
                yaml().or(this::property)
                        .or(this::mandatory)
                        .or(this::options)
                        .or(this::component)
                        .or(this::expression)
                        .or(this::cron)
                        .or(this::listener);
        return known.orElseGet(() -> mistake(anyPlace(), rootMessage(), thrown));
    }

    private Optional<RouteFileException> yaml() {
        for (Throwable cause : causes) {
            if (cause instanceof MarkedYamlEngineException marked) {
                Position at = Position.of(marked.getProblemMark());
                return Optional.of(mistake(at, DslCheck.explain(marked), marked));
            }
        }
        return Optional.empty();
    }

    private Optional<RouteFileException> property() {
        return match(PROPERTY)
                .map(
                        found -> {
                            String name = found.group(1);
                            String remedy =
                                    "; set it in application.properties or as "
                                            + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")
                                            + " in the environment";
                            Optional<Placeholder> here =
                                    file.contents().placeholders().stream()
                                            .filter(p -> p.name().equals(name))
                                            .findFirst();
                            return here.isPresent()
                                    ? mistake(
                                            here.get().at(),
                                            "the setting '" + name + "' is missing" + remedy)
                                    : mistake(
                                            anyPlace(),
                                            kamelet()
                                                            .map(k -> k.name() + " needs")
                                                            .orElse("it needs")
                                                    + " the setting '"
                                                    + name
                                                    + "'"
                                                    + remedy);
                        });
    }

    private Optional<RouteFileException> mandatory() {
        return match(MANDATORY)
                .map(
                        found ->
                                mistake(
                                        anyPlace(),
                                        found.group(1)
                                                + " needs the parameter "
                                                + found.group(2)
                                                + "; write it under 'parameters:'"));
    }

    private Optional<RouteFileException> options() {
        return match(OPTIONS)
                .map(
                        found -> {
                            // the names only: the values may be secrets
                            String name = found.group(1).split("[=,]")[0].strip();
                            String scheme =
                                    match(ENDPOINT).map(m -> m.group(1)).orElse("the endpoint");
                            Position at =
                                    file.contents()
                                            .findKey(route, name)
                                            .map(Value::at)
                                            .orElse(anyPlace());
                            return mistake(
                                    at,
                                    scheme
                                            + " has no option '"
                                            + name
                                            + "'"
                                            + Spelling.hint(name, names.optionsOf(scheme)));
                        });
    }

    private Optional<RouteFileException> component() {
        return match(COMPONENT)
                .map(
                        found -> {
                            String scheme = found.group(1);
                            return mistake(
                                    placeOfUri(scheme).orElse(anyPlace()),
                                    "there is no component '"
                                            + scheme
                                            + "'"
                                            + Spelling.hint(scheme, names.components()));
                        });
    }

    private Optional<RouteFileException> expression() {
        for (Throwable cause : causes) {
            if (cause instanceof ExpressionIllegalSyntaxException illegal) {
                // as Camel has it, with the settings filled in, or as the file has it
                String resolved = illegal.getExpression();
                String written = Secrets.hide(resolved, context, file);
                Position at =
                        file.contents()
                                .findValue(
                                        route,
                                        v ->
                                                v.value().equals(resolved)
                                                        || v.value().equals(written))
                                .map(Value::at)
                                .orElse(anyPlace());
                return Optional.of(mistake(at, "this expression cannot be read: " + rootMessage()));
            }
        }
        return Optional.empty();
    }

    private Optional<RouteFileException> cron() {
        if (causes.stream().noneMatch(ParseException.class::isInstance)) {
            return Optional.empty();
        }
        return file.contents()
                .findValue(route, value -> value.key().equals("cron"))
                .map(cron -> mistake(cron.at(), Values.CRON));
    }

    private Optional<RouteFileException> listener() {
        return match(TWICE)
                .map(
                        found ->
                                mistake(
                                        anyPlace(),
                                        found.group(1)
                                                        .replaceFirst("^Endpoint\\[", "")
                                                        .replaceFirst("://", ":")
                                                        .replaceFirst("]$", "")
                                                + " is read by another route already, and only one"
                                                + " route can; give one of them another name"));
    }

    /** The most telling place: the endpoint, the kamelet or else the route that failed. */
    private Position anyPlace() {
        Optional<Position> endpoint =
                match(ENDPOINT)
                        .map(m -> m.group(1))
                        .filter(scheme -> !scheme.equals("kamelet"))
                        .flatMap(this::placeOfUri);
        return endpoint.or(() -> kamelet().map(EndpointUse::at)).orElse(file.placeOf(route));
    }

    private Optional<Position> placeOfUri(String scheme) {
        return file.contents()
                .findValue(
                        route, v -> v.value().equals(scheme) || v.value().startsWith(scheme + ":"))
                .map(Value::at);
    }

    private Optional<EndpointUse> kamelet() {
        for (Throwable cause : causes) {
            if (cause instanceof FailedToCreateKameletException) {
                for (EndpointUse use : file.kamelets()) {
                    if (String.valueOf(cause.getMessage()).contains(use.name())) {
                        return Optional.of(use);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Matcher> match(Pattern pattern) {
        for (Throwable cause : causes) {
            Matcher found = pattern.matcher(String.valueOf(cause.getMessage()));
            if (found.find()) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private String rootMessage() {
        for (int i = causes.size() - 1; i >= 0; i--) {
            String message = causes.get(i).getMessage();
            if (message != null && !message.isBlank()) {
                String line = message.lines().findFirst().orElse(message).strip();
                return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
            }
        }
        return causes.get(0).getClass().getSimpleName();
    }

    private RouteFileException mistake(Position at, String what) {
        return mistake(at, what, null);
    }

    private RouteFileException mistake(Position at, String what, Throwable cause) {
        return new RouteFileException(
                file.name(), at, Secrets.hide(what, context, file).replaceAll("\\s+", " "), cause);
    }
}
