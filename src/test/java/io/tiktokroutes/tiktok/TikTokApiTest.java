package io.tiktokroutes.tiktok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.Sandbox;
import java.net.URLDecoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Token, parameters, envelope, and which failures are tried again. */
class TikTokApiTest {

    private static final String INFO = "/advertiser/info/";
    private static final String TRACK = "/event/track/";

    @TempDir private Path folder;
    private Bench bench;
    private TikTokApi api;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench();
        api = bench.api();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static TikTokRequest info() {
        return TikTokRequest.get(
                INFO,
                Map.of("advertiser_ids", Bench.JSON.createArrayNode().add(Sandbox.ADVERTISER_ID)));
    }

    private static TikTokRequest event(String id) {
        ObjectNode body = Bench.JSON.createObjectNode();
        body.put("event_source", "offline").put("event_source_id", Sandbox.EVENT_SET_ID);
        body.putArray("data")
                .addObject()
                .put("event", "Purchase")
                .put("event_time", 1772446500)
                .put("event_id", id)
                .putObject("user");
        return TikTokRequest.post(TRACK, body);
    }

    private TikTokException refused(TikTokRequest request) {
        return catchThrowableOfType(TikTokException.class, () -> api.call(request));
    }

    @Test
    void sendsTheTokenInTheHeaderAndArraysAsJsonText() throws Exception {
        TikTokAnswer answer = api.call(info());
        assertThat(answer.data().path("list").get(0).path("advertiser_id").asText())
                .isEqualTo(Sandbox.ADVERTISER_ID);
        assertThat(answer.requestId()).matches("20\\d{12}[0-9A-F]+");
        var call = bench.received(INFO).get(0);
        assertThat(call.path("headers").path("Access-token").asText()).isEqualTo("***");
        String query = call.path("query").asText();
        assertThat(query).doesNotContain(Sandbox.ACCESS_TOKEN).startsWith("advertiser_ids=%5B%22");
        assertThat(URLDecoder.decode(query, StandardCharsets.UTF_8))
                .isEqualTo("advertiser_ids=[\"" + Sandbox.ADVERTISER_ID + "\"]");
    }

    @Test
    void parametersAreEncodedAndASlashTooManyDoesNoHarm() throws Exception {
        TikTokApi slashed =
                new TikTokApi(
                        bench.http,
                        bench.sandbox.apiUrl() + "//",
                        () -> bench.token,
                        new RateLimits(100, java.time.Clock.systemUTC()),
                        Bench.QUICK);
        var failure =
                catchThrowableOfType(
                        TikTokException.class,
                        () -> slashed.call(TikTokRequest.get(INFO, Map.of("x", "a b+c&d=ä/[]"))));
        assertThat(failure.code()).isEqualTo(40002);
        assertThat(bench.received(INFO).get(0).path("query").asText())
                .isEqualTo("x=a%20b%2Bc%26d%3D%C3%A4%2F%5B%5D");
    }

    @Test
    void asksForTheTokenBeforeEveryCall() throws Exception {
        bench.control("POST", "/tokens", "{\"token\":\"new-token\"}");
        bench.control("POST", "/tokens/revoke", "{}");
        assertThat(refused(info()).remedy()).isEqualTo(Remedy.REAUTHORISE);
        bench.token = "new-token";
        assertThat(api.call(info()).code()).isZero();
        bench.token = null;
        TikTokException none = refused(info());
        assertThat(none.code()).isEqualTo(40104);
        assertThat(none.remedy()).isEqualTo(Remedy.REAUTHORISE);
    }

    @ParameterizedTest
    @ValueSource(ints = {40001, 40002, 40067, 40105, 40118, 53102, 41001})
    @Tag("R-WIT-36")
    void whatARepeatCannotMendIsTriedOnce(int code) throws Exception {
        bench.fault(
                "{'path':'/advertiser/info/','code':%d,'message':'No permission, sorry'}"
                        .formatted(code));
        TikTokException refusal = refused(info());
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.remedy()).isEqualTo(ReturnCodes.remedy(code));
        assertThat(refusal.answer()).isEqualTo("No permission, sorry");
        assertThat(refusal.requestId()).matches("20\\d{12}[0-9A-F]+");
        assertThat(refusal)
                .hasMessage(
                        "/advertiser/info/ answered %d No permission, sorry (request %s)",
                        code, refusal.requestId());
        assertThat(bench.calls(INFO)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'code':50000",
                "'code':51002",
                "'code':60001",
                "'code':40202",
                "'status':502,'body':'<html>502 Bad Gateway</html>'",
                "'status':504,'body':''",
                "'status':500,'body':'{\"code\":0,\"message\":\"OK\"}'",
                "'status':200,'body':'<html>hello</html>'",
                "'status':200,'body':'{\"no\":\"envelope\"}'",
                "'status':408,'body':'slow'",
                "'cut':true",
                "'cut':'after'",
                "'cut':'body'"
            })
    void passingFaultsAreTriedAgainUntilTheyPass(String fault) throws Exception {
        bench.fault("{'path':'/advertiser/info/','times':3," + escaped(fault) + "}");
        assertThat(api.call(info()).code()).isZero();
        assertThat(bench.calls(INFO)).isEqualTo(4);
    }

    /** Keeps quotes inside a text when {@link Bench#fault} makes double ones of the single ones. */
    private static String escaped(String fault) {
        return fault.replace("\"", "\\\"");
    }

    @Test
    void andGivenUpWhenTheyDoNot() throws Exception {
        bench.fault("{'path':'/advertiser/info/','times':-1,'status':502,'body':'<html>'}");
        TikTokException failure = refused(info());
        assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
        assertThat(failure.code()).isEqualTo(TikTokException.NO_CODE);
        assertThat(failure).hasMessageContaining("HTTP 502 without TikTok's envelope");
        assertThat(bench.calls(INFO)).isEqualTo(Bench.QUICK.tries());
    }

    @ParameterizedTest
    @CsvSource({
        "404,CONFIGURE",
        "405,CONFIGURE",
        "401,CONFIGURE",
        "403,CONFIGURE",
        "301,CONFIGURE",
        "413,HALVE"
    })
    void aStatusWithoutEnvelopeTellsWhatItCan(int status, Remedy remedy) throws Exception {
        bench.fault("{'path':'/advertiser/info/','status':%d,'body':'no'}".formatted(status));
        assertThat(refused(info()).remedy()).isEqualTo(remedy);
        assertThat(bench.calls(INFO)).isEqualTo(1);
    }

    @Test
    void aCallThatWasCarriedOutButNotAnsweredIsRepeatedAsItWas() throws Exception {
        bench.fault("{'path':'/event/track/','cut':'after'}");
        assertThat(api.call(event("e-1")).code()).isZero();
        assertThat(bench.calls(TRACK)).isEqualTo(2);
        var received = bench.received(TRACK);
        assertThat(received.get(0).path("body")).isEqualTo(received.get(1).path("body"));
        var counts = bench.control("GET", "/counts", null).path("events");
        assertThat(counts.path("unique").asInt()).isEqualTo(1);
        assertThat(counts.path("duplicate").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "[]", "\"\""})
    void dataMayBeAnythingOrMissing(String data) throws Exception {
        bench.fault(
                "{'path':'/advertiser/info/','status':200,'body':{'code':20001,'data':%s}}"
                        .formatted(data));
        bench.fault("{'path':'/advertiser/info/','status':200,'body':{'code':0}}");
        TikTokAnswer partial = api.call(info());
        assertThat(partial.isPartial()).isTrue();
        assertThat(partial.data()).isEqualTo(Bench.JSON.createObjectNode());
        assertThat(partial.requestId()).isEmpty();
        assertThat(api.call(info()).data()).isEmpty();
    }

    @Test
    void anEnvelopeUnderAnErrorStatusStillTellsItsCode() throws Exception {
        bench.fault(
                "{'path':'/advertiser/info/','status':400,'body':{'code':40002,'message':'x'}}");
        assertThat(refused(info()).code()).isEqualTo(40002);
    }

    private String download(TikTokRequest request) throws Exception {
        Path path = folder.resolve("file");
        try (FileChannel file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            api.download(request, file);
        }
        return Files.readString(path);
    }

    @Test
    void aFileIsGivenAsItIs() throws Exception {
        bench.fault("{'path':'/page/lead/task/download/','status':200,'body':'lead_id,Name'}");
        TikTokRequest download = TikTokRequest.get("/page/lead/task/download/", Map.of());
        assertThat(download(download)).isEqualTo("lead_id,Name");
    }

    @Test
    void anEnvelopeInPlaceOfAFileIsAnError() throws Exception {
        TikTokRequest download = TikTokRequest.get("/page/lead/task/download/", Map.of());
        bench.fault("{'path':'/page/lead/task/download/','code':40905,'message':'file not exist'}");
        var missing = catchThrowableOfType(TikTokException.class, () -> download(download));
        assertThat(missing.code()).isEqualTo(40905);
        String marked = Bench.JSON.writeValueAsString("\uFEFF \n {\"code\":40910}");
        bench.fault("{'path':'/page/lead/task/download/','status':200,'body':" + marked + "}");
        missing = catchThrowableOfType(TikTokException.class, () -> download(download));
        assertThat(missing.code()).isEqualTo(40910);
        // the next answer takes the place of what was in the file
        bench.fault("{'path':'/page/lead/task/download/','status':502,'body':'<html>long</html>'}");
        bench.fault("{'path':'/page/lead/task/download/','status':200,'body':'lead_id'}");
        assertThat(download(download)).isEqualTo("lead_id");
        bench.fault("{'path':'/page/lead/task/download/','times':-1,'status':502,'body':'<html>'}");
        var none = catchThrowableOfType(TikTokException.class, () -> download(download));
        assertThat(none.remedy()).isEqualTo(Remedy.RETRY);
    }
}
