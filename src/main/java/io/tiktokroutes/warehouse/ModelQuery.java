package io.tiktokroutes.warehouse;

import io.tiktokroutes.store.DatabaseKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * One execution of a query in the warehouse, row by row. Nothing is changed there: the transaction
 * is for reading, and is rolled back.
 *
 * <p>How many rows come at once follows from how large they are, so that a fetch holds a few
 * megabytes whether rows are small or not.
 */
final class ModelQuery implements AutoCloseable {

    private static final int FIRST_FETCH = 20;
    private static final int MOST_FETCHED = 1_000;
    private static final long FETCH_BYTES = 4_000_000;

    private final DatabaseKind database;
    private final SqlTrouble trouble;
    private final Connection connection;
    private final PreparedStatement statement;
    private ResultSet rows;
    private long read;
    private long largest = 1;
    private int fetch = FIRST_FETCH;
    private long adaptAt = FIRST_FETCH;
    private boolean ended;
    private boolean closed;

    private ModelQuery(
            DatabaseKind database,
            SqlTrouble trouble,
            Connection connection,
            PreparedStatement statement) {
        this.database = database;
        this.trouble = trouble;
        this.connection = connection;
        this.statement = statement;
    }

    /**
     * Has the query looked at by the database; it does not run yet.
     *
     * @throws ModelException when the warehouse cannot be reached, or the query is broken
     */
    static ModelQuery prepared(DataSource warehouse, Model model) {
        Connection connection = null;
        try {
            connection = warehouse.getConnection();
            DatabaseKind database = DatabaseKind.of(connection);
            SqlText sql = model.sql(database);
            SqlTrouble trouble = new SqlTrouble(sql, database);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try {
                PreparedStatement statement =
                        connection.prepareStatement(
                                database == DatabaseKind.POSTGRESQL
                                        ? sql.withoutParameters()
                                        : sql.statement(),
                                ResultSet.TYPE_FORWARD_ONLY,
                                ResultSet.CONCUR_READ_ONLY);
                statement.setFetchSize(FIRST_FETCH);
                ModelQuery query = new ModelQuery(database, trouble, connection, statement);
                if (query.about() == null) {
                    throw model.wrong(SqlText.changes("it"));
                }
                return query;
            } catch (SQLException e) {
                throw isGone(e) ? unreachable(e) : model.wrong(trouble.broken(e));
            }
        } catch (SQLException e) {
            close(connection);
            throw unreachable(e);
        } catch (RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    private static boolean isGone(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("08");
    }

    private static ModelException unreachable(SQLException e) {
        SQLException first = e;
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException cause && cause.getSQLState() != null) {
                first = cause; // the pool says only that it waited
            }
        }
        return new ModelException(
                "the warehouse cannot be reached: "
                        + SqlTrouble.said(first)
                        + "; check warehouse.url, warehouse.user and warehouse.password",
                e);
    }

    private ResultSetMetaData about() throws SQLException {
        ResultSetMetaData about = statement.getMetaData();
        return about == null || about.getColumnCount() == 0 ? null : about;
    }

    ModelColumns columns(String primaryKey) {
        try {
            return ModelColumns.of(about(), database, primaryKey);
        } catch (SQLException e) {
            throw trouble.broken(e);
        }
    }

    void run() {
        try {
            rows = statement.executeQuery();
        } catch (SQLException e) {
            throw trouble.lost(e, 0);
        }
    }

    /** Goes to the next row; false when there is none. */
    boolean next() {
        try {
            ended = !rows.next();
            if (!ended && ++read >= adaptAt) {
                adapt();
            }
            return !ended;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The current row. */
    ResultSet row() {
        return rows;
    }

    /** How many rows were read. */
    long read() {
        return read;
    }

    ModelException failed(SQLException e) {
        return trouble.lost(e, read);
    }

    /** Tells how large the current row is. */
    void weighs(long bytes) {
        largest = Math.max(largest, bytes);
    }

    private void adapt() throws SQLException {
        long fits = Math.max(2, Math.min(MOST_FETCHED, FETCH_BYTES / largest));
        // the next rows may be larger than those so far
        fetch = (int) Math.min(fits, fetch * 2L);
        rows.setFetchSize(fetch);
        adaptAt = read + fetch;
        largest = Math.max(1, largest / 2);
    }

    /** Ends the query, if it is still under way; for other threads. */
    synchronized void cancel() throws SQLException {
        if (closed) {
            return; // another query may have the connection by now
        }
        if (database == DatabaseKind.POSTGRESQL) {
            // its statement counts as idle while further rows are fetched
            connection.unwrap(PGConnection.class).cancelQuery();
        } else {
            statement.cancel();
        }
    }

    private synchronized void leave() {
        closed = true;
    }

    @Override
    public void close() {
        leave();
        try {
            if (rows != null && !ended) {
                statement.cancel(); // MariaDB would read the rest to throw it away
            }
            statement.close();
            connection.rollback();
        } catch (SQLException e) {
            // it is closed below, and who reads has the reason why it failed
        }
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // the pool throws it away
        }
    }
}
