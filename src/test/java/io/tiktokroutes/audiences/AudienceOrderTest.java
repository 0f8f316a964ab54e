package io.tiktokroutes.audiences;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.record.RowVersion;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever order records come in, and wherever a call fails or the program dies: in the end the
 * audience is what the latest version of each row says. In every third history TikTok refuses some
 * versions; then nothing else goes wrong.
 */
class AudienceOrderTest {

    private static final int ROWS = 12;
    private static final int DIGESTS = 9;

    /** TikTok refuses this one. */
    private static final MemberId BAD = new MemberId("PHONE_SHA256", "f".repeat(64));

    /** One version of a row; none for a removal. */
    private record Version(String row, long run, Set<MemberId> ids) {
        String key() {
            return new RowVersion(row, run).recordKey();
        }

        boolean isBad() {
            return ids.contains(BAD);
        }
    }

    /** An audience that is now and then told something and does not answer. */
    private static final class Audience implements MemberCalls {
        final Set<MemberId> members = new LinkedHashSet<>();
        final Random random;
        int trouble;

        Audience(Random random) {
            this.random = random;
        }

        @Override
        public void send(Action action, List<Person> people) throws TikTokException {
            for (Person person : people) {
                if (random.nextInt(100) < trouble) {
                    if (random.nextBoolean()) {
                        tell(action, person);
                    }
                    if (random.nextBoolean()) {
                        throw new IllegalStateException("killed");
                    }
                    throw new TikTokException(Remedy.RETRY, "/segment/mapping/", -1, "", "");
                }
                if (person.ids().contains(BAD)) {
                    person.refuse(Outcome.refused("TIKTOK_40002", "bad"));
                } else {
                    tell(action, person);
                }
            }
        }

        private void tell(Action action, Person person) {
            if (person.ids().contains(BAD)) {
                return;
            }
            if (action == Action.ADD) {
                members.addAll(person.ids());
            } else {
                members.removeAll(person.ids());
            }
        }
    }

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.tiktokroutes.store.BothDatabases#allKinds")
    @Tag("R-HT-54")
    void inTheEndTheAudienceIsWhatTheLatestVersionsSay(String kind) throws Exception {
        try (Database database = BothDatabases.open(kind, folder)) {
            int rounds = kind.equals("H2") ? 24 : 6;
            for (int seed = 0; seed < rounds; seed++) {
                play(new Sql(database.dataSource()), "d" + seed, new Random(seed));
            }
        }
    }

    private static void play(Sql sql, String destination, Random random) throws Exception {
        Audience audience = new Audience(random);
        MemberTable table = new MemberTable(sql, destination, new MemberSql.Chosen());
        boolean picky = random.nextInt(3) == 0;
        List<Version> waiting = versions(random, picky);
        Map<String, Version> latest = new HashMap<>();
        for (Version version : waiting) {
            if (!version.isBad()) {
                latest.merge(version.row(), version, (a, b) -> b.run() > a.run() ? b : a);
            }
        }
        audience.trouble = picky ? 0 : 4;
        for (int batch = 0; !waiting.isEmpty(); batch++) {
            audience.trouble = batch > 200 ? 0 : audience.trouble;
            if (random.nextInt(3) == 0) {
                Collections.shuffle(waiting, random);
            }
            int size = Math.min(waiting.size(), 1 + random.nextInt(8));
            List<Version> taken = new ArrayList<>(waiting.subList(0, size));
            waiting.subList(0, size).clear();
            waiting.addAll(deliver(table, audience, 1 + random.nextInt(6), taken));
            if (random.nextInt(10) == 0) {
                // a process that died before it wrote the outcomes
                waiting.addAll(taken.stream().filter(v -> !waiting.contains(v)).toList());
            }
        }
        Set<MemberId> wanted = new LinkedHashSet<>();
        latest.values().forEach(version -> wanted.addAll(version.ids()));
        assertThat(digests(audience.members)).as(destination).isEqualTo(digests(wanted));
        assertThat(table.doubts()).isEmpty();
    }

    private static Set<String> digests(Set<MemberId> ids) {
        Set<String> digests = new TreeSet<>();
        ids.forEach(id -> digests.add(id.type() + " " + id.digest()));
        return digests;
    }

    /** Those that must come again. */
    private static List<Version> deliver(
            MemberTable table, Audience audience, int batchSize, List<Version> versions)
            throws Exception {
        List<Record> records = new ArrayList<>();
        for (Version version : versions) {
            records.add(Record.of("in", version.key(), JsonNodeFactory.instance.objectNode()));
        }
        Delivery delivery = new Delivery("d", Map.of(), null, records);
        List<RowChange> changes = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            changes.add(new RowChange(delivery.items().get(i), versions.get(i).ids()));
        }
        try {
            new Mirror(table, audience, batchSize).apply(changes);
        } catch (TikTokException | IllegalStateException e) {
            // what has no outcome comes again
        }
        List<Version> again = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            if (!changes.get(i).isSettled()) {
                again.add(versions.get(i));
            }
        }
        return again;
    }

    /** A history of rows that share identifiers, leave and come back. */
    private static List<Version> versions(Random random, boolean picky) {
        List<Version> versions = new ArrayList<>();
        for (long run = 1; run <= 8; run++) {
            for (int row = 0; row < ROWS; row++) {
                if (random.nextInt(3) > 0) {
                    versions.add(new Version("r" + row, run, ids(random, picky)));
                }
            }
        }
        return versions;
    }

    private static Set<MemberId> ids(Random random, boolean picky) {
        Set<MemberId> ids = new LinkedHashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String type = random.nextBoolean() ? "EMAIL_SHA256" : "PHONE_SHA256";
            ids.add(new MemberId(type, ("" + random.nextInt(DIGESTS)).repeat(64)));
        }
        if (picky && random.nextInt(15) == 0) {
            ids.add(BAD);
        }
        return ids;
    }
}
