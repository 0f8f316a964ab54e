package io.tiktokroutes.audiences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.http.FileForm;
import io.tiktokroutes.tiktok.Bench;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Digests in order, each once, as TikTok takes them in files. */
class MemberFileTest {

    private static final String MAI =
            "99170561f329fdeda21af6336d0b5fc0b1dd30f9391daf13016a8b73a3485342";
    private static final String JORDAN =
            "7973afe0e906678524a1671ca742997f12ebdd5737f466b768dbf38419e1b007";

    private static String text(FileForm form) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) form.length());
        form.channel().read(bytes, form.from());
        return new String(bytes.array(), StandardCharsets.US_ASCII);
    }

    private static String md5(String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }

    @Test
    @Tag("R-HT-65")
    void aFileHasAHeadAndADigestOnEachLine() throws Exception {
        try (DigestSort digests = new DigestSort(32)) {
            for (String each : List.of(MAI, JORDAN, MAI)) {
                digests.add(HexFormat.of().parseHex(each));
            }
            assertThat(digests.distinct()).isEqualTo(2);
            try (MemberFile file = MemberFile.of(MatchField.EMAIL_SHA256, digests)) {
                assertThat(file.pieces()).hasSize(1);
                FileForm form = file.form(file.pieces().get(0), "7099");
                String csv = "EMAIL_SHA256\n" + JORDAN + "\n" + MAI + "\n";
                assertThat(text(form)).isEqualTo(csv);
                assertThat(form.texts())
                        .containsEntry("advertiser_id", "7099")
                        .containsEntry("calculate_type", "EMAIL_SHA256")
                        .containsEntry("file_signature", md5(csv))
                        .hasSize(3);
                assertThat(file.signedAgain(file.pieces().get(0))).isEqualTo(file.pieces().get(0));
            }
        }
    }

    @Test
    void manyAreSortedInPiecesAndSplitIntoFiles() throws Exception {
        Random random = new Random(7);
        TreeSet<String> expected = new TreeSet<>();
        List<String> written = new ArrayList<>();
        try (DigestSort digests = new DigestSort(16, 512)) {
            for (int i = 0; i < 20_000; i++) {
                byte[] digest = new byte[16];
                // one in four comes again and again
                random.nextBytes(digest);
                if (i % 4 == 0) {
                    digest = MessageDigest.getInstance("MD5").digest(new byte[] {(byte) i});
                }
                expected.add(HexFormat.of().formatHex(digest));
                digests.add(digest);
            }
            assertThat(digests.distinct()).isEqualTo(expected.size());
            long most = 33 * 4_000;
            try (MemberFile file = MemberFile.of(MatchField.MAID_MD5, digests, most)) {
                // whoever kills the program leaves nothing behind: the files have no names
                Path folder = Path.of(System.getProperty("java.io.tmpdir"));
                try (Stream<Path> there = Files.list(folder)) {
                    assertThat(there)
                            .noneMatch(f -> f.getFileName().toString().startsWith("tiktok-aud"));
                }
                assertThat(file.pieces()).hasSize(4);
                for (MemberFile.Piece piece : file.pieces()) {
                    assertThat(piece.length()).isLessThanOrEqualTo(most);
                    String csv = text(file.form(piece, "1"));
                    assertThat(csv).startsWith("MAID_MD5\n").endsWith("\n");
                    assertThat(piece.signature()).isEqualTo(md5(csv));
                    written.addAll(csv.lines().skip(1).toList());
                }
            }
        }
        assertThat(written).containsExactlyElementsOf(expected);
    }

    @Test
    @Tag("R-HT-66")
    void eachMatchFieldTakesItsColumnsAndItsKindOfDigest() throws Exception {
        JsonNode member =
                Bench.JSON.readTree(
                        ("{'email_sha256':['%s','%s'],'idfa_sha256':'%s','aaid_sha256':['%s'],"
                                        + "'aaid_md5':['%s']}")
                                .formatted(MAI, JORDAN, MAI, JORDAN, MAI.substring(32))
                                .replace('\'', '"'));
        assertThat(MatchField.EMAIL_SHA256.of(member)).hasSize(2);
        assertThat(MatchField.PHONE_SHA256.of(member)).isEmpty();
        assertThat(MatchField.GAID_SHA256.of(member)).hasSize(1);
        assertThat(MatchField.MAID_SHA256.of(member)).hasSize(2);
        assertThat(MatchField.IDFA_MD5.of(member)).isEmpty();
        assertThat(MatchField.GAID_MD5.of(member).get(0)).hasSize(16);
        assertThatThrownBy(
                        () ->
                                MatchField.EMAIL_SHA256.of(
                                        Bench.JSON.readTree("{\"email_sha256\":\"mai@x.com\"}")))
                .hasMessage("email_sha256 must hold digests of 64 hexadecimal digits");
    }
}
