package io.tiktokroutes.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of database that our tables live in; where their SQL differs, it is asked for here. */
public enum DatabaseKind {
    H2("jdbc:h2:", "H2"),
    POSTGRESQL("jdbc:postgresql:", "PostgreSQL"),
    MARIADB("jdbc:mariadb:", "MariaDB");

    private final String scheme;
    private final String product;

    DatabaseKind(String scheme, String product) {
        this.scheme = scheme;
        this.product = product;
    }

    /** Empty for a URL of any other kind. */
    public static Optional<DatabaseKind> of(String url) {
        return Stream.of(values()).filter(kind -> kind.is(url)).findFirst();
    }

    /**
     * The kind of database behind a connection.
     *
     * @throws SQLException when it is none of them
     */
    public static DatabaseKind of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return Stream.of(values())
                .filter(kind -> kind.product.equals(product))
                .findFirst()
                .orElseThrow(() -> new SQLException("our tables do not live in " + product));
    }

    public boolean is(String url) {
        return url.startsWith(scheme);
    }
}
