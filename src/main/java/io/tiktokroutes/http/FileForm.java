package io.tiktokroutes.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hc.client5.http.entity.mime.AbstractContentBody;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;

/**
 * A form with one file, to be sent as {@code multipart/form-data}. The file is streamed, and its
 * length is told before.
 *
 * @param texts the other parts, by name, in order
 * @param part the name of the part that holds the file
 * @param fileName what the file is called there
 * @param contentType of the file, such as {@code text/csv}
 * @param channel where the file stands
 * @param from its first byte there
 * @param length in bytes
 */
public record FileForm(
        Map<String, String> texts,
        String part,
        String fileName,
        String contentType,
        FileChannel channel,
        long from,
        long length) {

    private static final int PIECE = 64 * 1024;

    /** The whole form, which can be written as often as it is asked to. */
    HttpEntity entity() {
        MultipartEntityBuilder form = MultipartEntityBuilder.create();
        // its own would name a charset, which a form does not have
        form.setContentType(ContentType.create("multipart/form-data"));
        ContentType plain = ContentType.create("text/plain", StandardCharsets.UTF_8);
        texts.forEach((name, text) -> form.addTextBody(name, text, plain));
        return form.addPart(part, new Streamed(ContentType.create(contentType))).build();
    }

    private final class Streamed extends AbstractContentBody {

        Streamed(ContentType type) {
            super(type);
        }

        @Override
        public String getFilename() {
            return fileName;
        }

        @Override
        public long getContentLength() {
            return length;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            long at = from;
            long end = from + length;
            while (at < end) {
                piece.clear().limit((int) Math.min(PIECE, end - at));
                int read = channel.read(piece, at);
                if (read < 0) {
                    throw new IOException("the file is shorter than it was");
                }
                out.write(piece.array(), 0, read);
                at += read;
            }
        }
    }

    /** The name only: texts and file may hold secrets or personal data. */
    @Override
    public String toString() {
        return "FileForm[" + fileName + ", " + length + " bytes]";
    }
}
