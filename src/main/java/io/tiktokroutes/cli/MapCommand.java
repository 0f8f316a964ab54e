package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.mapping.Mapped;
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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code map}: what a mapping makes of records. */
@Command(
        name = "map",
        description =
                "Maps records, one JSON object a line, and prints what comes out, in their order;"
                        + " what is skipped or refused is told on standard error.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:no record was refused",
            "1:some were",
            "2:there is no such mapping or file, or the mapping has mistakes"
        })
final class MapCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MAPPING", description = "Name of the mapping.")
    private String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "The records: one a line, a list of them, or one after the other; standard"
                            + " input when not given.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A parameter of the sink, which rows read as settings.NAME.")
    private Map<String, String> parameters = Map.of();

    @Option(names = "--mappings", paramLabel = "DIR", description = "Folder of the mapping files.")
    private Path mappings = Path.of("mappings");

    @Option(names = "--stats", description = "Says at the end how many records, and how fast.")
    private boolean stats;

    @Mixin private SettingsOption settings;

    @Override
    public Integer call() throws StartupException, IOException {
        if (file != null && !Files.exists(file)) {
            throw new StartupException("there is no file " + file);
        }
        Settings all = settings.read();
        Mapping mapping = new MappingFolder(mappings, all).get(name);
        Streams streams = Main.streams(spec);
        try (InputStream in = file == null ? streams.in() : new FileInputStream(file.toFile())) {
            return map(mapping, in, streams) ? 1 : 0;
        }
    }

    /** True when any record was refused. */
    private boolean map(Mapping mapping, InputStream in, Streams streams)
            throws StartupException, IOException {
        OutputStream err = streams.err();
        boolean watched = streams.errIsTerminal() && !streams.outIsTerminal();
        Progress progress = new Progress(watched ? err : null, file == null ? 0 : Files.size(file));
        MapRun run =
                new MapRun(
                        new Payloads(mapping, streams.out()),
                        new OutcomeLines(err, progress),
                        progress);
        Tally tally = run.run(in);
        if (stats || streams.errIsTerminal()) {
            err.write((tally + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return tally.anyRefused();
    }

    /** Writes payloads as they come out of the mapping. */
    private final class Payloads implements MapRun.Work {

        private final Mapping mapping;
        private final NdjsonOut out;

        Payloads(Mapping mapping, OutputStream out) throws IOException {
            this.mapping = mapping;
            this.out = new NdjsonOut(out);
        }

        @Override
        public Mapped on(JsonNode payload, long index, long line) throws IOException {
            Mapped mapped = mapping.apply(payload, parameters);
            if (mapped instanceof Mapped.Payload made) {
                out.write(made.payload());
            }
            return mapped;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
