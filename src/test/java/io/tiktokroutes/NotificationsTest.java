package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.sandbox.Sandbox;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CDP refuses, and people hear of it: in the log, over a webhook and by mail. */
class NotificationsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SECRET_PATH = "/services/hush-hush";

    @TempDir Path folder;

    private final List<String> posts = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AbstractAppender appender =
            new AbstractAppender("notified", null, null, false, Property.EMPTY_ARRAY) {
                @Override
                public void append(LogEvent event) {
                    log.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
                }
            };
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    private HttpServer webhook;

    @BeforeEach
    void listen() throws Exception {
        appender.start();
        LoggerContext.getContext(false)
                .getConfiguration()
                .getRootLogger()
                .addAppender(appender, Level.DEBUG, null);
        mail.start();
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext(
                SECRET_PATH,
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    posts.add(
                            Running.JSON
                                    .readTree(new String(body, StandardCharsets.UTF_8))
                                    .path("text")
                                    .asText());
                    // a channel that is slow, and fails at first
                    exchange.sendResponseHeaders(posts.size() == 1 ? 500 : 200, -1);
                    exchange.close();
                });
        webhook.start();
    }

    @AfterEach
    void hangUp() {
        webhook.stop(0);
        mail.stop();
        LoggerContext.getContext(false)
                .getConfiguration()
                .getRootLogger()
                .removeAppender("notified");
    }

    private Map<String, String> settings(String on) {
        Map<String, String> settings = new HashMap<>();
        settings.put("notify.on", on);
        settings.put(
                "notify.webhook-url",
                "http://127.0.0.1:" + webhook.getAddress().getPort() + SECRET_PATH);
        settings.put("notify.mail-host", "127.0.0.1:" + mail.getSmtp().getPort());
        settings.put("notify.mail-tls", "none");
        settings.put("notify.mail-from", "routes@example.com");
        settings.put("notify.mail-to", "ops@example.com");
        return settings;
    }

    private static void submit(Running running) throws Exception {
        ArrayNode leads = Running.JSON.createArrayNode();
        leads.addObject()
                .put("region", "eu")
                .putObject("answers")
                .put("name", "Zoë Łoś")
                .put("email", "zoe@example.com")
                .put("phone_number", "+49 30 555 0100");
        running.control("POST", "/forms/" + Sandbox.FORM_ID + "/leads", leads);
    }

    private static void post(Running running, int number) throws Exception {
        running.post(
                "/sources/commanders-act",
                """
                {"event_name":"page_view","event_id":"%d","user":{"email":"a@b.example"},
                 "page":{"url":"https://shop.example/"}}"""
                        .formatted(number));
    }

    private static ObjectNode fault(String path, int status) {
        return Running.JSON
                .createObjectNode()
                .put("path", path)
                .put("status", status)
                .put("times", -1)
                .put("body", "{\"message\":\"email zoe@example.com is not known\"}");
    }

    private List<String> mails() throws Exception {
        List<String> texts = new CopyOnWriteArrayList<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            texts.add(message.getSubject() + "\n" + message.getContent());
        }
        return texts;
    }

    private long mailsThat(String begin) throws Exception {
        String level = "^tiktok-routes: (critical: |warning: )?";
        return mails().stream().filter(m -> m.replaceFirst(level, "").startsWith(begin)).count();
    }

    @Test
    @Tag("RX-CDP-6")
    void aCdpThatRefusesIsToldOnceOverAllChannelsAndThatItIsWellAgain() throws Exception {
        try (Running running =
                Running.on(
                        "H2",
                        folder,
                        settings("fail,success"),
                        QuickRoutes.only(folder, "leads-to-cdp.camel.yaml"))) {
            submit(running);
            running.control("POST", "/faults", fault("/cdp/event", 503));
            running.control("POST", "/faults", fault("/cdp/v1/*", 422));
            running.start();
            await().atMost(SOON).until(() -> mails().size() == 2);
            assertThat(mailsThat("cdp-submit-lead does not deliver\n")).isEqualTo(1);
            assertThat(mailsThat("cdp-customers refused some records\n")).isEqualTo(1);
            assertThat(mails().toString())
                    // how often it was tried again by then is a matter of speed
                    .containsPattern("\\d × failed CDP_503")
                    .contains("1 × refused CDP_422", "the last: the CDP answered")
                    .contains("log --destination cdp-submit-lead")
                    .contains("GET /observe/health");

            running.control("DELETE", "/faults", null);
            await().atMost(SOON).until(() -> mailsThat("cdp-submit-lead delivers again\n") == 1);
            // the first post was answered 500 and came again behind the others' backs
            await().atMost(SOON).until(() -> posts.size() >= 4);
            assertThat(posts.get(0)).isEqualTo(posts.get(1));
            assertThat(posts).anyMatch(text -> text.contains("cdp-submit-lead delivers again\n"));
            assertThat(log)
                    .anyMatch(line -> line.startsWith("WARN cdp-submit-lead does not deliver: "))
                    .anyMatch(line -> line.startsWith("INFO cdp-submit-lead delivers again: "))
                    .contains(
                            "WARN a notification did not reach the webhook at 127.0.0.1: HTTP 500");
            String all = posts.toString() + mails();
            assertThat(all)
                    .doesNotContain("Zoë", "zoe@", "555", Sandbox.CDP_TOKEN, "hush")
                    .doesNotContainPattern("\\d{16}");
            assertThat(String.join("\n", log)).doesNotContain("hush-hush");
        }
    }

    @Test
    void byDefaultFailuresAloneAreToldThoseOfHealthToo() throws Exception {
        Map<String, String> usual = settings("fail");
        usual.remove("notify.on");
        Path routes = QuickRoutes.only(folder, "commanders-act-to-tiktok.camel.yaml");
        try (Running running = Running.on("H2", folder, usual, routes)) {
            running.start();
            post(running, 1);
            await().atMost(SOON).until(() -> running.count("select count(*) from ledger") == 1);
            running.control("POST", "/tokens/revoke", "{}");
            post(running, 2);
            await().atMost(SOON).until(() -> mails().size() == 2);
            assertThat(mailsThat("tiktok-web does not deliver\nsince ")).isEqualTo(1);
            assertThat(mailsThat("health check tiktok-token is down\nsince ")).isEqualTo(1);
            assertThat(mails().toString())
                    .contains("40105 Access token is incorrect", "authorize --token")
                    .doesNotContain(Sandbox.ACCESS_TOKEN, "a@b.example");
        }
    }

    @Test
    void aWrongSettingIsOneLineWithoutTheSecretInIt() throws Exception {
        try (Running wrong =
                Running.on("H2", folder, Map.of("notify.webhook-url", "hooks.example/hush"))) {
            assertThatThrownBy(wrong::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessage(
                            "notify.webhook-url cannot be used; write an address that begins with"
                                    + " https:// or http://");
        }
    }
}
