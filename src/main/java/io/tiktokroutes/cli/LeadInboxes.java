package io.tiktokroutes.cli;

import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.spelling.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where the routes put leads: read from the files, whether they run or not. */
final class LeadInboxes {

    private static final String SOURCE = "tiktok-lead-source";
    private static final String WEBHOOK = "tiktok-lead-webhook-source";

    /**
     * A route from a source of leads to an inbox.
     *
     * @param source the endpoint, with its parameters
     */
    record Way(EndpointUse source, String inbox) {

        /** What a parameter says, or the other text when it says nothing, or asks a setting. */
        String parameter(String name, String otherwise) {
            String value = source.value(name);
            return value.isEmpty() || value.contains("{{") ? otherwise : value;
        }
    }

    private final List<Way> exports = new ArrayList<>();
    private final List<Way> webhooks = new ArrayList<>();
    private final Set<String> read = new TreeSet<>();

    private LeadInboxes() {}

    /**
     * @param routes the folder of the route files
     * @throws StartupException when there is none, or a file has a mistake
     */
    static LeadInboxes in(Path routes) throws StartupException {
        if (!Files.isDirectory(routes)) {
            throw new StartupException(
                    "there is no folder " + routes + "; name it with --routes, or use --inbox");
        }
        LeadInboxes inboxes = new LeadInboxes();
        try (Stream<Path> files = Files.list(routes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".camel.yaml")).toList()) {
                inboxes.add(RouteFile.parse(file.toString(), Files.readString(file)));
            }
        } catch (RouteFileException e) {
            throw new StartupException(e.getMessage(), e);
        } catch (IOException e) {
            throw new StartupException(routes + " cannot be read: " + e.getMessage(), e);
        }
        return inboxes;
    }

    private void add(RouteFile file) {
        List<EndpointUse> uses = file.contents().endpoints();
        for (EndpointUse use : uses) {
            if (use.scheme().equals("inbox") && use.reads()) {
                read.add(use.name());
            }
            boolean export = use.isKamelet() && use.name().equals(SOURCE);
            if (export || (use.isKamelet() && use.name().equals(WEBHOOK))) {
                uses.stream()
                        .filter(to -> to.scheme().equals("inbox") && !to.reads())
                        .filter(to -> to.route().equals(use.route()))
                        .forEach(to -> (export ? exports : webhooks).add(new Way(use, to.name())));
            }
        }
    }

    /** The inboxes that webhooks fill. */
    Set<String> ofWebhooks() {
        return names(webhooks);
    }

    /** The inboxes that exports fill. */
    Set<String> ofExports() {
        return names(exports);
    }

    private static Set<String> names(List<Way> ways) {
        Set<String> names = new TreeSet<>();
        ways.forEach(way -> names.add(way.inbox()));
        return names;
    }

    /** The one way that exports take. */
    Way only() throws StartupException {
        if (exports.size() == 1) {
            return exports.get(0);
        }
        throw new StartupException(
                exports.isEmpty()
                        ? "no route leads from kamelet:"
                                + SOURCE
                                + " to an inbox; name the inbox with --inbox"
                        : "several routes export leads, into "
                                + String.join(", ", ofExports())
                                + "; choose with --inbox");
    }

    /** An inbox by name, as long as a route reads it. */
    String named(String inbox) throws StartupException {
        if (!read.contains(inbox)) {
            throw new StartupException(
                    "no route reads inbox '" + inbox + "'" + Spelling.hintOrAll(inbox, read));
        }
        return inbox;
    }
}
