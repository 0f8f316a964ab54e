package io.tiktokroutes.runtime.live;

import io.tiktokroutes.routefile.RouteFileException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one folder: takes in what was saved, and remembers what could not be. */
final class ActiveFiles {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFiles.class);

    /** Where the files take effect. */
    interface Room {
        /**
         * Makes the text the active version.
         *
         * @return false when it is active already
         */
        boolean activate(Path file, String name, String text) throws Exception;

        /** Takes out whatever is active of the file, which may be nothing. */
        void remove(Path file) throws Exception;

        /** True when some version of the file is active as a whole. */
        boolean holds(Path file);
    }

    private final Room room;
    private final Comparator<Path> order;
    private final ActivationListener listener;
    private final Map<Path, Refusal> refusals = new ConcurrentSkipListMap<>();

    /**
     * @param order in which files that were saved together are taken in
     */
    ActiveFiles(Room room, Comparator<Path> order, ActivationListener listener) {
        this.room = room;
        this.order = order;
        this.listener = listener;
    }

    /**
     * Takes in what was saved, and once more what was refused before. In rounds, as long as any
     * goes through: a file may need what another one brings, or the id that another one gives up.
     */
    void save(Set<Path> saved) {
        Map<Path, Refusal> told = new TreeMap<>(refusals);
        load(saved);
        refusals.forEach(
                (file, refusal) -> {
                    if (!refusal.saysTheSameAs(told.get(file))) {
                        LOG.error(
                                "{}{}",
                                refusal.line(),
                                refusal.out() ? "" : " (the version before goes on running)");
                    }
                });
    }

    /** True when no version is active of some file that was saved. */
    boolean anyIsOut() {
        return refusals.values().stream().anyMatch(Refusal::out);
    }

    /** The same without a word about what is refused: for the first load, which fails then. */
    void load(Set<Path> saved) {
        Map<Path, String> waiting = new TreeMap<>(order);
        refusals.forEach(
                (file, refusal) -> {
                    if (refusal.text() != null) {
                        waiting.put(file, refusal.text());
                    } else {
                        read(file, waiting);
                    }
                });
        saved.forEach(file -> read(file, waiting));
        Map<Path, Refusal> refused = new TreeMap<>();
        int before;
        do {
            before = waiting.size();
            for (Iterator<Map.Entry<Path, String>> each = waiting.entrySet().iterator();
                    each.hasNext(); ) {
                Map.Entry<Path, String> entry = each.next();
                Refusal refusal = activate(entry.getKey(), entry.getValue());
                if (refusal == null) {
                    each.remove();
                    refused.remove(entry.getKey());
                } else {
                    refused.put(entry.getKey(), refusal);
                }
            }
        } while (!waiting.isEmpty() && waiting.size() < before);
        refusals.putAll(refused);
    }

    void delete(Set<Path> deleted) {
        for (Path file : deleted) {
            refusals.remove(file);
            try {
                room.remove(file);
                LOG.info("{}: deleted, and no longer active", nameOf(file));
            } catch (Exception e) {
                LOG.error("{}: error: it was deleted, but not all of it stopped", nameOf(file), e);
            }
        }
    }

    /** The saved files that did not take effect, by the name that messages use. */
    Map<String, Refusal> refusals() {
        Map<String, Refusal> named = new TreeMap<>();
        refusals.forEach((file, refusal) -> named.put(nameOf(file), refusal));
        return named;
    }

    /** The path from where the program was started, with slashes, as an editor can open it. */
    static String nameOf(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path full = file.toAbsolutePath().normalize();
        return (full.startsWith(here) ? here.relativize(full) : full).toString().replace('\\', '/');
    }

    private void read(Path file, Map<Path, String> into) {
        try {
            into.put(file, SavedFiles.read(file, nameOf(file)));
        } catch (NoSuchFileException e) {
            into.remove(file); // deleted meanwhile; the next look will say so
        } catch (RouteFileException e) {
            into.remove(file);
            refusals.put(file, new Refusal(null, e.getMessage(), !room.holds(file)));
        } catch (IOException e) {
            into.remove(file);
            String line = nameOf(file) + ": error: it cannot be read: " + e.getMessage();
            refusals.put(file, new Refusal(null, line, !room.holds(file)));
        }
    }

    private Refusal activate(Path file, String text) {
        String name = nameOf(file);
        try {
            boolean news = room.activate(file, name, text);
            refusals.remove(file);
            if (news) {
                LOG.info("{}: active", name);
                listener.onActivated(file, text);
            }
            return null;
        } catch (Exception e) {
            LOG.debug("{} was refused", name, e);
            String lines =
                    String.valueOf(e.getMessage())
                            .lines()
                            .map(
                                    line ->
                                            line.startsWith(name) || line.contains(": error: ")
                                                    ? line
                                                    : name + ": error: " + line)
                            .collect(Collectors.joining("\n"));
            return new Refusal(text, lines, !room.holds(file));
        }
    }
}
