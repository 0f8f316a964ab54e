package io.tiktokroutes.leads;

import static io.tiktokroutes.leads.LeadBench.DOWNLOAD;
import static io.tiktokroutes.leads.LeadBench.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tiktokroutes.http.DownloadFile;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.tiktok.Bench;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Create, ask until done, download: with everything that goes wrong on the way. */
class LeadExportTest {

    private static final LeadForm FORM =
            new LeadForm(
                    FormOwner.advertiser(Sandbox.ADVERTISER_ID),
                    Sandbox.FORM_ID,
                    "Spring demo request",
                    "PUBLISHED",
                    "",
                    false);

    private Bench bench;
    private LeadExport export;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench();
        export = new LeadExport(bench.api(), Duration.ofMillis(1));
        for (String region : new String[] {"row", "us", "eu"}) {
            bench.control(
                    "POST",
                    "/forms/" + Sandbox.FORM_ID + "/leads",
                    "{\"answers\":{\"name\":\"of-" + region + "\"},\"region\":\"" + region + "\"}");
        }
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private String download(String region) throws TikTokException, IOException {
        try (DownloadFile file = DownloadFile.make("leads")) {
            export.download(FORM, region, file.channel());
            return new String(file.content().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private TikTokException failure() {
        return catchThrowableOfType(TikTokException.class, () -> download(""));
    }

    @Test
    void asksUntilTheFileIsThere() throws Exception {
        bench.set("lead_task_polls", 5);
        assertThat(download("")).contains("of-row").doesNotContain("of-us", "of-eu");
        assertThat(bench.calls(TASK)).as("made once, asked six times").isEqualTo(7);
        assertThat(bench.calls(DOWNLOAD)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"us,of-us", "eu,of-eu"})
    void theRegionGoesWithEveryCall(String region, String name) throws Exception {
        assertThat(download(region)).contains(name).doesNotContain("of-row");
        for (String path : new String[] {TASK, DOWNLOAD}) {
            for (var call : bench.received(path)) {
                assertThat(call.path("headers").path("X-lead-region").asText()).isEqualTo(region);
            }
        }
    }

    @Test
    void anExportThatFailedIsForTheNextRun() throws Exception {
        bench.set("lead_task_fails", true);
        assertThat(failure().remedy()).isEqualTo(Remedy.RETRY);
        assertThat(failure()).hasMessageContaining("FAILED").hasMessageContaining(FORM.pageId());
        assertThat(bench.calls(DOWNLOAD)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {40905, 40910})
    void aFileThatIsGoneIsMadeAgain(int code) throws Exception {
        bench.fault("{'path':'/page/lead/task/download/','code':" + code + "}");
        assertThat(download("")).contains("of-row");
        assertThat(bench.calls(DOWNLOAD)).isEqualTo(2);
    }

    @Test
    void butNotForEver() throws Exception {
        bench.fault("{'path':'/page/lead/task/download/','times':-1,'code':40905}");
        assertThat(failure().code()).isEqualTo(40905);
        assertThat(bench.calls(DOWNLOAD)).isEqualTo(2);
    }

    @Test
    void anAnswerWithoutATaskMakesNoTaskAfterTask() throws Exception {
        bench.fault("{'path':'/page/lead/task/','times':-1,'code':0,'data':{'status':'CREATED'}}");
        assertThat(failure()).hasMessageContaining("no task id");
        assertThat(bench.calls(TASK)).isEqualTo(1);
    }

    @Test
    void aPassingFaultOnTheWayIsWaitedOut() throws Exception {
        bench.fault("{'path':'/page/lead/task/','skip':1,'times':2,'code':51002}");
        bench.fault("{'path':'/page/lead/task/download/','cut':'body'}");
        assertThat(download("")).contains("of-row");
    }

    @Test
    void whoStopsTheProgramIsNotKeptWaiting() throws Exception {
        bench.set("lead_task_polls", 1000);
        LeadExport patient = new LeadExport(bench.api(), Duration.ofSeconds(20));
        Thread.currentThread().interrupt();
        try {
            var stopped =
                    catchThrowableOfType(
                            TikTokException.class, () -> patient.download(FORM, "", null));
            assertThat(stopped).hasMessageContaining("stopping");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
