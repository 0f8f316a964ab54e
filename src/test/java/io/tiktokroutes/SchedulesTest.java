package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.runtime.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schedule of a report in the whole program: it comes by itself, and misses nothing. */
class SchedulesTest {

    private static final String NAME = "reports/ads-report";
    private static final String FILE = "ads-report-to-table.camel.yaml";
    private static final String FIRED =
            "select count(*) from schedule_run where name = '" + NAME + "' and fired_at > ";

    @TempDir Path folder;

    @Test
    @Tag("R-WIT-3")
    @Tag("R-WIT-45")
    @Tag("RX-WIT-1")
    void aReportIsPulledAtOnceThenWhenItIsDueAndWhenItWasMissed() throws Exception {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        Path file = routes.resolve(FILE);
        String text = Files.readString(Path.of("routes").resolve(FILE));
        Files.writeString(file, text);
        Map<String, String> settings = new HashMap<>();
        settings.put("reports.schedule", "every day at 05:00");
        try (Running running = Running.on("H2", folder, settings, routes).start()) {
            settings.put("database.url", running.databaseUrl());
            // nobody said when, and the data is there and goes on to come
            awaits(() -> running.count(FIRED + "'2000-01-01'") == 1);
            assertThat(running.count("select count(*) from tiktok_ads_report")).isPositive();
            assertThat(next(running).atZone(ZoneId.systemDefault()).toLocalTime())
                    .isEqualTo(LocalTime.of(5, 0));

            running.execute("insert into flow_stop values ('ads-report-to-table', now())");
            awaits(() -> next(running) == null);
            missTwoDays(running);
            running.execute("delete from flow_stop");
            awaits(() -> running.count(FIRED + "now() - interval '1' day") == 1);

            save(file, text, "evry 3 days at 05:00", "Asia/Tokyo");
            awaits(() -> health(running, "live-files").toString().contains("did you mean 'every'"));
            assertThat(next(running)).as("the version before runs on").isNotNull();
            save(file, text, "every day at 07:45", "Asia/Tokyo");
            awaits(() -> LocalTime.of(7, 45).equals(in(next(running), "Asia/Tokyo")));
            missTwoDays(running);
        }
        try (Running running = Running.on("H2", folder, settings, routes).start()) {
            awaits(() -> running.count(FIRED + "now() - interval '1' day") == 1);
            assertThat(running.get("/observe/metrics").body())
                    .contains(
                            "tiktok_routes_schedule_last_run_age_seconds{schedule=\""
                                    + NAME
                                    + "\"}");
        }
    }

    @Test
    void aBadScheduleIsOneLineAtTheStart() throws Exception {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        String text = Files.readString(Path.of("routes").resolve(FILE));
        Path file = routes.resolve(FILE);
        save(file, text, "every 3 dais at 05:00", "Berlin");
        assertThatThrownBy(() -> Running.on("H2", folder, Map.of(), routes).start())
                .isInstanceOf(StartupException.class)
                .message()
                .isEqualTo(
                        file
                                + ":8:19: error: after 'every 3' comes minutes, hours, days, weeks or"
                                + " months, not 'dais'; did you mean 'days'?\n"
                                + file
                                + ":9:19: error: there is no time zone 'Berlin'; did you mean"
                                + " 'Europe/Berlin'?");
        // only the program knows what a setting brings in
        save(file, text, "\"{{my.schedule}}\"", "UTC");
        Map<String, String> settings = Map.of("my.schedule", "daily");
        assertThatThrownBy(() -> Running.on("H2", folder, settings, routes).start())
                .isInstanceOf(StartupException.class)
                .message()
                .isEqualTo(
                        file
                                + ":5:12: error: schedule:reports/ads-report: when is"
                                + " '{{my.schedule}}': this is no schedule; write for instance every 15 minutes, every day"
                                + " at 05:00, every monday at 07:30 or 0 0/10 * * * ?");
        Files.writeString(file, text);
        Files.writeString(
                routes.resolve("b.camel.yaml"),
                text.replace("id: ads", "id: other")
                        .replace("name: ads-report", "name: ads-report\n        lookbackDays: 3"));
        assertThatThrownBy(() -> Running.on("H2", folder, Map.of(), routes).start())
                .isInstanceOf(StartupException.class)
                .message()
                .contains("schedule:reports/ads-report is read by another route already, and only")
                .doesNotContain("\n");
    }

    private static void save(Path file, String text, String schedule, String zone)
            throws Exception {
        String name = "        name: ads-report\n";
        assertThat(text).contains(name);
        Files.writeString(
                file,
                text.replace(
                        name,
                        name
                                + "        schedule: %s\n        timeZone: %s\n"
                                        .formatted(schedule, zone)));
    }

    private static void missTwoDays(Running running) throws Exception {
        running.execute("update schedule_run set fired_at = now() - interval '2' day");
    }

    private static void awaits(Callable<Boolean> what) {
        await().atMost(Duration.ofSeconds(20)).until(what);
    }

    private static LocalTime in(Instant time, String zone) {
        return time == null ? null : time.atZone(ZoneId.of(zone)).toLocalTime();
    }

    private static Instant next(Running running) throws Exception {
        JsonNode next = health(running, "schedules").path("data").path(NAME);
        return next.isMissingNode() ? null : Instant.parse(next.asText());
    }

    private static JsonNode health(Running running, String check) throws Exception {
        String body = running.get("/observe/health?data=true").body();
        for (JsonNode found : Running.JSON.readTree(body).path("checks")) {
            if (found.path("name").asText().equals(check)) {
                return found;
            }
        }
        throw new AssertionError("no health check " + check + " in " + body);
    }
}
