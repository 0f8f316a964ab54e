package io.tiktokroutes.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What routes, mappings and lookups said each time they were activated: kept for good. */
public final class FileVersions {

    /** A longer content does not fit the table. */
    public static final int MOST_CHARACTERS = 1_000_000;

    /**
     * One version.
     *
     * @param file such as {@code routes/leads-to-cdp.camel.yaml}
     * @param number 1, 2, 3 and so on
     * @param digest SHA-256 of the content in UTF-8, in lower-case hex
     * @param characters how long the content is
     */
    public record Version(
            String file, int number, String digest, int characters, Instant activatedAt) {}

    private final Sql sql;

    public FileVersions(Sql sql) {
        this.sql = sql;
    }

    /** SHA-256 of a content, as versions are told apart. */
    public static String digest(String content) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Keeps a content as the newest version of its file, unless it is that already.
     *
     * @param content no longer than {@link #MOST_CHARACTERS}
     * @return whether it is a version of its own now
     */
    public boolean keep(String file, String content, Instant activatedAt) throws SQLException {
        String digest = digest(content);
        // another process on the same database may keep one in between
        return sql.insistently(c -> keep(c, file, content, digest, activatedAt));
    }

    private static boolean keep(
            Connection connection, String file, String content, String digest, Instant at)
            throws SQLException {
        int last = 0;
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select version, digest from file_version where file = ?"
                                + " order by version desc fetch first 1 rows only")) {
            select.setString(1, file);
            try (ResultSet rows = select.executeQuery()) {
                if (rows.next()) {
                    if (rows.getString(2).equals(digest)) {
                        return false;
                    }
                    last = rows.getInt(1);
                }
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into file_version (file, version, digest, content, activated_at)"
                                + " values (?, ?, ?, ?, ?)")) {
            insert.setString(1, file);
            insert.setInt(2, last + 1);
            insert.setString(3, digest);
            insert.setString(4, content);
            insert.setObject(5, Sql.utc(at));
            return insert.executeUpdate() == 1;
        }
    }

    /** When a file was last activated; long ago when none ever was. */
    public Instant lastActivation() throws SQLException {
        return sql.transaction(
                connection -> {
                    try (PreparedStatement select =
                                    connection.prepareStatement(
                                            "select max(activated_at) from file_version");
                            ResultSet rows = select.executeQuery()) {
                        rows.next();
                        LocalDateTime at = rows.getObject(1, LocalDateTime.class);
                        return at == null ? Instant.EPOCH : Sql.instant(at);
                    }
                });
    }

    /** The last version of every file, by name. */
    public List<Version> latest() throws SQLException {
        return versions(
                " where version = (select max(version) from file_version newer"
                        + " where newer.file = file_version.file) order by file",
                null);
    }

    /** All versions of a file, the newest first. */
    public List<Version> of(String file) throws SQLException {
        return versions(" where file = ? order by version desc", file);
    }

    private List<Version> versions(String rest, String file) throws SQLException {
        return sql.transaction(
                connection -> {
                    List<Version> versions = new ArrayList<>();
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select file, version, digest, char_length(content),"
                                            + " activated_at from file_version"
                                            + rest)) {
                        if (file != null) {
                            select.setString(1, file);
                        }
                        try (ResultSet rows = select.executeQuery()) {
                            while (rows.next()) {
                                LocalDateTime at = rows.getObject(5, LocalDateTime.class);
                                versions.add(
                                        new Version(
                                                rows.getString(1),
                                                rows.getInt(2),
                                                rows.getString(3),
                                                rows.getInt(4),
                                                Sql.instant(at)));
                            }
                        }
                    }
                    return versions;
                });
    }

    /** What a version said, if there is one of that number. */
    public Optional<String> content(String file, int version) throws SQLException {
        return sql.transaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select content from file_version where file = ?"
                                            + " and version = ?")) {
                        select.setString(1, file);
                        select.setInt(2, version);
                        try (ResultSet rows = select.executeQuery()) {
                            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                        }
                    }
                });
    }
}
