package io.tiktokroutes.reports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the table of a report whose columns are those of a mapping. */
final class TableMaker {

    /**
     * The table whose columns are promised to the last character, and how our own database has it.
     */
    private static final String ADS_REPORT = "tiktok_ads_report";

    private static final String ADS_REPORT_SQL = "/db/migration/V2__tiktok_ads_report.sql";

    /** What an index of MariaDB holds, 3,072 bytes, in characters of four. */
    private static final int INDEX_CHARACTERS = 768;

    /** PostgreSQL's 63 without what is put behind. */
    private static final int LONGEST_NAME = 59;

    private static final int ID = 191;
    private static final int NAME = 1024;

    private static final Pattern COMMENT = Pattern.compile("(?m)^--.*$");

    private final Connection connection;
    private final Dialect dialect;

    TableMaker(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** The statements that make the table: itself, and the index that keeps each row single. */
    List<String> statements(TableSettings wanted, List<ReportColumn> columns) throws SQLException {
        if (wanted.table().equals(ADS_REPORT)) {
            return adsReport();
        }
        List<String> lines = new ArrayList<>();
        for (ReportColumn column : columns) {
            lines.add(quoted(column.name()) + " " + type(wanted, columns, column));
        }
        return List.of(
                "create table %s (%s)%s"
                        .formatted(wanted.table(), String.join(", ", lines), dialect.options()),
                uniqueIndex(wanted, wanted.table()));
    }

    void make(TableSettings wanted, List<ReportColumn> columns) throws SQLException {
        try (Statement create = connection.createStatement()) {
            for (String statement : statements(wanted, columns)) {
                create.execute(statement);
            }
        }
    }

    /** The statement that adds what a table lacks. */
    String addition(TableSettings wanted, List<ReportColumn> columns, List<ReportColumn> missing)
            throws SQLException {
        List<String> additions = new ArrayList<>();
        for (ReportColumn column : missing) {
            additions.add(
                    "add column " + quoted(column.name()) + " " + type(wanted, columns, column));
        }
        // H2 takes one addition at a time
        return dialect instanceof H2Dialect
                ? additions.stream()
                        .map(addition -> "alter table " + wanted.table() + " " + addition)
                        .collect(Collectors.joining("; "))
                : "alter table " + wanted.table() + " " + String.join(", ", additions);
    }

    /** The statement that keeps each row single in a table that somebody else made. */
    String missingIndex(TableSettings wanted) throws SQLException {
        return uniqueIndex(wanted, wanted.table() + "_" + String.join("_", wanted.key()));
    }

    private String uniqueIndex(TableSettings wanted, String name) throws SQLException {
        List<String> key = new ArrayList<>();
        for (String column : wanted.key()) {
            key.add(quoted(column));
        }
        return "create unique index %s_key on %s (%s)"
                .formatted(
                        name.substring(0, Math.min(LONGEST_NAME, name.length())),
                        wanted.table(),
                        String.join(", ", key));
    }

    String type(TableSettings wanted, List<ReportColumn> columns, ReportColumn column) {
        if (column.type() != ReportColumn.Type.TEXT) {
            return dialect.type(column.type());
        }
        if (wanted.key().contains(column.name())) {
            return "varchar(" + Math.min(ID, INDEX_CHARACTERS / texts(wanted, columns)) + ")";
        }
        if (column.name().endsWith("_id")) {
            return "varchar(" + ID + ")";
        }
        return column.name().endsWith("_name")
                ? "varchar(" + NAME + ")"
                : dialect.type(ReportColumn.Type.TEXT);
    }

    /** How many columns of the key are texts of any length. */
    private static int texts(TableSettings wanted, List<ReportColumn> columns) {
        return (int)
                        columns.stream()
                                .filter(column -> wanted.key().contains(column.name()))
                                .filter(column -> column.type() == ReportColumn.Type.TEXT)
                                .count()
                + 1; // days and numbers need a little of it, too
    }

    private List<String> adsReport() {
        try (InputStream in = TableMaker.class.getResourceAsStream(ADS_REPORT_SQL)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<String> statements = new ArrayList<>();
            for (String statement : COMMENT.matcher(text).replaceAll("").split(";")) {
                if (!statement.isBlank()) {
                    boolean table = statement.strip().startsWith("create table");
                    statements.add(statement.strip() + (table ? dialect.options() : ""));
                }
            }
            return statements;
        } catch (IOException e) {
            throw new IllegalStateException("the jar lacks " + ADS_REPORT_SQL, e);
        }
    }

    /** The name as our tables have it, also when it is a word of SQL's own. */
    String quoted(String name) throws SQLException {
        DatabaseMetaData about = connection.getMetaData();
        String quote = about.getIdentifierQuoteString();
        String stored = about.storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
        return quote + stored + quote;
    }
}
