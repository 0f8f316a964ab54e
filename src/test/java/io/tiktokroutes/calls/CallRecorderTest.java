package io.tiktokroutes.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.http.HttpRequest;
import io.tiktokroutes.http.MadeCall;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of many calls at once, of failed ones and of uploads. */
class CallRecorderTest {

    private static final String API = "http://127.0.0.1/open_api/v1.3";

    @TempDir Path folder;

    private static MadeCall call(String path, String key, int bytes, HttpAnswer answer) {
        String body = "{\"data\":[{\"note\":\"" + "x".repeat(bytes) + "\"}]}";
        return new MadeCall(
                "shop",
                List.of(key),
                HttpRequest.post(API + path, "", Map.of(), body.getBytes(StandardCharsets.UTF_8)),
                answer,
                answer == null ? "refused by ada@example.com" : "",
                Instant.now(),
                3);
    }

    private static HttpAnswer done() {
        return new HttpAnswer(
                200,
                Map.of(),
                "{\"code\":0,\"request_id\":\"r\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static List<SentCall> kept(Database database) throws Exception {
        return new CallLog(new Sql(database.dataSource()))
                .latest(new CallLog.Wanted("shop", "", Set.of(), null, false, 0), 1000);
    }

    @Test
    @Tag("R-HT-83")
    @Tag("R-HT-85")
    void aFloodIsKeptWithoutBodiesAndUploadsAreNotKeptAtAll() throws Exception {
        try (Database database = BothDatabases.open("H2", folder)) {
            CallStore store = new CallStore(new Sql(database.dataSource()));
            CallRecorder recorder = new CallRecorder(store, API, 20);
            // what was made before the program is up waits
            for (int i = 0; i < 30; i++) {
                recorder.made(call("/event/track/", "K-" + i, 1 << 20, done()));
            }
            recorder.made(call("/dmp/custom_audience/file/upload/", "U-1", 10, done()));
            recorder.made(call("/event/track/", "F-1", 10, null));
            recorder.start();
            recorder.stop();

            List<SentCall> calls = kept(database);
            assertThat(calls).hasSize(21);
            assertThat(calls.get(0).keys()).containsExactly("F-1");
            assertThat(calls.get(0).failed()).isTrue();
            assertThat(calls.get(0).message()).isEqualTo("refused by (address)");
            assertThat(calls.get(1).keys()).containsExactly("K-29");
            assertThat(calls.get(1).endpoint()).isEqualTo("/event/track/");
            assertThat(calls.get(1).request()).isEmpty();
            assertThat(calls.get(1).note()).startsWith("request and answer were not kept");
            assertThat(calls.toString()).doesNotContain("file/upload");

            assertThat(store.forget(Duration.ofDays(1))).isZero();
            assertThat(store.forget(Duration.ofMillis(1))).isEqualTo(21);
        }
    }

    @Test
    void aDatabaseThatIsAwayStopsNobody() throws Exception {
        Database database = BothDatabases.open("H2", folder);
        CallStore store = new CallStore(new Sql(database.dataSource()));
        CallRecorder recorder = new CallRecorder(store, API, 20);
        recorder.start();
        database.close();
        assertThatCode(
                        () -> {
                            recorder.made(call("/event/track/", "K-1", 10, done()));
                            recorder.stop();
                        })
                .doesNotThrowAnyException();
    }
}
