package io.tiktokroutes.inbox;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Records that failed and wait for their next try: brought forward when the reason is gone. */
public final class Waiting {

    /** So many in one transaction: others want to write to the table meanwhile. */
    private static final int PIECE = 5_000;

    private static final String WAIT =
            " ready_at > ? and (claimed_until is null or claimed_until < ?)";

    private final Sql sql;
    private final Clock clock;

    public Waiting(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Makes every waiting record ready and wakes those who take them.
     *
     * @return how many there were
     */
    public long rush(InboxComponent component) throws SQLException {
        LocalDateTime now = Sql.utc(clock.instant());
        long rushed = 0;
        for (String inbox : sql.transaction(connection -> inboxes(connection, now))) {
            int piece;
            do {
                piece = sql.transaction(connection -> rush(connection, inbox, now));
                rushed += piece;
                component.inbox(inbox).wake();
            } while (piece == PIECE);
        }
        return rushed;
    }

    private static List<String> inboxes(Connection connection, LocalDateTime now)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select distinct inbox from inbox where" + WAIT)) {
            select.setObject(1, now);
            select.setObject(2, now);
            List<String> inboxes = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    inboxes.add(rows.getString(1));
                }
            }
            return inboxes;
        }
    }

    private static int rush(Connection connection, String inbox, LocalDateTime now)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update inbox set ready_at = ? where id in (select id from (select id from inbox"
                                + " where inbox = ? and"
                                + WAIT
                                + " order by ready_at, id fetch first "
                                + PIECE
                                // MariaDB takes a limit only one level further down
                                + " rows only) piece)")) {
            update.setObject(1, now);
            update.setString(2, inbox);
            update.setObject(3, now);
            update.setObject(4, now);
            return update.executeUpdate();
        }
    }
}
