package io.tiktokroutes.audiences;

import io.tiktokroutes.http.DownloadFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Digests in order, each once, however many they are: some are sorted in memory, and what is sorted
 * waits in a file that nobody else can read. A hundred million need no more memory than a million.
 */
final class DigestSort implements Closeable {

    /** Is given the digests in order. */
    interface Each {
        /**
         * @param digest only until this returns
         */
        void take(byte[] digest) throws IOException;
    }

    /** Take about 6 MB. */
    private static final int IN_MEMORY = 1 << 17;

    private final int width;
    private final int inMemory;
    private final byte[][] newest;
    private final List<long[]> runs = new ArrayList<>();
    private int count;
    private DownloadFile file;

    /**
     * @param width bytes of each digest
     */
    DigestSort(int width) {
        this(width, IN_MEMORY);
    }

    DigestSort(int width, int inMemory) {
        this.width = width;
        this.inMemory = inMemory;
        this.newest = new byte[inMemory][];
    }

    /** Takes a digest, which must not change any more. */
    void add(byte[] digest) throws IOException {
        if (count == inMemory) {
            write();
        }
        newest[count++] = digest;
    }

    private void write() throws IOException {
        if (file == null) {
            file = DownloadFile.make("audience");
        }
        FileChannel channel = file.channel();
        long from = channel.size();
        Arrays.sort(newest, 0, count, Arrays::compareUnsigned);
        ByteBuffer sorted = ByteBuffer.allocate(width * 1024);
        for (int i = 0; i < count; i++) {
            if (i == 0 || !Arrays.equals(newest[i], newest[i - 1])) {
                sorted.put(newest[i]);
            }
            if (!sorted.hasRemaining() || i == count - 1) {
                for (sorted.flip(); sorted.hasRemaining(); ) {
                    channel.write(sorted, channel.size());
                }
                sorted.clear();
            }
        }
        runs.add(new long[] {from, channel.size()});
        Arrays.fill(newest, 0, count, null);
        count = 0;
    }

    /** How many different ones there are. */
    long distinct() throws IOException {
        long[] distinct = {0};
        forEach(digest -> distinct[0]++);
        return distinct[0];
    }

    /** Gives all in order, each once; may be called again. */
    void forEach(Each each) throws IOException {
        if (count > 0) {
            write();
        }
        PriorityQueue<Run> open = new PriorityQueue<>();
        for (long[] run : runs) {
            open.add(new Run(run[0], run[1]));
        }
        byte[] last = null;
        while (!open.isEmpty()) {
            Run run = open.remove();
            byte[] digest = run.digest;
            if (last == null || !Arrays.equals(last, digest)) {
                each.take(digest);
                last = digest;
            }
            if (run.next()) {
                open.add(run);
            }
        }
    }

    @Override
    public void close() throws IOException {
        Arrays.fill(newest, null);
        if (file != null) {
            file.close();
        }
    }

    /** What was sorted together, read from its beginning. */
    private final class Run implements Comparable<Run> {
        private final ByteBuffer piece = ByteBuffer.allocate(width * 1024).limit(0);
        private final long end;
        private long at;
        private byte[] digest;

        Run(long from, long end) throws IOException {
            this.at = from;
            this.end = end;
            next();
        }

        /** False at the end. */
        boolean next() throws IOException {
            if (!piece.hasRemaining() && !read()) {
                return false;
            }
            digest = new byte[width];
            piece.get(digest);
            return true;
        }

        private boolean read() throws IOException {
            piece.clear().limit((int) Math.min(piece.capacity(), end - at));
            while (piece.hasRemaining()) {
                int read = file.channel().read(piece, at);
                if (read < 0) {
                    throw new IOException("the file of digests is shorter than it was");
                }
                at += read;
            }
            piece.flip();
            return piece.hasRemaining();
        }

        @Override
        public int compareTo(Run other) {
            return Arrays.compareUnsigned(digest, other.digest);
        }
    }
}
