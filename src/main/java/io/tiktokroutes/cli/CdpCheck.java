package io.tiktokroutes.cli;

import io.tiktokroutes.cdp.Asked;
import io.tiktokroutes.cdp.CdpAttribute;
import io.tiktokroutes.cdp.CdpDefinitions;
import io.tiktokroutes.cdp.CdpEvent;
import io.tiktokroutes.cdp.CdpObject;
import io.tiktokroutes.lint.routes.CdpSinks;
import io.tiktokroutes.lint.routes.KameletCatalogue;
import io.tiktokroutes.mapping.MappingException;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code check} asks the CDP, which changes nothing: the event definitions of our source, and
 * for each sink of the routes whether its event or object is there and its mapping fits.
 */
final class CdpCheck {

    private static final String NAME = "cdp";
    private static final Path ROUTES = Path.of("routes");
    private static final Path MAPPINGS = Path.of("mappings");

    private final Settings settings;
    private final Connections connections;

    CdpCheck(Settings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    List<Checked> run() {
        String token = settings.find("cdp.client-id").isPresent() ? "cdp.client-id" : "cdp.token";
        for (String name : List.of("cdp.portal-id", "cdp.source-id", token)) {
            if (settings.find(name).isEmpty()) {
                return List.of(Checked.not(NAME, name + " is not set; leads need it"));
            }
        }
        CdpDefinitions definitions = connections.cdp();
        try {
            Asked<List<CdpEvent>> events = definitions.events(settings.get("cdp.source-id"));
            if (!events.isFound()) {
                return List.of(Checked.failed(NAME, why(definitions, events)));
            }
            List<Checked> lines = new ArrayList<>();
            String base = definitions.account().url();
            lines.add(Checked.ok(NAME, base + " knows the portal, the source and the token"));
            lines.addAll(sinks(definitions));
            return lines;
        } finally {
            definitions.stop();
        }
    }

    private static String why(CdpDefinitions definitions, Asked<?> events) {
        return events.isNone()
                ? definitions.account().url()
                        + " knows no such event source; check cdp.portal-id and cdp.source-id"
                : events.why()
                        + (events.why().endsWith("does not answer")
                                ? "; check cdp.api-url and the network"
                                : "");
    }

    private List<Checked> sinks(CdpDefinitions definitions) {
        Mappings mappings = new Mappings(MAPPINGS, settings.asProperties()::getProperty);
        try {
            mappings.load();
        } catch (MappingException e) {
            return List.of(Checked.not("cdp sinks", "the mappings have mistakes; see lint"));
        }
        CdpSinks sinks =
                new CdpSinks(
                        new KameletCatalogue("file:kamelets,classpath:kamelets"),
                        name -> settings.find(name).orElse(null),
                        definitions,
                        name -> table(mappings, name));
        List<Checked> lines = new ArrayList<>();
        for (Path file : routes()) {
            try {
                String name = file.toString().replace('\\', '/');
                for (CdpSinks.Use use : sinks.in(name, Files.readString(file))) {
                    lines.addAll(told(use, definitions));
                }
            } catch (RouteFileException | IOException e) {
                lines.add(Checked.not("cdp sinks", file + " cannot be read; see lint"));
            }
        }
        return lines;
    }

    private static List<Checked> told(CdpSinks.Use use, CdpDefinitions definitions) {
        String name = "cdp sink " + use.value("destination");
        if (!use.findings().isEmpty()) {
            return use.findings().stream().map(f -> Checked.failed(name, f.line())).toList();
        }
        if (use.object()) {
            CdpObject object = definitions.object(use.value("object")).value();
            return List.of(
                    object == null
                            ? Checked.not(name, "the CDP did not say what the object is")
                            : Checked.ok(
                                    name, "object " + object.code() + required(object.required())));
        }
        Asked<List<CdpEvent>> events = definitions.events(use.value("eventSource"));
        String written = use.value("event");
        Optional<CdpEvent> event =
                events.isFound()
                        ? events.value().stream().filter(each -> each.isCalled(written)).findFirst()
                        : Optional.empty();
        return List.of(
                event.map(e -> Checked.ok(name, "event " + e.title() + required(e.required())))
                        .orElseGet(() -> Checked.ok(name, "its mapping names the event")));
    }

    private static String required(Collection<CdpAttribute> attributes) {
        return attributes.isEmpty()
                ? ""
                : "; it requires "
                        + attributes.stream()
                                .map(CdpAttribute::code)
                                .collect(Collectors.joining(", "));
    }

    private static Optional<MappingTable> table(Mappings mappings, String name) {
        try {
            return Optional.of(mappings.get(name).table());
        } catch (MappingException e) {
            return Optional.empty();
        }
    }

    private static List<Path> routes() {
        if (!Files.isDirectory(ROUTES)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(ROUTES)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
