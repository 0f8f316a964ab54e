package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.runtime.live.SavedFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Maps a file again whenever it is saved, or the mapping, its base or a lookup is. */
final class MapWatch {

    /** A save is noticed at the second look behind it. */
    private static final long LOOK_MILLIS = 200;

    private final MapJob job;
    private final PrintWriter err;
    private final Consumer<String> mistakes;
    private final SavedFiles input;
    private final SavedFiles mappings;

    /**
     * @param err what was saved is told there
     * @param mistakes takes the lines of a user's mistake
     */
    MapWatch(MapJob job, PrintWriter err, Consumer<String> mistakes) {
        this.job = job;
        this.err = err;
        this.mistakes = mistakes;
        this.input = new SavedFiles(job.file());
        this.mappings = new SavedFiles(job.folder(), 2, MapWatch::isMapping);
    }

    private static boolean isMapping(Path inside) {
        return inside.toString().endsWith(MappingFolder.MAPPING)
                || inside.startsWith(MappingFolder.LOOKUPS);
    }

    /** Goes on until it is interrupted, or nobody reads what it prints. */
    void run() throws IOException {
        try {
            input.first();
            mappings.first();
            map();
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                Set<Path> saved = saved();
                if (!saved.isEmpty()) {
                    saved.forEach(file -> err.println("-- " + file + " was saved"));
                    map();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void map() throws IOException {
        try {
            job.run();
        } catch (StartupException e) {
            e.getMessage().lines().forEach(mistakes);
            err.println("-- the result above stays; mend this and save");
        }
        err.flush();
    }

    /** Only what the result depends on. */
    private Set<Path> saved() {
        Set<Path> saved = new TreeSet<>();
        try {
            saved.addAll(input.look().saved());
        } catch (IOException e) {
            // it is being replaced; the next look sees the new one
        }
        try {
            SavedFiles.Changes changes = mappings.look();
            Set<Path> files = new HashSet<>(changes.saved());
            files.addAll(changes.deleted());
            Set<Path> ours = MappingFolder.filesOf(job.folder(), job.name());
            Path lookups = job.folder().resolve(MappingFolder.LOOKUPS);
            files.removeIf(file -> !ours.contains(file) && !file.startsWith(lookups));
            saved.addAll(files);
        } catch (IOException e) {
            // the folder is not there just now
        }
        return saved;
    }
}
