package io.tiktokroutes.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.tools.Server;

/**
 * The way for our own commands into an H2 file that a running program has to itself: a port on this
 * machine, and a file beside the database, readable by its user only, that holds the address and
 * the key. Whoever can read that file can read the database file, too.
 *
 * <p>H2's own AUTO_SERVER does the same, but lets the database close itself while routes are still
 * stopping (it refuses DB_CLOSE_ON_EXIT=FALSE), and after a kill takes over three seconds longer to
 * start.
 */
public final class Door implements AutoCloseable {

    /** With or without the word file, but in no memory, archive or server. */
    private static final Pattern H2_FILE =
            Pattern.compile("jdbc:h2:(?:file:)?(?![A-Za-z]{2,}:)([^;]+)(?:;.*)?");

    private static final int KEY_BYTES = 32;
    private static final int MOST_BYTES = 1_000;

    static {
        // read by H2 once, when its first class is loaded; it would listen on every address
        if (System.getProperty("h2.bindAddress") == null) {
            System.setProperty("h2.bindAddress", "127.0.0.1");
        }
    }

    private final Path file;
    private final Server server;
    private final String address;

    private Door(Path file, Server server, String address) {
        this.file = file;
        this.server = server;
        this.address = address;
    }

    /** Called before H2 is touched, so that it listens on this machine only. */
    static void prepare() {
        // the work is done by the static block
    }

    /**
     * Opens the door of a database that this process has open; none for a database that several
     * processes may open by themselves.
     */
    static Optional<Door> open(String databaseUrl) throws SQLException, IOException {
        Optional<Path> database = databaseFile(databaseUrl);
        if (database.isEmpty()) {
            return Optional.empty();
        }
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        String key = HexFormat.of().formatHex(random);
        Server server =
                Server.createTcpServer(
                        "-tcpPort",
                        "0",
                        "-tcpDaemon",
                        "-ifExists",
                        "-key",
                        key,
                        database.get().toString());
        server.start();
        String address = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + key;
        Door door = new Door(beside(database.get()), server, address);
        door.write();
        return Optional.of(door);
    }

    /** The address that a running program left beside its database, if one runs. */
    static Optional<String> address(String databaseUrl) throws IOException {
        Optional<Path> database = databaseFile(databaseUrl);
        if (database.isEmpty()) {
            return Optional.empty();
        }
        Path file = beside(database.get());
        try {
            return Files.size(file) > MOST_BYTES
                    ? Optional.empty()
                    : Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Path beside(Path database) {
        return Path.of(database + ".door");
    }

    /** The path of an H2 file without its ending; empty for any other database. */
    static Optional<Path> databaseFile(String databaseUrl) {
        Matcher matcher = H2_FILE.matcher(databaseUrl);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String path = matcher.group(1).replaceFirst("^~", System.getProperty("user.home"));
        return Optional.of(Path.of(path).toAbsolutePath());
    }

    private void write() throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mine =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Path whole =
                Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new", mine);
        try {
            Files.write(whole, address.getBytes(StandardCharsets.UTF_8));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** Nobody comes in any more; who is inside is put out. */
    @Override
    public void close() {
        server.stop();
        try {
            if (Files.exists(file) && Files.readString(file).equals(address)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            // it leads nowhere now, and the next start writes it anew
        }
    }
}
