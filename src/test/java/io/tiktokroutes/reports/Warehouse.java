package io.tiktokroutes.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.runtime.ReportColumns;
import io.tiktokroutes.runtime.ReportDatabase;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.store.BothDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** A database of a user's own, such as {@code reports.url} names, and tables in it. */
final class Warehouse implements AutoCloseable {

    static final String ADS = "tiktok_ads_report";
    private static final ObjectMapper JSON = new ObjectMapper();

    final String url;
    private final ReportDatabase database;

    private Warehouse(String url, ReportDatabase database) {
        this.url = url;
        this.database = database;
    }

    static Warehouse open(String kind, Path folder) throws Exception {
        return at(BothDatabases.url(kind, folder), BothDatabases.user(kind));
    }

    static Warehouse at(String url, String user) throws Exception {
        Map<String, String> set = new HashMap<>();
        set.put("reports.url", url);
        set.put("reports.user", user);
        Settings settings =
                Settings.read(Path.of("none.properties"), Map.of(), new Properties()).with(set);
        return new Warehouse(url, ReportDatabase.of(settings, null));
    }

    /** The columns of a shipped mapping. */
    static List<ReportColumn> shipped(String mapping) throws Exception {
        Mappings mappings = new Mappings(Path.of("mappings"), name -> null);
        mappings.load();
        return ReportColumns.of(mappings, mapping);
    }

    /** Columns as {@code name:TYPE}. */
    static List<ReportColumn> columns(String... columns) {
        return Arrays.stream(columns)
                .map(column -> column.split(":"))
                .map(c -> new ReportColumn(c[0], ReportColumn.Type.valueOf(c[1])))
                .toList();
    }

    ReportTable table(List<ReportColumn> columns) {
        return new ReportTable(database.dataSource(), any -> columns, Duration.ofSeconds(1));
    }

    static Map<String, String> sink(String table, String key, String... more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("table", table);
        settings.put("key", key);
        settings.put("mapping", "the-mapping");
        for (String each : more) {
            settings.put(each.split("=")[0], each.split("=")[1]);
        }
        return settings;
    }

    static ReportWindow window(String from, String to) {
        return new ReportWindow("ads", "7", LocalDate.parse(from), LocalDate.parse(to));
    }

    /** Rows in JSON with single quotes; null for the window when they are written at once. */
    static Delivery write(
            ReportTable table, Map<String, String> sink, ReportWindow window, String... rows) {
        List<Record> records =
                IntStream.range(0, rows.length)
                        .mapToObj(i -> Record.of("r", "k" + i, json(rows[i])))
                        .toList();
        Delivery delivery = new Delivery(sink.get("table"), sink, null, records);
        table.write(delivery, window);
        return delivery;
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    Connection connection() throws SQLException {
        return database.dataSource().getConnection();
    }

    /** The cells of a query, a line for each row. */
    List<String> rows(String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    Object cell = rows.getObject(i);
                    cells.add(String.valueOf(cell));
                }
                lines.add(String.join("|", cells));
            }
        }
        return lines;
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
