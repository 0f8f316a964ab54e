package io.tiktokroutes.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Standard output, whose failures can be told from those of an input. */
final class Outlet extends OutputStream {

    /** What was printed did not arrive. */
    static final class Failure extends IOException {

        private static final long serialVersionUID = 1L;

        Failure(IOException cause) {
            super(cause.getMessage(), cause);
        }

        /** True when the program behind a pipe, such as head, has seen enough. */
        boolean nobodyReads() {
            return String.valueOf(getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
        }
    }

    private final OutputStream out;

    Outlet(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new Failure(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw new Failure(e);
        }
    }
}
