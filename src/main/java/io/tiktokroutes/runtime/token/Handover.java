package io.tiktokroutes.runtime.token;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file beside an H2 database in which {@code authorize} leaves a sealed token while a running
 * program has the database to itself.
 *
 * <p>H2 can let a second process in (AUTO_SERVER), but then it closes itself while routes are still
 * stopping (it refuses DB_CLOSE_ON_EXIT=FALSE), opens a port, and after a kill takes over three
 * seconds longer to start.
 */
public final class Handover {

    /** With or without the word file, but in no memory, archive or server. */
    private static final Pattern H2_FILE =
            Pattern.compile("jdbc:h2:(?:file:)?(?![A-Za-z]{2,}:)([^;]+)(?:;.*)?");

    /** Far more than a sealed token needs. */
    private static final int MOST_BYTES = 16_384;

    private final Path file;

    private Handover(Path file) {
        this.file = file;
    }

    /** The file for a database; empty for a database that several processes may open. */
    public static Optional<Handover> beside(String databaseUrl) {
        Matcher matcher = H2_FILE.matcher(databaseUrl);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String path = matcher.group(1);
        if (path.startsWith("~")) {
            path = System.getProperty("user.home") + path.substring(1);
        }
        return Optional.of(new Handover(Path.of(path + ".token")));
    }

    public Path file() {
        return file;
    }

    /**
     * Leaves a sealed token, readable by this user only.
     *
     * @param sealed empty for: forget the stored one
     */
    public void leave(String sealed) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mine =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Path folder = file.toAbsolutePath().getParent();
        Path whole = Files.createTempFile(folder, file.getFileName().toString(), ".new", mine);
        try {
            Files.writeString(whole, sealed);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** What was left, if anything. */
    Optional<String> left() throws IOException {
        try {
            return Files.size(file) > MOST_BYTES
                    ? Optional.of("too large")
                    : Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Called when it is stored. */
    void taken() throws IOException {
        Files.deleteIfExists(file);
    }

    /** True as soon as the running program has taken it in. */
    public boolean isTaken() {
        return !Files.exists(file);
    }
}
