package io.tiktokroutes.tiktok;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Looks whether a downloaded file is a JSON envelope, as TikTok answers when there is no file. */
final class JsonInFile {

    /** An envelope is far smaller, and a file that is larger is none. */
    private static final int MOST = 1 << 20;

    /** The byte order mark of UTF-8. */
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private JsonInFile() {}

    /** The JSON; empty when the file does not begin with a brace. */
    static byte[] of(FileChannel file) throws IOException {
        if (file.size() == 0 || file.size() > MOST) {
            return new byte[0];
        }
        ByteBuffer content = ByteBuffer.allocate((int) file.size());
        int read = 0;
        while (content.hasRemaining() && read >= 0) {
            read = file.read(content, content.position());
        }
        byte[] bytes = Arrays.copyOf(content.array(), content.position());
        int at = Arrays.mismatch(bytes, MARK) == MARK.length ? MARK.length : 0;
        while (at < bytes.length && Character.isWhitespace(bytes[at])) {
            at++;
        }
        boolean json = at < bytes.length && bytes[at] == '{';
        return json ? Arrays.copyOfRange(bytes, at, bytes.length) : new byte[0];
    }
}
