package io.tiktokroutes.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.runtime.Application;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code replay} and {@code leads replay}, with a running program and without one. */
class ReplayCommandTest {

    private static final String KINDS = "io.tiktokroutes.store.BothDatabases#kinds";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    private Path routes;
    private Path mappings;
    private Path config;

    @BeforeEach
    void copyProject() throws IOException {
        routes = Files.createDirectory(folder.resolve("routes"));
        mappings = Files.createDirectories(folder.resolve("mappings/lookups")).getParent();
        Files.copy(
                Path.of("routes/leads-to-cdp.camel.yaml"),
                routes.resolve("leads-to-cdp.camel.yaml"));
        for (Path from : List.of(Path.of("mappings"), Path.of("mappings/lookups"))) {
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, folder.resolve(file.toString()));
                }
            }
        }
    }

    private void write(String url, Sandbox sandbox) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        config = folder.resolve("application.properties");
        List<String> lines =
                List.of(
                        "tiktok.api-url=" + (sandbox == null ? "" : sandbox.apiUrl()),
                        "tiktok.access-token=" + Sandbox.ACCESS_TOKEN,
                        "tiktok.advertiser-ids=" + Sandbox.ADVERTISER_ID,
                        "cdp.api-url=" + (sandbox == null ? "" : sandbox.cdpUrl()),
                        "cdp.portal-id=" + Sandbox.CDP_PORTAL_ID,
                        "cdp.source-id=" + Sandbox.CDP_SOURCE_ID,
                        "cdp.token=" + Sandbox.CDP_TOKEN,
                        "database.url=" + url.replace("\\", "\\\\"),
                        "http.port=" + port,
                        "leads.schedule=0/2 * * * * ?",
                        "leads.poll-millis=50");
        Files.write(config, lines);
    }

    private Application start() throws Exception {
        Settings settings = Settings.read(config, Map.of(), new Properties());
        Application application = new Application(settings, routes, mappings);
        application.start();
        return application;
    }

    private Said say(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--config", config.toString(), "--routes", routes.toString()));
        return Said.to("", all.toArray(String[]::new));
    }

    private static List<String> rows(Database database, String query) throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(query);
                ResultSet rows = select.executeQuery()) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    cells.add(rows.getString(i));
                }
                lines.add(String.join("|", cells));
            }
            return lines;
        }
    }

    private static void execute(Database database, String statement, String... values)
            throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement update = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                update.setString(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }

    private static JsonNode events(Sandbox sandbox) throws Exception {
        return JSON.readTree(Web.get(sandbox.url() + "/_sandbox/received/cdp-events").toString())
                .path("events");
    }

    private static void delivered(Database database, String destination, long wanted) {
        String query =
                "select count(*) from ledger where outcome = 'delivered' and again_at is null"
                        + " and destination = '%s' and attempts = %d";
        await().atMost(SOON)
                .until(() -> rows(database, query.formatted(destination, wanted)).contains("3"));
    }

    /** Two leads of three are refused, their mapping is mended, and they are put back to work. */
    @ParameterizedTest(name = "{0}")
    @MethodSource(KINDS)
    @Tag("R-CDP-56")
    void whatWasRefusedOrDeliveredIsSentAgain(String kind) throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            String leads =
                    """
                    [{"answers":{"name":"Ana","email":"ana@example.com"}},
                     {"answers":{"name":"Bob"}}, {"answers":{"name":"Cy"}}]""";
            Web.post(sandbox.url() + "/_sandbox/forms/" + Sandbox.FORM_ID + "/leads", leads);
            write(kind.equals("H2") ? BothDatabases.h2(folder) : BothDatabases.postgres(), sandbox);
            try (Application application = start()) {
                Database database = application.database();
                await().atMost(SOON)
                        .until(() -> rows(database, "select * from ledger").size() == 6);
                assertThat(rows(database, "select distinct flow from ledger"))
                        .containsExactly("leads-to-cdp");
                Said dry = say("replay", "--all", "--dry-run");
                assertThat(dry.code()).isZero();
                assertThat(dry.outLines())
                        .containsExactly(
                                "destination    inbox  reason           refused",
                                "cdp-customers  leads  NO_IDENTIFIER          2");
            }
            mend();
            Said replay = say("replay", "--reason", "NO_IDENTIFIER");
            assertThat(replay.err()).isEmpty();
            assertThat(replay.code()).isZero();
            assertThat(replay.outLines())
                    .endsWith("put 2 records back to work; a running program takes them at once");
            assertThat(say("replay", "--reason", "NO_IDENTIFIER").outLines())
                    .endsWith("2 wait in their inbox already");

            try (Application application = start()) {
                Database database = application.database();
                String refused = "select record_key from refused";
                await().atMost(SOON).until(() -> rows(database, refused).isEmpty());
                assertThat(
                                rows(
                                        database,
                                        "select outcome, attempts from ledger"
                                                + " where destination = 'cdp-customers' order by 2"))
                        .containsExactly("delivered|1", "delivered|2", "delivered|2");
                assertThat(
                                rows(
                                        database,
                                        "select destination, outcome, reason from ledger_history"))
                        .containsExactly(
                                "cdp-customers|refused|NO_IDENTIFIER",
                                "cdp-customers|refused|NO_IDENTIFIER");
                assertThat(events(sandbox)).hasSize(3);

                sendAllAgain(database, sandbox);
            }
        }
    }

    private void mend() throws IOException {
        Path mapping = mappings.resolve("tiktok-lead-to-customer.mapping.yaml");
        String text = Files.readString(mapping);
        Files.writeString(
                mapping, text.replace("[phone_number, email], hash", "[email, id], hash"));
    }

    /** The bulk process beside the running program. */
    private void sendAllAgain(Database database, Sandbox sandbox) throws Exception {
        for (String id : rows(database, "select lead_id from lead")) {
            String payload =
                    "{\"id\":\"%s\",\"form_id\":\"%s\",\"name\":\"Zoe\"}"
                            .formatted(id, Sandbox.FORM_ID);
            execute(database, "update lead set payload = ? where lead_id = ?", payload, id);
        }
        String[] words = {
            "leads", "replay", "--form", Sandbox.FORM_ID, "--destination", "cdp-submit-lead"
        };
        Said said = say(words);
        assertThat(said.err()).isEmpty();
        assertThat(said.outLines())
                .containsExactly(
                        "form " + Sandbox.FORM_ID + " has 3 stored leads",
                        "put 3 leads back to work; a running program takes them at once");
        delivered(database, "cdp-submit-lead", 2);
        Set<String> ids = new TreeSet<>();
        events(sandbox).forEach(e -> ids.add(e.at("/event/items/0/id").asText()));
        // the same ids as the first time: the CDP writes its leads over, and adds none
        assertThat(events(sandbox)).hasSize(6);
        assertThat(ids).hasSize(3);
        assertThat(
                        rows(
                                database,
                                "select outcome, attempts from ledger_history"
                                        + " where destination = 'cdp-submit-lead'"))
                .containsExactly("delivered|1", "delivered|1", "delivered|1");
        assertThat(
                        rows(
                                database,
                                "select count(*) from ledger"
                                        + " where destination = 'cdp-customers' and attempts > 2"))
                .containsExactly("0");
    }

    @Test
    void mistakesAreToldInOneLine() throws Exception {
        write(BothDatabases.h2(folder), null);
        assertMistake(say("replay"), "error: say which records: --destination, --inbox, --reason");
        assertMistake(
                say("replay", "--destination", "cdp-custmers"),
                "has a destination 'cdp-custmers'; did you mean 'cdp-customers'?");
        assertMistake(say("replay", "--since", "soon"), "--since is 'soon'; write how long ago");
        String[] leads = {"leads", "replay", "--form", "1", "--destination"};
        assertMistake(say(with(leads, "nowhere")), "; write one of cdp-customers, cdp-submit-lead");
        assertMistake(
                say(with(leads, "cdp-customers")),
                "error: no leads of form '1' are stored; there are none at all");
        assertMistake(
                say(with(leads, "cdp-customers", "--from", "1.2.2026")),
                "error: --from is '1.2.2026'; write a day such as 2026-03-14");
        assertMistake(
                say(with(leads, "cdp-customers", "--from", "2026-02-02", "--to", "2026-02-01")),
                "error: --to is before --from; exchange them");
        assertMistake(
                say(with(leads, "cdp-customers", "--zone", "Bangkok")),
                "error: --zone is 'Bangkok'; write a time zone");
        assertThat(say("replay", "--all").outLines())
                .containsExactly("nothing that is kept was refused so");
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }

    private static void assertMistake(Said said, String words) {
        assertThat(said.err()).contains(words);
        assertThat(said.err().lines()).hasSize(1);
        assertThat(said.code()).isEqualTo(2);
    }
}
