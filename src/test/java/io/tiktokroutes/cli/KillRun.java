package io.tiktokroutes.cli;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.sandbox.Sandbox;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Posts events while the program is killed and started again, and counts what TikTok has got in the
 * end. The sender is a real one: a body that got no 2xx is posted again, unchanged.
 */
final class KillRun {

    /** A batch that was under way when the program died is claimed again when its lease ends. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** TikTok takes its time, so that many a kill hits a batch between sending and its ledger. */
    private static final String SLOW = "{\"path\":\"/event/track/\",\"times\":-1,\"delay_ms\":150}";

    private static final String DATABASE = "data/tiktok-routes";
    private static final String WAITING = "select count(*) from inbox";
    private static final String UNWRITTEN =
            WAITING
                    + " i where not exists (select 1 from ledger l where l.inbox = i.inbox"
                    + " and l.record_key = i.record_key)";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Place place;
    private final Sandbox sandbox;
    private final int events;
    private final int bodySize;
    private final int kills;
    private final Random random;

    private Program program;
    private CompletableFuture<Void> kill = CompletableFuture.completedFuture(null);
    private int killed;
    private int postedAgain;
    private int accepted;
    private int duplicates;

    KillRun(Place place, Sandbox sandbox, int events, int bodySize, int kills, long seed) {
        this.place = place.pointAt(sandbox);
        this.sandbox = sandbox;
        this.events = events;
        this.bodySize = bodySize;
        this.kills = kills;
        this.random = new Random(seed);
    }

    /**
     * What came of it.
     *
     * @param postedAgain bodies without a 2xx
     * @param accepted events the program said it took as new
     * @param duplicates events the program said it knew already
     * @param ids the event ids TikTok holds, each as often as it is a new one to TikTok
     * @param repeats events TikTok was sent again with an id it knew, which it drops
     * @param waiting records left in the inbox
     * @param delivered records the ledger calls delivered
     */
    record Account(
            List<String> posted,
            int kills,
            int postedAgain,
            int accepted,
            int duplicates,
            List<String> ids,
            long repeats,
            long waiting,
            long delivered,
            Duration took) {}

    Account run() throws IOException, SQLException {
        Instant begin = Instant.now();
        require(Web.post(sandbox.url() + "/_sandbox/faults", SLOW));
        List<String> posted = new ArrayList<>();
        program = place.start("run");
        try {
            program.awaitReady();
            int bodies = (events + bodySize - 1) / bodySize;
            for (int body = 1; body <= bodies; body++) {
                if (killed < kills && body == Math.max(1, bodies * (killed + 1) / kills)) {
                    killSoon();
                }
                List<String> ids = new ArrayList<>();
                for (int i = (body - 1) * bodySize; i < Math.min(events, body * bodySize); i++) {
                    ids.add("kill-" + i);
                }
                post(body(ids));
                posted.addAll(ids);
            }
            revive();
            awaitReceived("unique", posted.size());
            Left left = stop();
            if (left.waiting() > 0) {
                // sent, but killed before the ledger said so: sent once more when the lease ends;
                // killed after that, it only leaves the inbox, which cannot be seen from here
                long wanted = counts().path("accepted").asLong() + left.unwritten();
                revive();
                await().atMost(PATIENCE).until(() -> Instant.now().isAfter(left.free()));
                awaitReceived("accepted", wanted);
                stop();
            }
        } finally {
            program.close();
        }
        return account(posted, Duration.between(begin, Instant.now()));
    }

    private Account account(List<String> posted, Duration took) throws IOException, SQLException {
        List<String> ids = new ArrayList<>();
        for (String line : Web.lines(sandbox.url() + "/_sandbox/received/event-ids")) {
            ids.add(JSON.readTree(line).asText());
        }
        long repeats = counts().path("duplicate").asLong();
        try (Connection database = place.database(DATABASE)) {
            return new Account(
                    posted,
                    killed,
                    postedAgain,
                    accepted,
                    duplicates,
                    ids,
                    repeats,
                    count(database, WAITING),
                    count(database, "select count(*) from ledger where outcome = 'delivered'"),
                    took);
        }
    }

    private static long count(Connection database, String query) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** At a moment nobody chose: before, in or after the commit, or while a batch is sent. */
    private void killSoon() {
        Program victim = program;
        long millis = random.nextInt(250);
        killed++;
        kill =
                CompletableFuture.runAsync(
                        victim::kill,
                        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    private void post(String body) {
        while (true) {
            try {
                HttpResponse<String> answer =
                        Web.post(program.url() + "/sources/commanders-act", body);
                if (answer.statusCode() / 100 == 2) {
                    JsonNode said = JSON.readTree(answer.body());
                    accepted += said.path("accepted").asInt();
                    duplicates += said.path("duplicates").asInt();
                    return;
                }
            } catch (IOException e) {
                // it was killed; whether the body was kept is not known
            }
            postedAgain++;
            revive();
        }
    }

    /** Waits for a kill that was ordered, and starts the program when it is dead. */
    private void revive() {
        kill.join();
        if (!program.isAlive()) {
            program.close();
            program = place.start("run");
            program.awaitReady();
        }
    }

    /**
     * What a stop left in the inbox.
     *
     * @param waiting all records
     * @param unwritten those of which the ledger knows nothing
     * @param free when the last lease of a killed program has ended, and its records were looked at
     */
    private record Left(long waiting, long unwritten, Instant free) {}

    /** Stops it as an operator does. */
    private Left stop() throws SQLException {
        program.terminate();
        program.exitCode(Duration.ofSeconds(45));
        try (Connection database = place.database(DATABASE);
                Statement statement = database.createStatement();
                ResultSet lease = statement.executeQuery("select max(claimed_until) from inbox")) {
            lease.next();
            LocalDateTime end = lease.getObject(1, LocalDateTime.class);
            Instant free = end == null ? Instant.now() : end.toInstant(ZoneOffset.UTC);
            return new Left(
                    count(database, WAITING), count(database, UNWRITTEN), free.plusSeconds(3));
        }
    }

    private void awaitReceived(String count, long wanted) {
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> counts().path(count).asLong() >= wanted);
        } catch (ConditionTimeoutException e) {
            // the account says what is missing
        }
    }

    private JsonNode counts() throws IOException {
        return Web.get(sandbox.url() + "/_sandbox/counts").path("events");
    }

    private static void require(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
    }

    private static String body(List<String> ids) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode batch = body.putArray("batch");
        for (String id : ids) {
            ObjectNode event = batch.addObject();
            event.put("event_name", "purchase").put("value", 42.5).put("currency", "EUR");
            event.putObject("user").put("email", id + "@example.com");
            ObjectNode context = event.putObject("context");
            context.put("event_id", id).put("event_timestamp", "" + System.currentTimeMillis());
            context.putObject("page").put("url", "https://shop.example.com/thanks");
        }
        return body.toString();
    }
}
