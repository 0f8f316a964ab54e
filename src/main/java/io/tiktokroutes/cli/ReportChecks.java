package io.tiktokroutes.cli;

import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.reports.ReportTable;
import io.tiktokroutes.reports.TableException;
import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.DatabaseProbe;
import io.tiktokroutes.runtime.ReportColumns;
import io.tiktokroutes.runtime.ReportDatabase;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.tiktok.AdAccount;
import io.tiktokroutes.tiktok.TikTokException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code check} tells of the reports that run: table, database and where days begin. */
final class ReportChecks {

    private static final String ALL = "reports";
    private static final Path ROUTES = Path.of("routes");
    private static final Path MAPPINGS = Path.of("mappings");

    /** So many ad accounts are told of each report. */
    private static final int MOST_TOLD = 5;

    /** So many TikTok tells of at once. */
    private static final int MOST_ASKED = 100;

    private final Settings settings;
    private final Connections connections;
    private List<AdAccount> asked = List.of();
    private String unasked = "";

    ReportChecks(Settings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    List<Checked> run() {
        if (!Files.isDirectory(ROUTES)) {
            return List.of();
        }
        DatabaseProbe probe = new DatabaseProbe(settings);
        try (ReportDatabase database = ReportDatabase.of(settings, probe.dataSource())) {
            List<ReportFlow> reports = new ReportFiles(ROUTES, settings).active();
            if (reports.isEmpty()) {
                return List.of();
            }
            boolean ours = settings.find("reports.url").isEmpty();
            DatabaseProbe.Found found = ours ? probe.look() : DatabaseProbe.Found.REACHED;
            boolean none = found == DatabaseProbe.Found.NOT_MADE_YET;
            if (found == DatabaseProbe.Found.IN_USE && !letsUsIn(probe)) {
                return List.of(Checked.not(ALL, "the database is open in another process"));
            }
            ReportTable tables = new ReportTable(database.dataSource());
            askForAccounts();
            List<Checked> lines = new ArrayList<>();
            for (ReportFlow report : reports) {
                lines.add(line(report, none ? null : tables));
            }
            return lines;
        } catch (StartupException e) {
            return List.of(Checked.failed(ALL, e.getMessage()));
        } catch (SQLException e) {
            return List.of(Checked.not(ALL, "the database has to be reached first"));
        }
    }

    /** True when it is a program of ours that has the database open. */
    private static boolean letsUsIn(DatabaseProbe probe) {
        try (Connection connection = probe.dataSource().getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * @param tables null when there is no database yet
     */
    private Checked line(ReportFlow report, ReportTable tables) {
        String name = "report " + report.name();
        try {
            for (Map<String, String> sink : report.sinks().values()) {
                if (tables != null) {
                    tables.look(sink, ReportColumns.of(mapping(sink)));
                }
            }
        } catch (TableException | IllegalArgumentException e) {
            return Checked.failed(name, e.getMessage());
        } catch (StartupException | IOException e) {
            return Checked.failed(name, "its mapping cannot be read; see lint");
        }
        String table = String.join(", ", report.tables());
        return Checked.ok(
                name,
                table
                        + (tables == null ? " is made at the first start" : " takes its rows")
                        + "; "
                        + days(report));
    }

    private MappingTable mapping(Map<String, String> sink) throws StartupException, IOException {
        return new MappingFolder(MAPPINGS, settings).get(sink.getOrDefault("mapping", "")).table();
    }

    /** In which time zone the days of each ad account begin. */
    private String days(ReportFlow report) {
        List<String> own =
                Arrays.stream(report.parameter("advertisers").split("[,\\s]+"))
                        .filter(id -> !id.isEmpty())
                        .toList();
        List<AdAccount> accounts =
                asked.stream()
                        .filter(account -> own.isEmpty() || own.contains(account.id()))
                        .toList();
        if (accounts.isEmpty()) {
            return "in which time zone its days begin is not known: "
                    + (unasked.isEmpty() ? "it has no ad account" : unasked);
        }
        int more = accounts.size() - MOST_TOLD;
        return "days of "
                + accounts.stream()
                        .limit(MOST_TOLD)
                        .map(account -> account.id() + " in " + account.timeZone())
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and of " + more + " more" : "");
    }

    private void askForAccounts() {
        try {
            List<String> ids = connections.advertisers().ids();
            asked =
                    connections
                            .advertisers()
                            .details(ids.subList(0, Math.min(MOST_ASKED, ids.size())));
        } catch (TikTokException e) {
            unasked = e.getMessage();
        }
    }
}
