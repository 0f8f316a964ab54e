package io.tiktokroutes.runtime.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.runtime.Settings;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.sandbox.SteppingClock;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Notifications over a webhook and over mail, against real servers. */
class ChannelsTest {

    private static final Notice NOTICE =
            new Notice(Level.CRITICAL, "cdp does not deliver", "since now\n1 × failed – CDP_503");

    private static final CamelContext CAMEL = new DefaultCamelContext();
    private static HttpCalls http;

    private final List<String> posts = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private HttpServer server;

    @BeforeAll
    static void startCamel() throws Exception {
        http = new HttpCalls(CAMEL, Duration.ofSeconds(5));
        CAMEL.addService(http);
        CAMEL.start();
    }

    @AfterAll
    static void stopCamel() {
        CAMEL.stop();
    }

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    posts.add(
                            exchange.getRequestURI()
                                    + " "
                                    + new String(body, StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private Webhook webhook() {
        return new Webhook(
                http,
                URI.create(
                        "http://127.0.0.1:"
                                + server.getAddress().getPort()
                                + "/services/T0/B0/hush%2Fhush?sig=a%20b"));
    }

    private static Settings settings(Map<String, String> more) throws Exception {
        return Settings.read(Path.of("none.properties"), Map.of(), new Properties()).with(more);
    }

    @Test
    @Tag("RX-CDP-6")
    void aWebhookGetsTheTextAsSlackTakesIt() throws Exception {
        webhook().send(NOTICE);
        assertThat(posts).hasSize(1);
        String[] post = posts.get(0).split(" ", 2);
        assertThat(post[0]).isEqualTo("/services/T0/B0/hush%2Fhush?sig=a%20b");
        assertThat(new ObjectMapper().readTree(post[1]))
                .isEqualTo(
                        new ObjectMapper()
                                .createObjectNode()
                                .put(
                                        "text",
                                        "🚨 tiktok-routes: critical: cdp does not deliver\n"
                                                + "since now\n1 × failed – CDP_503"));
    }

    @Test
    void whatAWebhookAnswersIsToldWithoutItsAddress() {
        status = 404;
        assertThatThrownBy(() -> webhook().send(NOTICE)).hasMessage("HTTP 404");
        server.stop(0);
        assertThatThrownBy(() -> webhook().send(NOTICE))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no answer (");
        assertThat(webhook().name()).isEqualTo("webhook at 127.0.0.1");
    }

    @Test
    void aNotificationIsTriedAFewTimesAndThenDropped() {
        SteppingClock clock = new SteppingClock(Instant.parse("2026-03-14T09:00:00Z"));
        Outbox outbox = new Outbox(webhook(), clock);
        status = 500;
        outbox.add(NOTICE);
        outbox.add(new Notice(Level.CRITICAL, "second", ""));
        for (int second = 0; second < 3600; second++) {
            outbox.send();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(posts).hasSize(8);
        status = 200;
        outbox.send();
        assertThat(posts).as("dropped").hasSize(8);
    }

    @Test
    void whatWaitsArrivesInItsOrderAndIsBounded() {
        SteppingClock clock = new SteppingClock(Instant.parse("2026-03-14T09:00:00Z"));
        Outbox outbox = new Outbox(webhook(), clock);
        status = 503;
        for (int i = 0; i < Outbox.MOST_WAITING + 50; i++) {
            outbox.add(new Notice(Level.GOOD, "n" + i, ""));
        }
        outbox.send();
        assertThat(posts).as("the others need not be tried then").hasSize(1);
        posts.clear();
        status = 200;
        outbox.send();
        assertThat(posts).as("not yet").isEmpty();
        clock.advance(Duration.ofSeconds(3));
        outbox.send();
        assertThat(posts).hasSize(Outbox.MOST_WAITING);
        assertThat(posts.get(0)).contains("n50");
        assertThat(posts.get(Outbox.MOST_WAITING - 1)).contains("n149");
    }

    private static Mail mail(int port, String tls, String password) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("notify.mail-host", "127.0.0.1:" + port);
        settings.put("notify.mail-tls", tls);
        settings.put("notify.mail-from", "routes@example.com");
        settings.put("notify.mail-to", "ops@example.com, lead@example.com");
        if (!password.isEmpty()) {
            settings.put("notify.mail-user", "routes");
            settings.put("notify.mail-password", password);
        }
        return new Mail(CAMEL, settings(settings));
    }

    private static GreenMail server(String protocol) {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.start();
        return server;
    }

    @Test
    @Tag("RX-CDP-6")
    void aMailReachesEverybody() throws Exception {
        GreenMail server = server("smtp");
        try {
            mail(server.getSmtp().getPort(), "none", "").send(NOTICE);
            MimeMessage[] received = server.getReceivedMessages();
            assertThat(received).hasSize(2);
            MimeMessage message = received[0];
            assertThat(message.getSubject())
                    .isEqualTo("tiktok-routes: critical: cdp does not deliver");
            assertThat(message.getFrom()[0]).hasToString("routes@example.com");
            assertThat(message.getRecipients(Message.RecipientType.TO))
                    .extracting(Object::toString)
                    .containsExactly("ops@example.com", "lead@example.com");
            assertThat(message.getContentType()).isEqualTo("text/plain; charset=UTF-8");
            assertThat(message.getContent().toString().replace("\r\n", "\n"))
                    .isEqualTo("since now\n1 × failed – CDP_503");
        } finally {
            server.stop();
        }
    }

    @Test
    void userAndPasswordAreShownAndWrongOnesToldWithoutThem() throws Exception {
        GreenMail server = server("smtp");
        try {
            GreenMailUser user = server.setUser("routes@example.com", "routes", "p)a+s%s}&w");
            assertThat(user).isNotNull();
            int port = server.getSmtp().getPort();
            mail(port, "none", "p)a+s%s}&w").send(NOTICE);
            assertThat(server.getReceivedMessages()).hasSize(2);
            assertThatThrownBy(() -> mail(port, "none", "wrong-one").send(NOTICE))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "AuthenticationFailedException; check notify.mail-user and"
                                    + " notify.mail-password");
            assertThat(server.getReceivedMessages()).hasSize(2);
        } finally {
            server.stop();
        }
    }

    @Test
    void nothingGoesInTheClearOrToAServerThatCannotProveItsName() throws Exception {
        GreenMail plain = server("smtp");
        GreenMail strange = server("smtps");
        try {
            assertThatThrownBy(() -> mail(plain.getSmtp().getPort(), "starttls", "").send(NOTICE))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("check notify.mail-host and notify.mail-tls");
            assertThat(plain.getReceivedMessages()).isEmpty();
            assertThatThrownBy(() -> mail(strange.getSmtps().getPort(), "tls", "").send(NOTICE))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("check notify.mail-host and notify.mail-tls");
            assertThat(strange.getReceivedMessages()).isEmpty();
        } finally {
            plain.stop();
            strange.stop();
        }
    }

    @Test
    void aMailServerNeedsToKnowFromWhomAndToWhom() throws Exception {
        Settings half =
                settings(
                        Map.of(
                                "notify.mail-host", "smtp.example.com",
                                "notify.mail-from", "routes@example.com"));
        assertThatThrownBy(() -> Notifier.of(CAMEL, half, http, true))
                .isInstanceOf(StartupException.class)
                .hasMessageStartingWith("notify.mail-to is not set; looked at")
                .hasMessageEndingWith("; notify.mail-host needs it");
    }
}
