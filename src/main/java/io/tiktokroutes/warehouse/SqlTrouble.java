package io.tiktokroutes.warehouse;

import io.tiktokroutes.store.DatabaseKind;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a database said of a query, in one line. Values of rows are never repeated: what a database
 * says of a value that it cannot convert may hold somebody's address.
 */
final class SqlTrouble {

    private static final String READ_ONLY = "25006";

    /** H2 marks the place inside of the statement that it repeats. */
    private static final Pattern H2_MARK = Pattern.compile("(?s)statement \"(.*?)\\[\\*]");

    private static final Pattern MARIADB_NEAR =
            Pattern.compile("(?s)near '(.*)' at line (\\d+)\\s*$");

    /** The name that is not known: the first thing in quotes. */
    private static final Pattern NAME = Pattern.compile("[\"'`]([^\"'`\\s]+)[\"'`]");

    private final SqlText sql;
    private final DatabaseKind database;

    SqlTrouble(SqlText sql, DatabaseKind database) {
        this.sql = sql;
        this.database = database;
    }

    /** The query does not stand the look of the database. */
    ModelException broken(SQLException e) {
        if (READ_ONLY.equals(e.getSQLState())) {
            return SqlText.changes("it");
        }
        int offset = offset(e);
        String where = offset < 0 ? "" : " at " + sql.place(offset);
        return new ModelException("the query is broken" + where + ": " + said(e), e);
    }

    /**
     * Reading ended before the last row.
     *
     * @param rows that were read before
     */
    ModelException lost(SQLException e, long rows) {
        if (READ_ONLY.equals(e.getSQLState())) {
            return SqlText.changes("it");
        }
        return new ModelException(
                (rows == 0
                                ? "the query failed"
                                : "the query failed after " + number(rows) + " rows")
                        + "; nothing was sent: "
                        + said(e),
                e);
    }

    static String number(long count) {
        return String.format(java.util.Locale.ROOT, "%,d", count);
    }

    /** The words of the database, unless they may hold values. */
    static String said(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.matches("(08|0A|25|28|3D|3F|40|42|53|54|55|57|58|90|HYC|HYT).*")
                || e.getCause() instanceof java.io.IOException) {
            return message(e);
        }
        String kind =
                state.startsWith("22")
                        ? "a value is not of the type or size that it must have"
                        : "the database gave up";
        return kind + " (SQL state " + (state.isEmpty() ? "unknown" : state) + ")";
    }

    private static String message(SQLException e) {
        String text = e.getMessage() == null ? e.toString() : e.getMessage();
        ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        if (server != null && server.getMessage() != null) {
            text = server.getMessage();
        }
        // H2 repeats the statement, and MariaDB's driver begins with the number of its connection
        text = text.split("(; SQL statement:| in SQL statement )", 2)[0];
        text = text.replaceFirst("^(?:\\(conn=-?\\d+\\) )+", "");
        text = MARIADB_NEAR.matcher(text).replaceFirst("");
        return text.lines().findFirst().orElse("").strip().replaceFirst(" \\[\\d+-\\d+]$", "");
    }

    /** Where the mistake stands in the model; -1 when that cannot be told. */
    private int offset(SQLException e) {
        String text = e.getMessage() == null ? "" : e.getMessage();
        if (database == DatabaseKind.POSTGRESQL && e instanceof PSQLException p) {
            ServerErrorMessage server = p.getServerErrorMessage();
            if (server != null && server.getPosition() > 0) {
                return sql.offsetOfCharacter(server.getPosition() - 1);
            }
        }
        Matcher mark = H2_MARK.matcher(text);
        if (database == DatabaseKind.H2 && mark.find()) {
            return mark.group(1).replace("\"\"", "\"").length();
        }
        Matcher near = MARIADB_NEAR.matcher(text);
        if (near.find()) {
            String piece = near.group(1);
            return piece.isEmpty()
                    ? sql.statement().length()
                    : sql.find(piece, Integer.parseInt(near.group(2)));
        }
        Matcher name = NAME.matcher(message(e));
        return name.find() ? sql.find(name.group(1)) : -1;
    }
}
