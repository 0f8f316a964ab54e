package io.tiktokroutes.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Posts events over a few connections that stay open, either as fast as the program takes them or
 * at a given pace. Bare sockets, because the load shares two processors with what is measured.
 */
final class EventLoad implements AutoCloseable {

    private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final EventTemplates templates;
    private final int port;
    private final int bodySize;
    private final long perSecond;
    private final long ahead;
    private final ExecutorService threads;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong posted = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong sampledAt = new AtomicLong();
    private final long begin = System.nanoTime();
    private final Map<Long, Long> samples = new ConcurrentHashMap<>();
    private volatile long received;
    private volatile boolean running = true;

    /**
     * @param perSecond events per second; 0 for as fast as it goes
     * @param ahead most events that may be accepted and not received at TikTok
     */
    EventLoad(
            EventTemplates templates,
            int port,
            int connections,
            int bodySize,
            long perSecond,
            long ahead) {
        this.templates = templates;
        this.port = port;
        this.bodySize = bodySize;
        this.perSecond = perSecond;
        this.ahead = ahead;
        threads = Executors.newFixedThreadPool(connections);
        for (int i = 0; i < connections; i++) {
            threads.execute(this::post);
        }
    }

    /** Events that were answered 202. */
    long posted() {
        return posted.get();
    }

    /** Those of them that TikTok is to get. */
    long sent() {
        return sent.get();
    }

    /** How many TikTok has got so far; keeps the load from running away. */
    void received(long count) {
        received = count;
    }

    /** Numbers of a few events, with the time in milliseconds when they were accepted. */
    Map<Long, Long> samples() {
        return samples;
    }

    private void post() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (running) {
                if (sent.get() - received > ahead) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                    continue;
                }
                long first = next.getAndAdd(bodySize);
                if (perSecond > 0) {
                    awaitTurn(first);
                }
                byte[] body = templates.body(first, bodySize);
                write(out, body);
                int status = status(in);
                if (status != 202) {
                    throw new IOException("the program answered " + status);
                }
                count(first);
            }
        } catch (IOException e) {
            if (running) {
                System.err.println("posting ended: " + e);
            }
        }
    }

    private void awaitTurn(long first) {
        long due = begin + first * 1_000_000_000L / perSecond;
        for (long now = System.nanoTime(); now < due && running; now = System.nanoTime()) {
            LockSupport.parkNanos(due - now);
        }
    }

    private void count(long first) {
        posted.addAndGet(bodySize);
        for (int i = 0; i < bodySize; i++) {
            if (templates.isSent(first + i)) {
                sent.incrementAndGet();
            }
        }
        long now = System.nanoTime();
        long before = sampledAt.get();
        if (now - before > SAMPLE_NANOS
                && templates.isSent(first)
                && sampledAt.compareAndSet(before, now)) {
            samples.put(first, System.currentTimeMillis());
        }
    }

    private static void write(OutputStream out, byte[] body) throws IOException {
        String head =
                "POST /sources/commanders-act HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/json\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    /** Reads one answer to its end. */
    private static int status(InputStream in) throws IOException {
        int length = -1; // in chunks
        int status = Integer.parseInt(line(in).substring("HTTP/1.1 ".length()).substring(0, 3));
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        if (length >= 0) {
            in.skipNBytes(length);
            return status;
        }
        for (int chunk = -1; chunk != 0; ) {
            chunk = Integer.parseInt(line(in), 16);
            in.skipNBytes(chunk + 2);
        }
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** No more posts. */
    @Override
    public void close() {
        running = false;
        threads.shutdown();
    }
}
