package io.tiktokroutes.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * What a command that ran in this process printed.
 *
 * @param code its exit code
 * @param out standard output
 * @param err standard error
 */
record Said(int code, String out, String err) {

    /** Runs a command with nothing on standard input. */
    static Said by(String... arguments) {
        return to("", arguments);
    }

    /** Runs a command with this on standard input. */
    static Said to(String input, String... arguments) {
        return to(input.getBytes(StandardCharsets.UTF_8), false, arguments);
    }

    /** Runs a command as on a terminal. */
    static Said onTerminal(String... arguments) {
        return to(new byte[0], true, arguments);
    }

    static Said to(byte[] input, boolean terminal, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams =
                new Streams(new ByteArrayInputStream(input), out, err, terminal, terminal);
        int code = Main.run(streams, arguments);
        // a command may silence the log of its process, which is here that of all tests
        Configurator.reconfigure();
        return new Said(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    List<String> outLines() {
        return out.lines().toList();
    }

    List<String> errLines() {
        return err.lines().toList();
    }
}
