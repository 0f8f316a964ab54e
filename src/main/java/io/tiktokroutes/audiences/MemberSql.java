package io.tiktokroutes.audiences;

import io.tiktokroutes.store.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * What is asked about many members at once, for each kind of database in the way that is quick
 * there: one by one where a statement costs no way over the network, in groups where it does.
 */
interface MemberSql {

    /** The stored version of those of the rows that have one. */
    Map<String, Long> versions(Connection connection, String destination, Collection<String> rows)
            throws SQLException;

    /** The identifiers of those of the rows that have any. */
    Map<String, Set<MemberId>> ids(
            Connection connection, String destination, Collection<String> rows) throws SQLException;

    /** Those of the identifiers that some row has. */
    Set<MemberId> owned(Connection connection, String destination, Collection<MemberId> ids)
            throws SQLException;

    /** The way of the database in use, found out at the first question. */
    final class Chosen {
        private volatile MemberSql way;

        MemberSql on(Connection connection) throws SQLException {
            if (way == null) {
                way =
                        switch (DatabaseKind.of(connection)) {
                            case H2 -> new MembersOneByOne();
                            case POSTGRESQL -> new MembersAtOnce();
                            case MARIADB -> new MembersInLists();
                        };
            }
            return way;
        }
    }
}
