package io.tiktokroutes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiktokroutes.Ports;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.tiktok.Bench;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One call over camel-http: made once, ended in time, answered whatever the status. */
class HttpCallsTest {

    private static final String PATH = "/event/track/";
    private static final String TOKEN = Sandbox.ACCESS_TOKEN;

    @TempDir private Path folder;
    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(Clock.systemUTC(), Duration.ofMillis(700));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private HttpAnswer post(String body) throws IOException {
        return bench.http.call(
                HttpRequest.post(
                        bench.sandbox.apiUrl() + PATH,
                        "a=%5B1%5D&b=x%20y",
                        Map.of("Access-Token", TOKEN, "Content-Type", "application/json"),
                        body.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 413, 429, 500, 502, 503, 504})
    void anyStatusIsAnAnswerAndThePostIsSentOnce(int status) throws Exception {
        bench.fault(
                "{'path':'/event/track/','status':%d,'body':'<html>no</html>','times':-1,"
                                .formatted(status)
                        + "'headers':{'Retry-After':'1'}}");
        HttpAnswer answer = post("{}");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.isSuccess()).isFalse();
        assertThat(answer.body()).asString().isEqualTo("<html>no</html>");
        assertThat(answer.header("retry-after")).contains("1");
        assertThat(bench.calls(PATH)).isEqualTo(1);
    }

    /** Route files are compared with the CDP while the program starts, over the same calls. */
    @ParameterizedTest
    @ValueSource(strings = {"'status':503", "'delay_ms':5000"})
    void aCallBeforeTheContextStartsIsMadeOnceAndEndsInTimeToo(String fault) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            HttpCalls early = new HttpCalls(context, Duration.ofMillis(700));
            context.addService(early);
            bench.fault("{'path':'/event/track/','times':-1," + fault + "}");
            HttpRequest request =
                    HttpRequest.post(bench.sandbox.apiUrl() + PATH, "", Map.of(), new byte[] {'{'});
            if (fault.contains("status")) {
                assertThat(early.call(request).status()).isEqualTo(503);
                assertThat(bench.calls(PATH)).isEqualTo(1);
            } else {
                assertThatThrownBy(() -> early.call(request)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void theQueryAndTheBodyArriveAsTheyAre() throws Exception {
        post("{\"name\":\"Łoś, Zoë 🎈\"}");
        assertThat(bench.received(PATH).get(0).path("body").asText())
                .isEqualTo("{\"name\":\"Łoś, Zoë 🎈\"}");
        assertThat(bench.received(PATH).get(0).path("query").asText())
                .isEqualTo("a=%5B1%5D&b=x%20y");
    }

    @Test
    void whatWasSentDoesNotStandInTheAnswer() throws Exception {
        HttpAnswer answer = post("{}");
        assertThat(answer.headers().keySet()).doesNotContain("access-token");
        assertThat(answer.headers().toString()).doesNotContain(TOKEN);
        assertThat(answer.toString()).matches("HTTP 200, \\d+ bytes");
    }

    @Test
    void aRequestPrintsNeitherQueryNorHeadersNorBody() {
        HttpRequest request =
                HttpRequest.get("https://host/path", "secret=s", Map.of("Access-Token", TOKEN));
        assertThat(request).hasToString("GET https://host/path");
    }

    @ParameterizedTest
    @CsvSource({"true,0", "after,1", "body,1"})
    void anIncompleteAnswerIsAnErrorAndThePostIsNotRepeated(String cut, int carriedOut)
            throws Exception {
        String event =
                "{\"event_source\":\"offline\",\"event_source_id\":\"%s\",\"data\":[{\"event\":"
                        + "\"Purchase\",\"event_time\":1772446500,\"event_id\":\"1\",\"user\":{}}]}";
        bench.fault("{'path':'/event/track/','cut':'" + cut + "'}");
        assertThatThrownBy(() -> post(event.formatted(Sandbox.EVENT_SET_ID)))
                .isInstanceOf(IOException.class)
                .message()
                .doesNotContain(TOKEN);
        assertThat(bench.calls(PATH)).isEqualTo(1);
        assertThat(bench.control("GET", "/counts", null).path("events").path("accepted").asInt())
                .isEqualTo(carriedOut);
    }

    @Test
    void anAnswerThatDoesNotComeIsNotWaitedForForEver() throws Exception {
        bench.fault("{'path':'/event/track/','delay_ms':30000}");
        long start = System.nanoTime();
        assertThatThrownBy(() -> post("{}")).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aHostThatDoesNotListenIsAnIoException() throws Exception {
        HttpRequest request =
                HttpRequest.get(
                        "http://127.0.0.1:" + Ports.free() + "/",
                        "",
                        Map.of("Access-Token", TOKEN));
        assertThatThrownBy(() -> bench.http.call(request))
                .isInstanceOf(IOException.class)
                .message()
                .doesNotContain(TOKEN);
    }

    @Test
    void aLargerAnswerThanTheBoundIsAnError() throws Exception {
        HttpCalls narrow = new HttpCalls(bench.camel, Duration.ofSeconds(5), 1000, 5000);
        bench.camel.addService(narrow);
        bench.fault("{'path':'/event/track/','body':'" + "x".repeat(1000) + "'}");
        bench.fault("{'path':'/event/track/','body':'" + "x".repeat(1001) + "'}");
        HttpRequest request = HttpRequest.post(url(), "", Map.of(), new byte[] {1});
        assertThat(narrow.call(request).body()).hasSize(1000);
        assertThatThrownBy(() -> narrow.call(request)).hasMessageContaining("larger than 1000");
        assertThat(narrow.call(request).status()).isEqualTo(200);
    }

    @Test
    void aDownloadGoesIntoAFileUpToABoundOfItsOwn() throws Exception {
        HttpCalls narrow = new HttpCalls(bench.camel, Duration.ofSeconds(5), 1000, 5000);
        bench.camel.addService(narrow);
        bench.fault("{'path':'/event/track/','body':'" + "x".repeat(5000) + "'}");
        bench.fault("{'path':'/event/track/','status':500,'body':'short'}");
        bench.fault("{'path':'/event/track/','body':'" + "x".repeat(5001) + "'}");
        HttpRequest request = HttpRequest.post(url(), "", Map.of(), new byte[] {1});
        Path path = folder.resolve("answer");
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            HttpAnswer answer = narrow.download(request, file);
            assertThat(answer.isSuccess()).isTrue();
            assertThat(answer.body()).isEmpty();
            assertThat(path).hasContent("x".repeat(5000));
            assertThat(narrow.download(request, file).status()).isEqualTo(500);
            assertThat(path).hasContent("short");
            assertThatThrownBy(() -> narrow.download(request, file))
                    .hasMessageContaining("larger than 5000");
            assertThat(narrow.download(request, file).status()).isEqualTo(200);
            HttpAnswer canned =
                    new HttpCalls(bench.camel, Duration.ofSeconds(5))
                            .instead(r -> new HttpAnswer(200, Map.of(), new byte[] {'a'}))
                            .download(request, file);
            assertThat(canned.isSuccess()).isTrue();
            assertThat(path).hasContent("a");
        }
    }

    private String url() {
        return bench.sandbox.apiUrl() + PATH;
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void aMoveWithinTheHostIsFollowedWithMethodBodyQueryAndToken(int status) throws Exception {
        bench.fault("{'path':'/event/track/','redirect':" + status + "}");
        HttpAnswer answer = post("{\"moved\":1}");
        // with its token: without it the answer would be 40104
        assertThat(answer.body()).asString().contains("event_source");
        assertThat(bench.calls(PATH)).isEqualTo(2);
        var second = bench.received(PATH).get(1);
        assertThat(second.path("method").asText()).isEqualTo("POST");
        assertThat(second.path("body").asText()).isEqualTo("{\"moved\":1}");
        assertThat(second.path("query").asText()).isEqualTo("a=%5B1%5D&b=x%20y");
    }

    @Test
    void movesEndSomewhere() throws Exception {
        bench.fault("{'path':'/event/track/','redirect':307,'times':-1}");
        assertThat(post("{}").status()).isEqualTo(307);
        assertThat(bench.calls(PATH)).isEqualTo(4);
    }

    @Test
    void aMoveToAnotherHostIsRefusedAndTheTokenStaysHere() throws Exception {
        try (Sandbox other = Sandbox.start(0)) {
            String there = other.apiUrl() + PATH;
            bench.fault("{'path':'/event/track/','redirect':307,'location':'" + there + "'}");
            assertThatThrownBy(() -> post("{}"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("redirect to another host")
                    .message()
                    .doesNotContain(TOKEN);
            String counts =
                    new String(
                            java.net
                                    .URI
                                    .create(other.url() + "/_sandbox/counts")
                                    .toURL()
                                    .openStream()
                                    .readAllBytes(),
                            StandardCharsets.UTF_8);
            assertThat(Bench.JSON.readTree(counts).path("calls")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:a@example.com", "http:opaque", "//evil.example/x", "ht tp://"})
    void anOddPlaceToMoveToIsRefused(String location) throws Exception {
        bench.fault("{'path':'/event/track/','redirect':307,'location':'" + location + "'}");
        assertThatThrownBy(() -> post("{}")).isInstanceOf(IOException.class);
        assertThat(bench.calls(PATH)).isEqualTo(1);
    }

    @Test
    void manyCallsAtOnceShareTheConnectionsAndNoneIsLeaked() throws Exception {
        // far more than camel-http has connections: one that is not given back would block the rest
        bench.fault("{'path':'/event/track/','status':502,'body':'<html>','times':150}");
        bench.fault("{'path':'/event/track/','status':503,'times':150}");
        for (int i = 0; i < 300; i++) {
            assertThat(post("{}").status()).isGreaterThan(500);
        }
        assertThat(bench.calls(PATH)).isEqualTo(300);
    }
}
