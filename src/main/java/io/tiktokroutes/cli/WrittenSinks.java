package io.tiktokroutes.cli;

import io.tiktokroutes.lint.routes.KameletCatalogue;
import io.tiktokroutes.lint.routes.SinkPlaces;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.spelling.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which destination takes from which inbox, read from the route files, settings filled in. */
final class WrittenSinks {

    private static final long USUAL_BOUND = 1_000_000;

    /**
     * A destination and the inbox that its route takes from.
     *
     * @param inbox empty when the route takes from none
     */
    record WrittenSink(String destination, String inbox) {}

    private final Path folder;
    private final GivenParameters given;
    private final List<RouteFile> files = new ArrayList<>();
    private final List<WrittenSink> sinks = new ArrayList<>();

    private WrittenSinks(Path folder, Settings settings) {
        this.folder = folder;
        this.given = new GivenParameters(settings);
    }

    /**
     * Reads the route files that run; drafts do not.
     *
     * @throws StartupException when there is no such folder, or a file in it cannot be read
     */
    static WrittenSinks read(Path folder, Settings settings) throws StartupException {
        if (!Files.isDirectory(folder)) {
            throw new StartupException(
                    "there is no folder "
                            + folder
                            + "; start the command where the routes are, or name them with"
                            + " --routes");
        }
        WrittenSinks written = new WrittenSinks(folder, settings);
        try {
            for (Path path : RouteFolder.files(folder)) {
                written.files.add(RouteFile.parse(path.toString(), Files.readString(path)));
            }
        } catch (RouteFileException e) {
            throw new StartupException(e.getMessage(), e);
        } catch (IOException e) {
            throw new StartupException("the routes cannot be read: " + e.getMessage(), e);
        }
        written.findSinks();
        return written;
    }

    private void findSinks() {
        SinkPlaces places =
                new SinkPlaces(new KameletCatalogue("file:kamelets,classpath:kamelets"));
        for (RouteFile file : files) {
            for (SinkPlaces.Place place : places.in(file)) {
                sinks.add(
                        new WrittenSink(
                                given.filled(place.destination()), given.filled(place.inbox())));
            }
        }
    }

    /** True when a route leads from that inbox to that destination. */
    boolean has(String inbox, String destination) {
        return !inbox.isEmpty() && sinks.contains(new WrittenSink(destination, inbox));
    }

    Set<String> destinations() {
        Set<String> names = new TreeSet<>();
        sinks.forEach(sink -> names.add(sink.destination()));
        return names;
    }

    /**
     * The inbox from which a destination gets its records.
     *
     * @throws StartupException when no route has the destination, or its route takes from no inbox
     */
    String inboxOf(String destination) throws StartupException {
        for (WrittenSink sink : sinks) {
            if (sink.destination().equals(destination)) {
                if (sink.inbox().isEmpty()) {
                    throw new StartupException(
                            "the route of destination '"
                                    + destination
                                    + "' takes from no inbox, so nothing can be sent again");
                }
                return sink.inbox();
            }
        }
        throw unknown(destination);
    }

    StartupException unknown(String destination) {
        String hint = Spelling.hintOrAll(destination, destinations());
        return new StartupException(
                "no route in "
                        + folder
                        + " has a destination '"
                        + destination
                        + "'"
                        + (hint.isEmpty() ? "; there is none at all" : hint));
    }

    /** How many records an inbox takes, as a route says that writes to it. */
    long boundOf(String inbox) {
        for (RouteFile file : files) {
            for (EndpointUse use : file.contents().endpoints()) {
                String bound = given.filled(use.value("bound"));
                if (use.scheme().equals("inbox")
                        && given.filled(SinkPlaces.inboxName(use)).equals(inbox)
                        && bound.matches("\\d{1,10}")) {
                    return Long.parseLong(bound);
                }
            }
        }
        return USUAL_BOUND;
    }
}
