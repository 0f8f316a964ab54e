package io.tiktokroutes.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps what programs logged while they were tested, for {@link io.tiktokroutes.logs.LogsCheck}.
 */
final class KeptLogs {

    private static final Path FOLDER = Path.of("target/test-logs");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private KeptLogs() {}

    /**
     * @param name the program's arguments
     */
    static void keep(String name, Path out, Path err) {
        // the demo tells what to try, and the sandbox prints its credentials: that is their work
        boolean logsToOut = name.matches("run\\b.*") && !name.contains("--dry-run");
        try {
            Files.createDirectories(FOLDER);
            String file =
                    "program-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
            if (logsToOut) {
                copy(out, FOLDER.resolve(file + ".out.log"));
            }
            copy(err, FOLDER.resolve(file + ".err.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(from) && Files.size(from) > 0) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
