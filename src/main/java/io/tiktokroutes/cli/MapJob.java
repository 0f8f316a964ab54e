package io.tiktokroutes.cli;

import io.tiktokroutes.mapping.Mapping;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a user wants mapped, and how; may be done again when a file was saved.
 *
 * @param name of the mapping
 * @param file the records; null for standard input
 * @param parameters of the sink
 * @param folder of the mappings
 * @param settings for {{name}} in mappings
 * @param explain true to print how columns came about
 * @param stats true to say at the end how many records, and how fast
 * @param streams where to print
 */
record MapJob(
        String name,
        Path file,
        Map<String, String> parameters,
        Path folder,
        Settings settings,
        boolean explain,
        boolean stats,
        Streams streams) {

    MapJob {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Maps everything.
     *
     * @return true when any record was refused
     * @throws StartupException when the mapping has mistakes, or something cannot be read or
     *     written
     * @throws Outlet.Failure when nobody reads the output any more
     */
    boolean run() throws StartupException, IOException {
        Mapping mapping = new MappingFolder(folder, settings).get(name);
        OutputStream out = new Outlet(streams.out());
        OutputStream err = streams.err();
        boolean watched = streams.errIsTerminal() && !streams.outIsTerminal();
        Progress progress = new Progress(watched ? err : null, file == null ? 0 : Files.size(file));
        MapRun run =
                new MapRun(
                        explain
                                ? new Explanations(mapping, parameters, out)
                                : new Payloads(mapping, parameters, out),
                        new OutcomeLines(progress.makingWay(err)),
                        progress);
        try (InputStream in = open()) {
            run.run(in);
        } catch (Outlet.Failure e) {
            if (!e.nobodyReads()) {
                throw new StartupException("the output cannot be written: " + e.getMessage(), e);
            }
            throw e;
        } catch (IOException e) {
            throw new StartupException(
                    (file == null ? "standard input" : file) + " cannot be read: " + e.getMessage(),
                    e);
        }
        if (stats || streams.errIsTerminal()) {
            err.write((run.tally() + "\n").getBytes(StandardCharsets.UTF_8));
            err.flush();
        }
        return run.tally().anyRefused();
    }

    private InputStream open() throws IOException {
        return file == null ? streams.in() : new FileInputStream(file.toFile());
    }
}
