package io.tiktokroutes.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * What a command reads and writes, and whether somebody is looking.
 *
 * @param in standard input
 * @param out standard output; tells when nobody reads it any more, which System.out does not
 * @param err standard error
 * @param outIsTerminal true when what is printed is seen at once
 * @param errIsTerminal the same of standard error
 */
record Streams(
        InputStream in,
        OutputStream out,
        OutputStream err,
        boolean outIsTerminal,
        boolean errIsTerminal) {

    static Streams ofProcess() {
        return new Streams(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                isTerminal(1),
                isTerminal(2));
    }

    /** True when somebody types what a command reads. */
    static boolean inIsTerminal() {
        return isTerminal(0);
    }

    @SuppressWarnings("SystemConsoleNull") // its version is looked at
    private static boolean isTerminal(int descriptor) {
        try {
            String opened =
                    Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return opened.startsWith("/dev/pts/")
                    || opened.startsWith("/dev/tty")
                    || opened.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            // not on Linux: the JDK tells only about input and output together, and newer ones not
            // so
            return Runtime.version().feature() < 22 && System.console() != null;
        }
    }

    /**
     * True when colours are welcome.
     *
     * @param environment gives the value of a variable, or null
     */
    boolean colours(UnaryOperator<String> environment) {
        String none = environment.apply("NO_COLOR");
        return outIsTerminal
                && (none == null || none.isEmpty())
                && !"dumb".equals(environment.apply("TERM"));
    }
}
