package io.tiktokroutes.cli;

import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.spelling.Spelling;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.warehouse.runs.PastRun;
import io.tiktokroutes.warehouse.runs.RunBook;
import io.tiktokroutes.warehouse.runs.RunRows;
import io.tiktokroutes.warehouse.runs.RunRows.Line;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code syncs rows}: what became of each row that a run handed on. */
@Command(
        name = "rows",
        description = {
            "Lists the rows that a run handed on, each with what its destinations made of it by now.",
            "With --key the runs that handed on that row. Rows are kept for runs.retention."
        },
        mixinStandardHelpOptions = true)
final class SyncRowsCommand implements Callable<Integer> {

    /** So many runs are looked at for one key. */
    private static final int MOST_RUNS = 10_000;

    /** Lines of a table; a file takes all. */
    private static final int SHOWN = 50;

    /** Enough was printed. */
    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Mixin private SyncOptions options;

    @Option(names = "--run", paramLabel = "N", description = "The run; the last one if not given.")
    private Long run;

    @Option(names = "--key", paramLabel = "KEY", description = "The row of this primary key.")
    private String key;

    @Option(
            names = "--outcome",
            paramLabel = "WORD",
            split = ",",
            description = "delivered, skipped, refused, failed or waiting; several with commas.")
    private String[] outcomes = {};

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "So many lines at most; 50 for the table, all for CSV and JSON.")
    private Long limit;

    @Option(names = "--csv", description = "As CSV, with the names of the columns first.")
    private boolean csv;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        check();
        return options.<IOException>with((sync, sql, settings) -> print(sync, sql));
    }

    private void check() throws StartupException {
        for (String word : outcomes) {
            if (!RowLines.OUTCOMES.contains(word)) {
                throw new StartupException(
                        "there is no outcome '"
                                + word
                                + "'"
                                + Spelling.hintOrAll(word, RowLines.OUTCOMES));
            }
        }
        if (csv && json) {
            throw new StartupException("write --csv or --json, not both");
        }
        if (limit != null && limit < 1) {
            throw new StartupException("--limit is " + limit + "; write 1 or more");
        }
    }

    private int print(NamedSync sync, Sql sql) throws IOException, SQLException, StartupException {
        List<PastRun> runs = runs(sync, new RunBook(sql));
        RunRows rows = new RunRows(sql);
        if (csv) {
            // not closed: what is behind it is the process's own output
            CsvOut out = new CsvOut(new Unclosed(Main.streams(spec).out()));
            try (out) {
                out.columns(RowLines.COLUMNS);
                each(sync, rows, runs, line -> out.row(RowLines.cells(line)));
            }
        } else if (json) {
            NdjsonOut out = new NdjsonOut(Main.streams(spec).out());
            each(sync, rows, runs, line -> out.write(RowLines.json(line)));
            out.flush();
        } else {
            table(sync, rows, runs);
        }
        return 0;
    }

    private List<PastRun> runs(NamedSync sync, RunBook book) throws SQLException, StartupException {
        if (run == null) {
            List<PastRun> runs = book.of(sync.name(), key == null ? 1 : MOST_RUNS);
            if (runs.isEmpty()) {
                throw new StartupException(
                        sync.name() + " did not run yet, or its runs were forgotten");
            }
            return runs;
        }
        return List.of(
                book.find(run)
                        .filter(found -> found.sync().equals(sync.name()))
                        .orElseThrow(
                                () ->
                                        new StartupException(
                                                sync.name()
                                                        + " has no run "
                                                        + run
                                                        + ", or it was forgotten; syncs runs "
                                                        + sync.name()
                                                        + " lists them")));
    }

    private void table(NamedSync sync, RunRows rows, List<PastRun> runs)
            throws IOException, SQLException {
        if (limit == null) {
            limit = (long) SHOWN;
        }
        PrintWriter out = spec.commandLine().getOut();
        Table table = RowLines.table();
        boolean all = each(sync, rows, runs, line -> table.add(RowLines.shown(line)));
        if (table.isEmpty()) {
            out.println(
                    sync.keepsRows()
                            ? "no row of that kind was handed on"
                            : sync.name()
                                    + " has the mode all, which keeps no rows: syncs runs "
                                    + sync.name()
                                    + " counts them, and log --destination lists those that were"
                                    + " refused");
        } else {
            table.print(out);
        }
        if (!all) {
            out.println();
            out.println("These are the first " + limit + "; --limit, --csv and --json give more.");
        }
        out.flush();
    }

    /** False when there are more than wanted. */
    private boolean each(
            NamedSync sync, RunRows rows, List<PastRun> runs, RunRows.Taker<IOException> taker)
            throws IOException, SQLException {
        long[] left = {limit == null ? Long.MAX_VALUE : limit};
        RunRows.Taker<IOException> wanted =
                line -> {
                    if (outcomes.length == 0
                            || Arrays.asList(outcomes).contains(RowLines.outcome(line))) {
                        if (left[0]-- == 0) {
                            throw new Enough();
                        }
                        taker.take(line);
                    }
                };
        try {
            for (PastRun each : runs) {
                if (key == null) {
                    rows.each(each, sync.inbox(), wanted);
                } else {
                    for (Line line : rows.of(each, sync.inbox(), key)) {
                        wanted.take(line);
                    }
                }
            }
            return true;
        } catch (Enough e) {
            return false;
        }
    }
}
