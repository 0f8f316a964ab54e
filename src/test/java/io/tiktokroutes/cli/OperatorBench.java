package io.tiktokroutes.cli;

import io.tiktokroutes.Ports;
import io.tiktokroutes.inbox.log.LedgerBench;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.FileVersions;
import io.tiktokroutes.store.ScheduleRuns;
import io.tiktokroutes.store.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.core.config.Configurator;

/** A folder with routes, mappings and a database, on which operators' commands are run. */
final class OperatorBench implements AutoCloseable {

    private final Path folder;
    private final int port = Ports.free();

    OperatorBench(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("routes/drafts"));
        Files.createDirectories(folder.resolve("mappings"));
        Files.writeString(
                folder.resolve("application.properties"),
                "database.url=" + url() + "\nhttp.port=" + port + "\n");
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("db");
    }

    Path path(String file) {
        return folder.resolve(file);
    }

    int port() {
        return port;
    }

    OperatorBench write(String file, String text) throws IOException {
        Files.createDirectories(path(file).getParent());
        Files.writeString(path(file), text);
        return this;
    }

    /** A file that comes with the program. */
    OperatorBench shipped(String file) throws IOException {
        return write(file, Files.readString(Path.of(file)));
    }

    /** Work on the database, which no command may have open then. */
    interface Work {
        void on(LedgerBench ledger, FileVersions versions) throws Exception;
    }

    OperatorBench database(Work work) throws Exception {
        try (Database database = Database.open(url(), "", "")) {
            work.on(new LedgerBench(database), new FileVersions(new Sql(database.dataSource())));
        }
        return this;
    }

    /** Notes a run of a schedule that ended. */
    OperatorBench ran(String schedule, Instant at) throws Exception {
        try (Database database = Database.open(url(), "", "")) {
            new ScheduleRuns(new Sql(database.dataSource())).ended(schedule, at);
        }
        return this;
    }

    /** Runs a command on this folder. */
    Said run(String... arguments) {
        return Said.by(arguments(arguments));
    }

    String[] arguments(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", path("application.properties").toString()));
        all.addAll(List.of("--routes", path("routes").toString()));
        if (!arguments[0].equals("flows")) {
            all.addAll(List.of("--mappings", path("mappings").toString()));
        }
        return all.toArray(String[]::new);
    }

    /** Commands silence the log of their process. */
    @Override
    public void close() {
        Configurator.reconfigure();
    }
}
