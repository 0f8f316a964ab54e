package io.tiktokroutes.runtime;

import io.tiktokroutes.runtime.live.ActivationListener;
import io.tiktokroutes.store.FileVersions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what each route, mapping and lookup says when it is activated. On a thread of its own: a
 * file takes effect whatever the database does.
 */
final class VersionKeeper extends ServiceSupport implements ActivationListener {

    private static final Logger LOG = LoggerFactory.getLogger(VersionKeeper.class);

    private static final int MOST_WAITING = 2_000;
    private static final int TRIES = 30;
    private static final long STOP_SECONDS = 5;

    private record Activated(String file, String text, Instant at) {}

    private final FileVersions versions;
    private final Path routes;
    private final Path mappings;
    private final Duration pause;
    private final BlockingQueue<Activated> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile boolean stopping;
    private Thread writer;

    VersionKeeper(FileVersions versions, Path routes, Path mappings) {
        this(versions, routes, mappings, Duration.ofSeconds(10));
    }

    /**
     * @param pause between two tries when the database does not take a version
     */
    VersionKeeper(FileVersions versions, Path routes, Path mappings, Duration pause) {
        this.versions = versions;
        this.routes = routes.toAbsolutePath().normalize();
        this.mappings = mappings.toAbsolutePath().normalize();
        this.pause = pause;
    }

    @Override
    public void onActivated(Path file, String text) {
        String name = nameOf(file);
        if (text.length() > FileVersions.MOST_CHARACTERS || text.indexOf('\0') >= 0) {
            LOG.warn(
                    "{}: no version of it is kept: it is longer than {} characters, or holds a"
                            + " character that no database takes",
                    name,
                    FileVersions.MOST_CHARACTERS);
        } else if (!waiting.offer(new Activated(name, text, Instant.now()))) {
            LOG.warn("{}: this version of it is not kept: too many others wait", name);
        }
    }

    /** The file in its folder, with the kind before it, as in routes/leads-to-cdp.camel.yaml. */
    private String nameOf(Path file) {
        Path full = file.toAbsolutePath().normalize();
        String inside =
                full.startsWith(routes)
                        ? "routes/" + routes.relativize(full)
                        : "mappings/" + mappings.relativize(full);
        return inside.replace('\\', '/');
    }

    @Override
    protected void doStart() {
        writer = new Thread(this::write, "file-versions");
        writer.setDaemon(true);
        writer.start();
    }

    /** Waits a moment for what was activated just before the stop. */
    @Override
    protected void doStop() throws InterruptedException {
        stopping = true;
        if (writer != null) {
            writer.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
            writer.interrupt();
        }
    }

    private void write() {
        try {
            while (!stopping || !waiting.isEmpty()) {
                Activated next = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    keep(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(Activated next) throws InterruptedException {
        for (int tried = 1; ; tried++) {
            try {
                versions.keep(next.file(), next.text(), next.at());
                return;
            } catch (SQLException | RuntimeException e) {
                if (tried == TRIES || stopping) {
                    LOG.warn("{}: this version of it is not kept: {}", next.file(), e.toString());
                    return;
                }
                LOG.debug("{}: keeping it is tried again", next.file(), e);
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            }
        }
    }
}
