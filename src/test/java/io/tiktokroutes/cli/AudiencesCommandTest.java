package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.tiktok.Bench;
import io.tiktokroutes.tiktok.TikTokRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code audiences}, and what {@code check} says of audience destinations. */
class AudiencesCommandTest {

    private static final String FIRST = Sandbox.ADVERTISER_ID;

    private static final String SINK =
            """
            - route:
                id: %s
                description: Customers become an audience
                from:
                  uri: kamelet:warehouse-source
                  parameters:
                    name: %s
                    model: select id, email from customer
                    primaryKey: id
                    mode: all
                  steps:
                    - to:
                        uri: kamelet:tiktok-audience-file-sink
                        parameters:
                          destination: %s
                          advertiser: "{{tiktok.advertiser-ids}}"
                          audience: %s
                          matchField: %s
            """;

    @TempDir private Path folder;
    private Bench bench;
    private String url;
    private String id;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench();
        bench.set("audience_minimum", 1);
        url = BothDatabases.h2(folder);
        Files.createDirectories(folder.resolve("routes"));
        route("a", "customers-file", "Customers", "EMAIL_SHA256");
        Files.writeString(
                folder.resolve("settings"),
                "database.url=%s\ntiktok.api-url=%s\ntiktok.access-token=%s\ntiktok.advertiser-ids=%s\n"
                        .formatted(url, bench.sandbox.apiUrl(), Sandbox.ACCESS_TOKEN, FIRST));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void route(String file, String destination, String audience, String field)
            throws Exception {
        Files.writeString(
                folder.resolve("routes/" + file + ".camel.yaml"),
                SINK.formatted(file, file, destination, audience, field));
    }

    /** As after a run: TikTok has an audience, and the tables know it. */
    private void filled() throws Exception {
        ObjectNode body = Bench.JSON.createObjectNode().put("advertiser_id", FIRST);
        body.put("custom_audience_name", "Segment");
        id =
                bench.api()
                        .call(TikTokRequest.post("/segment/audience/", body))
                        .data()
                        .path("audience_id")
                        .asText();
        Database.open(url, "", "").close();
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into audience values ('customers-file', 'file', '%s', 'Customers',"
                                    .formatted(FIRST)
                            + " 'EMAIL_SHA256', 'customers', timestamp '2026-03-01 05:00:00')");
            statement.execute(
                    "insert into audience_list values ('customers-file', '%s', '17', 'too small',"
                                    .formatted(FIRST)
                            + " 12, date '2026-03-02', timestamp '2026-03-02 05:00:00',"
                            + " timestamp '2026-03-03 05:00:00')");
            statement.execute(
                    "insert into audience values ('old', 'segment', '%s', 'Segment', '',"
                                    .formatted(FIRST)
                            + " 'people', timestamp '2026-03-01 05:00:00')");
            statement.execute(
                    "insert into audience_list values ('old', '%s', '%s', 'unknown', 0, null,"
                                    .formatted(FIRST, id)
                            + " timestamp '2026-03-02 05:00:00', null)");
        }
    }

    private Said audiences(String... arguments) {
        List<String> all = new ArrayList<>(List.of("audiences"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--routes", folder.resolve("routes").toString()));
        all.addAll(List.of("--config", folder.resolve("settings").toString()));
        Said said = Said.by(all.toArray(String[]::new));
        assertThat(said.out() + said.err()).doesNotContain("Exception", "\tat ");
        return said;
    }

    @Test
    void beforeTheFirstRunAndWithoutAnAudience() throws Exception {
        Said said = audiences("--check");
        assertThat(said.code()).isZero();
        assertThat(said.outLines().get(1))
                .matches(
                        "customers-file +file +"
                                + FIRST
                                + " +Customers +- +not made yet +- +- +never");
        assertThat(folder.toFile().listFiles((f, name) -> name.endsWith(".mv.db"))).isEmpty();
        Files.delete(folder.resolve("routes/a.camel.yaml"));
        assertThat(audiences().out()).isEqualTo("No route fills an audience.\n");
    }

    @Test
    @Tag("R-HT-76")
    void listsStateAndSizeAndAsksTikTokWhenToldTo() throws Exception {
        filled();
        Said said = audiences();
        assertThat(said.code()).isZero();
        assertThat(said.outLines().get(1))
                .matches("customers-file .*Customers  17 .*too small +12  2026-03-02  \\d+ d ago");
        assertThat(said.outLines().get(2))
                .matches("old +segment \\(no route\\) .*unknown +- +- +never");
        assertThat(said.out()).contains("does not serve audiences under 1,000 matched people");

        assertThat(audiences("--check").code()).isZero();
        List<JsonNode> told = new ArrayList<>();
        for (String line : audiences("--json").outLines()) {
            told.add(Bench.JSON.readTree(line));
        }
        // TikTok has no 17, and nobody has been sent to the other one
        assertThat(told)
                .extracting(n -> n.path("state").asText())
                .containsExactly("gone", "too small");
        assertThat(told.get(0).path("match_field").asText()).isEqualTo("EMAIL_SHA256");
        assertThat(told.get(1).path("checked").asText()).isNotEmpty();

        bench.fault("{'path':'/dmp/custom_audience/get/','code':40001,'message':'No','times':-1}");
        Said refused = audiences("--check");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("ad account " + FIRST + " are not known", "40001 No");
    }

    @Test
    @Tag("R-HT-73")
    void checkSaysWhetherTheAudienceIsThere() throws Exception {
        filled();
        assertThat(check(FIRST))
                .containsExactly(
                        "ok           audience of customers-file: 'Customers' of ad account "
                                + FIRST
                                + " is not there; the first run makes it");
        assertThat(check("7000000000000000009"))
                .singleElement()
                .asString()
                .startsWith("failed       audience of customers-file: /dmp/custom_audience/list/")
                .contains("check the ad account");
    }

    private List<String> check(String advertiser) throws Exception {
        Settings settings =
                Settings.read(folder.resolve("settings"), Map.of(), new Properties())
                        .with(Map.of("tiktok.advertiser-ids", advertiser));
        try (Connections connections =
                new Connections(settings, Duration.ofSeconds(8), Sandbox.ACCESS_TOKEN)) {
            return new AudienceChecks(folder.resolve("routes"), settings, connections)
                    .run().stream().map(Checked::line).toList();
        }
    }
}
