package io.tiktokroutes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Tables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our tables are the same on all databases, although MariaDB has scripts of its own. */
class SameTablesTest {

    @TempDir Path folder;

    @Test
    void everyColumnAndKeyIsOnEachDatabase() throws Exception {
        Set<String> h2 = tables("H2");
        assertThat(h2)
                .contains(
                        "inbox.record_key varchar(256) not null",
                        "inbox.ready_at timestamp(3) not null",
                        "inbox unique [inbox, record_key]",
                        "inbox index [inbox, ready_at, id]",
                        "ledger primary key [inbox, record_key, destination]");
        assertThat(tables("PostgreSQL")).containsExactlyInAnyOrderElementsOf(h2);
        Set<String> maria = tables("MariaDB");
        assertThat(without(h2, maria))
                .as("db/migration makes it and db/mariadb does not; write it into the sister there")
                .isEmpty();
        assertThat(without(maria, h2))
                .as("db/mariadb makes it and db/migration does not")
                .isEmpty();
    }

    private Set<String> tables(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            return Tables.describe(database.dataSource());
        }
    }

    private static Set<String> without(Set<String> all, Set<String> those) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(those);
        return rest;
    }

    /** What MariaDB would do otherwise: take 'a' for 'A' and for 'a ', and move times by zones. */
    @Test
    void onMariaDbTextIsEqualToItselfAloneAndTimesHaveNoZone() throws Exception {
        try (Database database = BothDatabases.open("MariaDB", folder)) {
            assertThat(
                            rows(
                                    database,
                                    "select distinct engine, table_collation"
                                            + " from information_schema.tables"
                                            + " where table_schema = database()"
                                            + " and table_name <> 'flyway_schema_history'"))
                    .containsExactly("InnoDB utf8mb4_nopad_bin");
            assertThat(
                            rows(
                                    database,
                                    "select table_name, column_name"
                                            + " from information_schema.columns"
                                            + " where table_schema = database()"
                                            + " and table_name <> 'flyway_schema_history'"
                                            + " and (data_type = 'timestamp'"
                                            + " or collation_name <> 'utf8mb4_nopad_bin')"))
                    .isEmpty();
        }
    }

    private static List<String> rows(Database database, String query) throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(query)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1) + " " + rows.getString(2));
            }
            return found;
        }
    }

    /** On MariaDB half of a script that failed stays, and Flyway would never go on. */
    @Test
    void whatFailedHalfwayOnMariaDbIsFinishedAtTheNextStart() throws Exception {
        String url = BothDatabases.url("MariaDB", folder);
        String name = url.substring(url.lastIndexOf('/') + 1);
        BothDatabases.onMariaDb(
                "create user half@localhost identified by 'way'",
                "grant select, insert, update, delete on " + name + ".* to half@localhost",
                "grant create on " + name + ".flyway_schema_history to half@localhost",
                "grant create on " + name + ".inbox to half@localhost");
        assertThat(catchThrowableOfType(StartupException.class, () -> open(url)))
                .hasMessageContaining(url + " could not be brought up to date")
                .hasMessageContaining("CREATE command denied to user 'half'")
                .hasMessageNotContaining("way'");
        BothDatabases.onMariaDb("grant create on " + name + ".* to half@localhost");
        try (Database database = open(url)) {
            assertThat(rows(database, "select count(*), '' from secret")).containsExactly("0 ");
        }
    }

    private static Database open(String url) throws StartupException {
        return Database.open(url, "half", "way");
    }
}
