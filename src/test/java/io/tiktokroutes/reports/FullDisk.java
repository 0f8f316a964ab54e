package io.tiktokroutes.reports;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A disk of H2's that takes so many bytes and then is full: {@code jdbc:h2:file:full:PATH}. */
public final class FullDisk extends FilePathWrapper {

    /** How many bytes may still be written. */
    public static final AtomicLong ROOM = new AtomicLong(Long.MAX_VALUE);

    public static void mount() {
        FilePath.register(new FullDisk());
    }

    @Override
    public String getScheme() {
        return "full";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel file = super.open(mode);
        return new FileBaseDefault() {
            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public synchronized int read(ByteBuffer to, long position) throws IOException {
                return file.read(to, position);
            }

            @Override
            public synchronized int write(ByteBuffer from, long position) throws IOException {
                if (ROOM.addAndGet(-from.remaining()) < 0) {
                    throw new IOException("No space left on device");
                }
                return file.write(from, position);
            }

            @Override
            protected void implTruncate(long size) throws IOException {
                file.truncate(size);
            }

            @Override
            public void force(boolean metaData) throws IOException {
                file.force(metaData);
            }

            @Override
            public java.nio.channels.FileLock tryLock(long position, long size, boolean shared)
                    throws IOException {
                return file.tryLock(position, size, shared);
            }

            @Override
            protected void implCloseChannel() throws IOException {
                file.close();
            }
        };
    }
}
