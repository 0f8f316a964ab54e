package io.tiktokroutes.runtime;

import io.tiktokroutes.store.DatabaseKind;
import java.util.List;
import java.util.Locale;

/** What is added to the URL of a database before it is opened, and what is shown of it. */
public final class DatabaseUrl {

    private DatabaseUrl() {}

    /**
     * The kind of database.
     *
     * @throws StartupException when our tables cannot live there; the message says what to write
     */
    static DatabaseKind kind(String url) throws StartupException {
        if (url.startsWith("jdbc:mysql:")) {
            throw new StartupException(
                    "database.url is '"
                            + shown(url)
                            + "'; MySQL is none of the databases the program runs on. If the server"
                            + " is a MariaDB, write jdbc:mariadb:"
                            + shown(url).substring("jdbc:mysql:".length()));
        }
        return DatabaseKind.of(url)
                .orElseThrow(
                        () ->
                                new StartupException(
                                        "database.url is '"
                                                + shown(url)
                                                + "'; write a JDBC URL of H2, PostgreSQL or"
                                                + " MariaDB, such as"
                                                + " jdbc:postgresql://localhost:5432/tiktok or"
                                                + " jdbc:mariadb://localhost:3306/tiktok"));
    }

    /**
     * With the options we count on, where the user has not set them. H2 writes a commit to disk up
     * to half a second later unless told otherwise, and would close itself while the routes are
     * still stopping. PostgreSQL's driver sends a batch of inserts as one statement only when asked
     * to, and would repeat what was to be stored, which is personal data, in the message of every
     * failure. MariaDB's driver would wait half a minute for a host that is not there, and hand any
     * file of ours to a server that asks for it.
     */
    public static String tuned(String url) {
        if (DatabaseKind.H2.is(url)) {
            return with(url, ";", ";", List.of("WRITE_DELAY=0", "DB_CLOSE_ON_EXIT=FALSE"));
        }
        if (DatabaseKind.POSTGRESQL.is(url)) {
            return with(
                    url,
                    "?",
                    "&",
                    List.of("reWriteBatchedInserts=true", "logServerErrorDetail=false"));
        }
        if (DatabaseKind.MARIADB.is(url)) {
            return with(url, "?", "&", List.of("connectTimeout=10000", "allowLocalInfile=false"));
        }
        return url;
    }

    /**
     * The address of an H2 database for one who only looks: none is made, and where another process
     * has the file, H2 leaves no trace file with a stack trace beside it.
     */
    public static String looking(String url) {
        return with(url, ";", ";", List.of("IFEXISTS=TRUE", "TRACE_LEVEL_FILE=0"));
    }

    private static String with(String url, String first, String next, List<String> options) {
        StringBuilder all = new StringBuilder(url);
        for (String option : options) {
            String name = option.substring(0, option.indexOf('=') + 1).toUpperCase(Locale.ROOT);
            if (!url.toUpperCase(Locale.ROOT).contains(name)) {
                all.append(all.indexOf(first) < 0 ? first : next).append(option);
            }
        }
        return all.toString();
    }

    /** Without its options, which may hold a password. */
    static String shown(String url) {
        return url.split("[?;]", 2)[0];
    }
}
