package io.tiktokroutes.warehouse.runs;

import io.tiktokroutes.store.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Whether rows of one run are still in their inbox.
 *
 * <p>It goes through the rows in their order and stops at the first that is; the next look goes on
 * from there. So all looks together cost as much as one, however long a destination is down.
 */
final class WaitingRows {

    static final int PAGE = 5000;

    /** So many pages at one look: others wait for their turn. */
    private static final int MOST_PAGES = 20;

    /** The keys of a page are looked up one by one, whatever else is in the inbox. */
    private static final String NEXT =
            "select max(page.row_key), min(case when exists (select 1 from inbox waiting"
                    + " where waiting.inbox = ? and waiting.record_key = page.record_key)"
                    + " then page.row_key end)"
                    + " from (select row_key, record_key from model_run_row"
                    + " where run_id = ? and row_key >= ? order by run_id, row_key"
                    + " fetch first "
                    + PAGE
                    + " rows only) page";

    /**
     * @param last null when there is no row any more; first the first row that waits, or null
     */
    private record Found(String last, String first) {}

    private final Sql sql;
    private final long run;
    private String from = "";

    WaitingRows(Sql sql, long run) {
        this.sql = sql;
        this.run = run;
    }

    /** True when at least one row waits, or not all were looked at yet. */
    boolean are(String inbox) throws SQLException {
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Found found = find(inbox);
            if (found.first() != null) {
                from = found.first();
                return true;
            }
            if (found.last() == null || found.last().equals(from)) {
                return false;
            }
            from = found.last();
        }
        return true;
    }

    private Found find(String inbox) throws SQLException {
        return sql.transaction(
                connection -> {
                    try (PreparedStatement select = connection.prepareStatement(NEXT)) {
                        select.setString(1, inbox);
                        select.setLong(2, run);
                        select.setString(3, from);
                        try (ResultSet row = select.executeQuery()) {
                            row.next();
                            return new Found(row.getString(1), row.getString(2));
                        }
                    }
                });
    }
}
