package io.tiktokroutes.warehouse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a query on a thread of its own, some megabytes ahead of whoever compares its rows: the
 * snapshot is loaded meanwhile, and both processors work.
 */
final class ReadAhead implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);
    private static final int BLOCK_BYTES = 1 << 18;
    private static final int BLOCK_ROWS = 1_000;
    private static final int BLOCKS = 48;

    /**
     * A third of the memory is lent to whoever reads faster than its snapshot loads; counted in
     * {@link #BLOCK_BYTES}, over all syncs that run.
     */
    private static final Semaphore LENT =
            new Semaphore((int) (Runtime.getRuntime().maxMemory() / 3 / BLOCK_BYTES));

    private static final byte[] NO_KEY = new byte[0];

    private static final long STEP_MILLIS = 100;

    /** Some rows, one after the other in the same bytes: the key of each, and its JSON. */
    static final class Block {
        private final int[] ends = new int[BLOCK_ROWS];
        private final int[] keyLengths = new int[BLOCK_ROWS];
        private final int[] lengths = new int[BLOCK_ROWS];
        private final Map<Integer, String> longKeys = new HashMap<>();
        private byte[] bytes;
        private int rows;
        private int borrowed;

        int rows() {
            return rows;
        }

        /** False when the key is missing, empty or too long. */
        boolean hasKey(int row) {
            return keyLengths[row] > 0;
        }

        /** A key that is too long; null when there is none. */
        String longKey(int row) {
            return longKeys.get(row);
        }

        /** The key of a row that has one. */
        String key(int row) {
            return new String(bytes, keyOffset(row), keyLengths[row], StandardCharsets.UTF_8);
        }

        byte[] bytes() {
            return bytes;
        }

        int keyOffset(int row) {
            return row == 0 ? 0 : ends[row - 1];
        }

        int keyLength(int row) {
            return keyLengths[row];
        }

        /** Where the JSON of a row begins. */
        int offset(int row) {
            return keyOffset(row) + keyLengths[row];
        }

        /** How long the JSON of a row is; that of a row which is too large is not there. */
        int length(int row) {
            return lengths[row];
        }

        private boolean takes(int length) {
            return rows == 0 || (rows < BLOCK_ROWS && ends[rows - 1] + length <= bytes.length);
        }

        /**
         * @param key its bytes, none when it is no key
         */
        private void add(RowReader reader, byte[] key) {
            int at = keyOffset(rows);
            int kept = reader.length() > Comparison.MOST_BYTES ? 0 : reader.length();
            if (bytes == null) {
                bytes = new byte[Math.max(BLOCK_BYTES, key.length + kept)];
            }
            System.arraycopy(key, 0, bytes, at, key.length);
            System.arraycopy(reader.array(), 0, bytes, at + key.length, kept);
            if (key.length == 0 && reader.key() != null && !reader.key().isEmpty()) {
                longKeys.put(rows, reader.key());
            }
            keyLengths[rows] = key.length;
            lengths[rows] = reader.length();
            ends[rows++] = at + key.length + kept;
        }
    }

    private final ModelQuery query;
    private final RowReader reader;
    private final BlockingQueue<Block> blocks = new LinkedBlockingQueue<>();
    private final Semaphore own = new Semaphore(BLOCKS);
    private final CompletableFuture<Void> reading;
    private volatile boolean closed;

    /**
     * @param query which runs
     */
    ReadAhead(ModelQuery query, ModelColumns columns, Executor threads) throws IOException {
        this.query = query;
        this.reader = new RowReader(query, columns);
        this.reading = CompletableFuture.runAsync(this::read, threads);
    }

    private void read() {
        try {
            Block block = new Block();
            while (!closed && reader.next()) {
                byte[] key = key();
                if (!block.takes(key.length + reader.length())) {
                    give(block);
                    block = new Block();
                }
                block.add(reader, key);
            }
            give(block);
        } catch (IOException e) {
            throw new ModelException("a row cannot be written as JSON: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] key() {
        String key = reader.key();
        boolean good = key != null && key.length() <= KeyTroubles.MOST_CHARACTERS;
        return good ? Snapshot.bytes(key) : NO_KEY;
    }

    private void give(Block block) throws InterruptedException {
        int size = 1 + (block.bytes == null ? 0 : block.bytes.length - 1) / BLOCK_BYTES;
        while (!closed) {
            boolean mine = own.tryAcquire();
            if (!mine && LENT.tryAcquire(size)) {
                block.borrowed = size;
                mine = true;
            }
            if (mine || own.tryAcquire(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
                blocks.add(block);
                return;
            }
            // a look whether somebody still takes them
        }
    }

    private void free(Block block) {
        if (block.borrowed > 0) {
            LENT.release(block.borrowed);
        } else {
            own.release();
        }
    }

    /**
     * The next rows; null when there are none any more.
     *
     * @throws ModelException when reading failed
     */
    Block next() throws InterruptedException {
        while (true) {
            boolean done = reading.isDone();
            Block block = blocks.poll(done ? 0 : STEP_MILLIS, TimeUnit.MILLISECONDS);
            if (block != null) {
                free(block);
                return block;
            }
            if (done) {
                SyncWork.result(reading);
                return null;
            }
        }
    }

    /** Ends the reading, if need be. */
    @Override
    public void close() {
        closed = true;
        if (!reading.isDone()) {
            try {
                query.cancel();
            } catch (SQLException e) {
                LOG.debug("a query could not be cancelled", e);
            }
        }
        reading.exceptionally(e -> null).join();
        for (Block block = blocks.poll(); block != null; block = blocks.poll()) {
            free(block);
        }
    }
}
