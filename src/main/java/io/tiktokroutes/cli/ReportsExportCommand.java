package io.tiktokroutes.cli;

import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.reports.ReportExport;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.ReportDatabase;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.spelling.Spelling;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reports export}: the rows of a report's table, as CSV. */
@Command(
        name = "export",
        description = {
            "Writes the rows of a report's table as CSV: UTF-8, the columns' names first, NULL as"
                    + " nothing. Works beside a running program.",
            "Exit code 0; 1 when the table cannot be read, 2 for a mistake."
        },
        mixinStandardHelpOptions = true)
final class ReportsExportCommand implements Callable<Integer> {

    private static final LocalDate EVER = LocalDate.of(1970, 1, 1);
    private static final LocalDate NEVER = LocalDate.of(9998, 12, 31);
    private static final String DAY = "date";
    private static final String TIME = "dimensions.stat_time_";

    @Parameters(paramLabel = "NAME", description = "A report, or the table of one.")
    private String name;

    @Option(names = "--from", paramLabel = "DAY", description = "First day; all when not given.")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "DAY",
            description = "Last day, whose rows are written, too; all when not given.")
    private String to;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The file to write; standard output when not given.")
    private Path file;

    @Option(names = "--force", description = "Write over a file that is there.")
    private boolean force;

    @Option(names = "--routes", paramLabel = "DIR", description = "Folder of the route files.")
    private Path routes = Path.of("routes");

    @Option(names = "--mappings", paramLabel = "DIR", description = "Folder of the mapping files.")
    private Path mappings = Path.of("mappings");

    @Mixin private SettingsOption settings;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings read = settings.read();
        LocalDate first = from == null ? EVER : Moment.day("--from", from);
        LocalDate last = to == null ? NEVER : Moment.day("--to", to);
        if (last.isBefore(first)) {
            throw new StartupException(
                    "--from " + first + " is after --to " + last + "; write the earlier day first");
        }
        Map<String, String> sink = sink(new ReportFiles(routes, read));
        String table = sink.get("table");
        String day =
                sink.containsKey("dayColumn")
                        ? sink.get("dayColumn")
                        : day(table, sink.getOrDefault("mapping", ""), read);
        if (file != null && Files.exists(file) && !force) {
            throw new StartupException(file + " is there already; write over it with --force");
        }
        try (Database database = Quiet.look(read);
                ReportDatabase reports = ReportDatabase.of(read, database.dataSource())) {
            ReportExport export = new ReportExport(reports.dataSource(), table, day);
            if (file == null) {
                print(export, first, last);
            } else {
                write(export, first, last, table);
            }
            return 0;
        } catch (SQLException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            Main.tell(spec.commandLine(), "table " + table + " cannot be read: " + why);
            return 1;
        }
    }

    private void print(ReportExport export, LocalDate first, LocalDate last)
            throws SQLException, IOException {
        try (CsvOut out = new CsvOut(new Outlet(Main.streams(spec).out()))) {
            export.read(first, last, out);
        } catch (Outlet.Failure e) {
            if (!e.nobodyReads()) {
                throw new SQLException(e);
            }
        }
    }

    /** Under another name until it is whole. */
    private void write(ReportExport export, LocalDate first, LocalDate last, String table)
            throws SQLException, StartupException {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new StartupException("there is no folder " + folder);
        }
        Path half = file.resolveSibling(file.getFileName() + ".part");
        try {
            long rows;
            try (OutputStream stream = Files.newOutputStream(half);
                    CsvOut out = new CsvOut(stream)) {
                rows = export.read(first, last, out);
            }
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
            PrintWriter out = spec.commandLine().getOut();
            out.println(String.format(Locale.ROOT, "%,d rows of %s are in %s", rows, table, file));
            out.flush();
        } catch (IOException e) {
            throw new StartupException(file + " cannot be written: " + e.getMessage(), e);
        } finally {
            half.toFile().delete();
        }
    }

    /** What writes the table that is meant: its table and mapping. */
    private Map<String, String> sink(ReportFiles files) throws StartupException {
        Map<String, String> names = new LinkedHashMap<>();
        for (ReportFlow report : files.all()) {
            if (report.name().equals(name) && report.sinks().size() > 1) {
                throw new StartupException(
                        "report "
                                + name
                                + " goes into several tables; name one of them: "
                                + String.join(", ", report.tables()));
            }
            if (report.name().equals(name) && report.sinks().size() == 1) {
                return report.sinks().values().iterator().next();
            }
            if (report.sinks().containsKey(name)) {
                return report.sinks().get(name);
            }
            names.put(report.name(), "");
            report.tables().forEach(table -> names.put(table, ""));
        }
        throw new StartupException(
                "there is no report or table '"
                        + name
                        + "' in the route files"
                        + Spelling.hintOrAll(name, names.keySet()));
    }

    /** The column that holds the day: date, or the one that is made of TikTok's day or hour. */
    private String day(String table, String mapping, Settings read)
            throws StartupException, IOException {
        String column = "";
        for (MappingTable.Line row :
                new MappingFolder(mappings, read).get(mapping).table().rows()) {
            if (row.to().text().equals(DAY)) {
                return DAY;
            }
            boolean time = row.paths().stream().anyMatch(path -> path.text().startsWith(TIME));
            column = time ? row.to().text() : column;
        }
        if (column.isEmpty()) {
            throw new StartupException(
                    "table " + table + " has no column for the day, by which rows are chosen");
        }
        return column;
    }
}
