package io.tiktokroutes.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** One running process of the packaged program. */
final class Program implements AutoCloseable {

    /** Generous: the machine may be busy with other work. */
    private static final Duration START = Duration.ofMinutes(2);

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        // a test run that is broken off leaves no program behind
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final Process process;
    private final int port;
    private final Path out;
    private final Path err;
    private final String name;

    Program(ProcessBuilder builder, int port, Path log) {
        this.port = port;
        this.name = String.join(" ", builder.command()).replaceFirst(".*\\.jar ?", "");
        this.out = log.resolveSibling(log.getFileName() + ".out");
        this.err = log.resolveSibling(log.getFileName() + ".err");
        try {
            process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RUNNING.add(process);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The processor time of the process so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** The most memory the process ever held, in bytes; 0 where the system does not tell. */
    long mostResident() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /** Everything printed so far. */
    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until its health is good; fails with its output when it ends before. */
    Program awaitReady() {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> Web.status(url() + "/observe/health") == 200 || ended());
        return this;
    }

    /** Waits until it has printed that. */
    Program awaitOutput(String text) {
        await().atMost(START).until(() -> out().contains(text) || ended());
        return this;
    }

    private boolean ended() {
        if (process.isAlive()) {
            return false;
        }
        throw new AssertionError(
                "the program ended with " + process.exitValue() + "\n" + out() + err());
    }

    /** As {@code kill -9} does: nothing of it runs any more when this returns. */
    void kill() {
        process.destroyForcibly();
        exitCode(Duration.ofSeconds(30));
    }

    /** As an operator or a service manager stops it, with SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Waits for the end. */
    int exitCode(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(
                        "the program still runs after " + patience + "\n" + out() + err());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        exitCode(Duration.ofSeconds(30));
        if (RUNNING.remove(process)) {
            KeptLogs.keep(name, out, err);
        }
    }
}
