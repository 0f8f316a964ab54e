package io.tiktokroutes.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Where a download waits to be read: a file in the folder for temporary files that only its user
 * can read. On Linux and its like it has no name from the moment it is open, so that the system
 * takes it away even when the program is killed; elsewhere it goes when it is closed.
 */
public final class DownloadFile implements Closeable {

    private final FileChannel channel;

    private DownloadFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @param of what is in it, such as "leads"
     */
    public static DownloadFile make(String of) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mine =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Path path =
                Path.of(System.getProperty("java.io.tmpdir"))
                        .resolve("tiktok-" + of + "-" + UUID.randomUUID() + ".tmp");
        return new DownloadFile(
                FileChannel.open(
                        path,
                        Set.of(
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.DELETE_ON_CLOSE),
                        mine));
    }

    public FileChannel channel() {
        return channel;
    }

    /** What is in it, from the beginning. */
    public InputStream content() throws IOException {
        return Channels.newInputStream(channel.position(0));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
