package io.tiktokroutes.audiences;

import io.tiktokroutes.http.DownloadFile;
import io.tiktokroutes.http.FileForm;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The members of an audience as TikTok takes them: CSV with one digest a line, in pieces that are
 * small enough, each with its head and its MD5. All stand in one file that nobody else can read and
 * that is gone when this is closed or the program is killed.
 */
final class MemberFile implements Closeable {

    /** TikTok says 50 MB, and not whether that is a million bytes or a little more. */
    static final long MOST_BYTES = 50_000_000;

    /** So many files TikTok takes for one audience. */
    static final int MOST_PIECES = 500;

    private static final String CONTENT_TYPE = "text/csv";

    /**
     * What is uploaded at once.
     *
     * @param from its first byte in the file
     * @param signature MD5 of its bytes, hexadecimal
     */
    record Piece(long from, long length, String signature) {}

    private final MatchField field;
    private final long mostBytes;
    private final DownloadFile file = DownloadFile.make("audience");
    private final MessageDigest md5 = md5();
    private final List<Piece> pieces = new ArrayList<>();
    private final ByteBuffer waiting = ByteBuffer.allocate(64 * 1024);
    private long from;
    private long written;

    private MemberFile(MatchField field, long mostBytes) throws IOException {
        this.field = field;
        this.mostBytes = mostBytes;
    }

    /** Writes all digests. */
    static MemberFile of(MatchField field, DigestSort digests) throws IOException {
        return of(field, digests, MOST_BYTES);
    }

    static MemberFile of(MatchField field, DigestSort digests, long mostBytes) throws IOException {
        MemberFile members = new MemberFile(field, mostBytes);
        try {
            digests.forEach(members::add);
            members.end();
            return members;
        } catch (IOException | RuntimeException e) {
            members.close();
            throw e;
        }
    }

    private void add(byte[] digest) throws IOException {
        if (written + digest.length * 2L + 1 > mostBytes) {
            end();
        }
        if (written == 0) {
            line(field.name());
        }
        line(HexFormat.of().formatHex(digest));
    }

    private void line(String text) throws IOException {
        byte[] line = (text + "\n").getBytes(StandardCharsets.US_ASCII);
        if (waiting.remaining() < line.length) {
            flush();
        }
        waiting.put(line);
        md5.update(line);
        written += line.length;
    }

    private void flush() throws IOException {
        FileChannel channel = file.channel();
        for (waiting.flip(); waiting.hasRemaining(); ) {
            channel.write(waiting);
        }
        waiting.clear();
    }

    private void end() throws IOException {
        flush();
        if (written > 0) {
            pieces.add(new Piece(from, written, HexFormat.of().formatHex(md5.digest())));
            from += written;
            written = 0;
        }
    }

    List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    /** The same piece with its MD5 as the file is now. */
    Piece signedAgain(Piece piece) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
        long at = piece.from();
        long end = piece.from() + piece.length();
        while (at < end) {
            bytes.clear().limit((int) Math.min(bytes.capacity(), end - at));
            int read = file.channel().read(bytes, at);
            if (read < 0) {
                throw new IOException("the file of members is shorter than it was");
            }
            md5.update(bytes.array(), 0, read);
            at += read;
        }
        return new Piece(piece.from(), piece.length(), HexFormat.of().formatHex(md5.digest()));
    }

    /** The form of TikTok's upload. Its page does not say what the file's label is called. */
    FileForm form(Piece piece, String advertiser) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("advertiser_id", advertiser);
        texts.put("file_signature", piece.signature());
        texts.put("calculate_type", field.name());
        return new FileForm(
                texts,
                "file",
                "members.csv",
                CONTENT_TYPE,
                file.channel(),
                piece.from(),
                piece.length());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** TikTok asks for MD5; it guards against broken uploads only. */
    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
