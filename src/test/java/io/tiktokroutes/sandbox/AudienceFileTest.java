package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uploads of members: what is taken, what is refused, which lines count. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AudienceFileTest {

    private static final String A = SegmentAudienceTest.sha256("a");
    private static final String B = SegmentAudienceTest.sha256("b");
    private static final String MD5 = A.substring(32);

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-03-02T09:44:00Z"));
    private Client client;

    @BeforeAll
    void start() {
        client = new Client(clock);
    }

    @AfterAll
    void stop() {
        client.close();
    }

    @BeforeEach
    void reset() {
        client.control("POST", "/reset", null);
        client.set("qps", 0);
        client.set("audience_minimum", 0);
    }

    private JsonNode create(String type, String... paths) {
        String all =
                Arrays.stream(paths).map(p -> "\"" + p + "\"").collect(Collectors.joining(","));
        return client.post(
                "/dmp/custom_audience/create/",
                "{\"advertiser_id\":\"%s\",\"custom_audience_name\":\"VIP\",\"file_paths\":[%s],\"calculate_type\":\"%s\"}"
                        .formatted(Sandbox.ADVERTISER_ID, all, type));
    }

    private List<String> members(JsonNode created) {
        assertThat(created.path("message").asText()).isEqualTo("OK");
        String id = created.at("/data/custom_audience_id").textValue();
        JsonNode members = client.control("GET", "/received/audiences/" + id, null).path("members");
        return members.findValuesAsText("id").stream().map(this::shorter).toList();
    }

    private String shorter(String id) {
        return Map.of(A, "A", B, "B", MD5, "M").getOrDefault(id, id);
    }

    private static String filled(String text) {
        return text.replace("<A>", A).replace("<B>", B).replace("<M>", MD5);
    }

    /** The file and signature of the reference. */
    @Test
    void takesTheFileOfTheReference() {
        String content =
                """
                EMAIL_SHA256
                c4d25e9c90ff23e9145397bc6fbd5385ca5fbe78211222ccbecd0b369ebb19a6
                5ff860bf1190596c7188ab851db691f0f3169c453936e9e1eba2f9a47f7a0018
                """;
        String path =
                Upload.of("EMAIL_SHA256", content)
                        .with("file_signature", "42818abf2889b22cc9d8e24f4f1f6bf6")
                        .with("file_name", "vip")
                        .path(client);
        assertThat(path).hasSize(16);
        assertThat(members(create("EMAIL_SHA256", path))).hasSize(2);
        JsonNode call = client.control("GET", "/received/calls?limit=1", null).at("/calls/0");
        assertThat(call.path("path").asText()).isEqualTo("/dmp/custom_audience/create/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "EMAIL_SHA256 | <A>\\n<B> | A B",
                "EMAIL_SHA256 | Email\\r\\n<A>\\r\\n\\r\\n<B>\\r\\n<A>\\r\\n | A B",
                "EMAIL_SHA256 | email_sha256\\nana@example.com\\n<M>\\n<A>\\n<A>x\\n | A",
                "PHONE_SHA256 | Phone_SHA256\\n<B> | B",
                "IDFA_MD5 | MAID_MD5\\n<M>\\n<A> | M",
                "FIRST_SHA256 | MAID\\n<A>\\n<M> | A",
                "GAID_SHA256 | <A>,<B>\\n<B> | B",
                "MULTIPLE_TYPES | email_SHA256,phone_SHA256,MAID,MAID\\n<A>,<A>,<A>,<M>\\n<B>,,\\n<A>\\n,,,<B> | A B A B A M",
            })
    void countsTheLinesThatAreDigestsOfTheType(String type, String content, String ids) {
        String text = filled(content.replace("\\n", "\n").replace("\\r", "\r"));
        String path = Upload.of(type, text).path(client);
        assertThat(members(create(type, path)))
                .containsExactlyInAnyOrderElementsOf(List.of(ids.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "advertiser_id | none | 40002 | Missing required field(s): advertiser_id.",
                "advertiser_id | 7200000000000000003 | 40001 | No permission to operate advertiser: 7200000000000000003",
                "calculate_type | none | 40002 | Missing required field(s): calculate_type.",
                "calculate_type | FIRST_NORMAL | 40909 | The calculate_type FIRST_NORMAL is not supported.",
                "calculate_type | AAID_SHA256 | 40909 | The calculate_type AAID_SHA256 is not supported.",
                "calculate_type | email_sha256 | 40909 | The calculate_type email_sha256 is not supported.",
                "calculate_type | PHONE_SHA256 | 40914 | The header of the file does not fit PHONE_SHA256",
                "file_signature | none | 40002 | Missing required field(s): file_signature.",
                "file_signature | 42818abf2889b22cc9d8e24f4f1f6bf6 | 40900 | The file signature does not match.",
            })
    void refusesAField(String name, String value, int code, String message) {
        JsonNode answer = Upload.of("EMAIL_SHA256", "Email\n" + A).with(name, value).send(client);
        assertThat(answer.path("message").asText()).isEqualTo(message);
        assertThat(answer.path("code").asInt()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "EMAIL_SHA256 | none | x | 40002",
                "EMAIL_SHA256 | members.CSV | <A> | 40908",
                "EMAIL_SHA256 | members.csv.gz | <A> | 40908",
                "EMAIL_SHA256 | members.txt | `` | 40906",
                "EMAIL_SHA256 | members.txt | `Email\\n \\n` | 40906",
                "EMAIL_SHA256 | members.txt | `Email,Phone\\n<A>,<B>` | 40914",
                "MULTIPLE_TYPES | members.txt | <A>,<B> | 40914",
                "MULTIPLE_TYPES | members.txt | `MAID,maid,MAID,MAID\\n<A>,,,` | 40914",
            })
    void refusesAFile(String type, String name, String content, int code) {
        String text = filled(content.replace("\\n", "\n"));
        assertThat(Upload.of(type, text).named(name).send(client).path("code").asInt())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json | {} | the Content-Type must be multipart/form-data with a boundary.",
                "multipart/form-data | --x-- | the Content-Type must be multipart/form-data with a boundary.",
                "multipart/form-data; boundary=x | `` | it ends too early.",
                "multipart/form-data; boundary=x | `--x\nContent-Disposition: form-data; name=\"file\"\n\nabc\n--` | it ends too early.",
                "multipart/form-data; boundary=x | `--x\n\nabc\n--x--` | a part has no name.",
                "multipart/form-data; boundary=\"x\" | --x-- | Missing required field(s): advertiser_id.",
                "multipart/form-data; boundary=x | `--x\nContent-Disposition: form-data; name=\"a\"\n\n1\n--x\nContent-Disposition: form-data; name=\"a\"\n\n1\n--x--` | Invalid value for a: stands there twice.",
            })
    void refusesWhatIsNoForm(String type, String body, String message) {
        JsonNode answer =
                client.upload(
                        "/dmp/custom_audience/file/upload/",
                        type,
                        BodyPublishers.ofString(body.replace("\n", "\r\n")));
        assertThat(answer.path("code").asInt()).isEqualTo(40002);
        assertThat(answer.path("message").asText()).endsWith(message);
    }

    @Test
    void takesFiftyMegabytesAndNotMore() {
        byte[] most = new byte[50 << 20];
        Arrays.fill(most, (byte) 'x');
        byte[] line = ("\n" + A + "\n").getBytes(StandardCharsets.US_ASCII);
        for (int at = 1000; at + line.length < most.length; at += 4000) {
            System.arraycopy(line, 0, most, at, line.length);
        }
        assertThat(members(create("EMAIL_SHA256", Upload.of("EMAIL_SHA256", most).path(client))))
                .containsExactly("A");
        byte[] more = Arrays.copyOf(most, most.length + 1);
        assertThat(Upload.of("EMAIL_SHA256", more).send(client).path("code").asInt())
                .isEqualTo(40907);
        JsonNode last = client.control("GET", "/received/calls?limit=1", null).at("/calls/0");
        assertThat(last.path("body_bytes").asLong()).isGreaterThan(50 << 20);
        assertThat(last.path("body").asText()).hasSizeLessThan(5000);
    }

    @Test
    void aFileIsItsOwnersAndExpires() {
        String path = Upload.of("EMAIL_SHA256", A).path(client);
        String theirs =
                Upload.of("EMAIL_SHA256", B)
                        .with("advertiser_id", Sandbox.SECOND_ADVERTISER_ID)
                        .path(client);
        assertThat(create("EMAIL_SHA256", path, theirs).path("code").asInt()).isEqualTo(40905);
        assertThat(create("EMAIL_SHA256", path + "x").path("message").asText())
                .isEqualTo("Invalid value for file_paths: a path has 16 characters.");
        assertThat(create("PHONE_SHA256", path).path("message").asText())
                .isEqualTo(
                        "Invalid value for calculate_type: the file %s was uploaded as EMAIL_SHA256, not as PHONE_SHA256."
                                .formatted(path));
        clock.advance(Duration.ofHours(23));
        assertThat(create("EMAIL_SHA256", path, path).path("code").asInt()).isZero();
        clock.advance(Duration.ofHours(1));
        assertThat(create("EMAIL_SHA256", path).path("code").asInt()).isEqualTo(40910);
    }

    @Test
    void anUploadIsRefusedBeforeItIsRead() {
        client.control(
                "POST",
                "/faults",
                "{\"path\":\"/dmp/custom_audience/file/upload/\",\"code\":40100}");
        byte[] large = "x\n".repeat(4 << 20).getBytes(StandardCharsets.US_ASCII);
        assertThat(Upload.of("EMAIL_SHA256", large).send(client).path("code").asInt())
                .isEqualTo(40100);
        assertThat(Upload.of("EMAIL_SHA256", large).send(client).path("code").asInt()).isZero();
        client.token("wrong");
        assertThat(Upload.of("EMAIL_SHA256", large).send(client).path("code").asInt())
                .isEqualTo(40105);
        client.token(Sandbox.ACCESS_TOKEN);
        client.set("qps", 1);
        List<Integer> codes =
                List.of(1, 2, 3).stream()
                        .map(i -> Upload.of("EMAIL_SHA256", A).send(client).path("code").asInt())
                        .toList();
        assertThat(codes).contains(40100);
    }
}
