package io.tiktokroutes.runtime.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.sandbox.SteppingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is told of deliveries and health checks, and how often. */
class NoticesTest {

    private static final Outcome GOOD = Outcome.delivered("r-1");
    private static final Outcome AWAY = Outcome.failed("CDP_503", "the CDP answered HTTP 503");
    private static final Outcome BAD = Outcome.refused("BAD_EMAIL", "email must be an address");

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-03-14T09:26:53Z"));
    private Notices notices = notices("fail,success");

    private Notices notices(String on) {
        return new Notices(Wishes.of(on, Duration.ofMinutes(15)), clock);
    }

    /** A delivery to that destination which comes to those outcomes. */
    private void deliver(String destination, Outcome... outcomes) throws Exception {
        List<Record> records =
                IntStream.range(0, outcomes.length)
                        .mapToObj(
                                i ->
                                        Record.of(
                                                "leads",
                                                "ana@example.com-" + i,
                                                JsonNodeFactory.instance.objectNode()))
                        .toList();
        Delivery delivery = new Delivery(destination, Map.of(), null, records);
        notices.watched(
                        d -> {
                            Iterator<Outcome> next = List.of(outcomes).iterator();
                            d.items().forEach(item -> item.outcome(next.next()));
                        })
                .on(delivery);
    }

    private List<String> due() {
        return notices.due().stream().map(n -> n.title() + "\n" + n.text()).toList();
    }

    private List<String> titles() {
        return notices.due().stream().map(Notice::title).toList();
    }

    private void after(int minutes) {
        clock.advance(Duration.ofMinutes(minutes));
    }

    @Test
    @Tag("RX-CDP-6")
    void aFailureIsToldWithCountsReasonTimeAndWhatToDo() throws Exception {
        deliver("cdp", AWAY, AWAY, BAD);
        clock.advance(Duration.ofSeconds(1));
        assertThat(due())
                .containsExactly(
                        """
                        cdp does not deliver
                        since 2026-03-14 09:26:53 UTC
                        2 × failed CDP_503
                        1 × refused BAD_EMAIL
                        the last: email must be an address
                        failed records wait and are tried again
                        refused records need a better mapping or better data, then a replay
                        java -jar tiktok-routes.jar log --destination cdp lists them; GET /observe/health tells more""");
        assertThat(due()).isEmpty();
    }

    @Test
    @Tag("RX-CDP-6")
    void moreOfTheSameIsSummedUpWhenTheTimeIsOver() throws Exception {
        deliver("cdp", AWAY);
        assertThat(titles()).containsExactly("cdp does not deliver");
        for (int minute = 0; minute < 14; minute++) {
            after(1);
            deliver("cdp", AWAY, AWAY);
            assertThat(due()).isEmpty();
        }
        after(1);
        assertThat(due())
                .singleElement()
                .asString()
                .contains("since 2026-03-14 09:26:53 UTC\n28 × failed CDP_503\n");
        after(60);
        assertThat(due()).as("nothing new").isEmpty();
    }

    @Test
    void oneDestinationDoesNotSilenceAnother() throws Exception {
        deliver("cdp", AWAY);
        assertThat(titles()).hasSize(1);
        deliver("segment", AWAY);
        assertThat(titles()).containsExactly("segment does not deliver");
    }

    @Test
    @Tag("RX-CDP-6")
    void successIsTheFirstDeliveryAndTheOneAfterAFailureAndNoOther() throws Exception {
        deliver("cdp", GOOD, GOOD);
        assertThat(due())
                .containsExactly("cdp delivers\nits first records since the start arrived");
        for (int minute = 0; minute < 60; minute++) {
            after(1);
            deliver("cdp", GOOD);
        }
        assertThat(due()).isEmpty();
        deliver("cdp", AWAY);
        assertThat(titles()).containsExactly("cdp does not deliver");
        after(2);
        deliver("cdp", GOOD);
        assertThat(due())
                .containsExactly("cdp delivers again\nit was down since 2026-03-14 10:26:53 UTC");
    }

    @Test
    void aFailureIsToldAtOnceAlsoRightAfterASuccess() throws Exception {
        deliver("cdp", GOOD);
        deliver("cdp", AWAY);
        assertThat(titles()).containsExactly("cdp does not deliver");
    }

    @Test
    void whatGoesUpAndDownAllTheTimeIsToldOnceInAWhileAsItStandsThen() throws Exception {
        for (int minute = 0; minute < 14; minute++) {
            deliver("cdp", AWAY);
            deliver("cdp", GOOD);
            assertThat(notices.due()).hasSize(minute == 0 ? 2 : 0);
            after(1);
        }
        after(1);
        assertThat(titles())
                .containsExactly("cdp failed, and delivers again", "cdp delivers again");
    }

    @Test
    void aFewRefusedRecordsAmongGoodOnesAreNoOutage() throws Exception {
        deliver("cdp", GOOD);
        assertThat(titles()).containsExactly("cdp delivers");
        after(20);
        deliver("cdp", GOOD, BAD, GOOD);
        assertThat(due())
                .singleElement()
                .asString()
                .startsWith("cdp refused some records\n")
                .contains("\n1 × refused BAD_EMAIL\n")
                .doesNotContain("tried again");
        after(20);
        deliver("cdp", GOOD);
        assertThat(due()).as("it was never down").isEmpty();
        deliver("cdp", BAD);
        assertThat(titles()).as("a record by itself").containsExactly("cdp refused some records");
    }

    @Test
    void manyRefusedRecordsWithNoGoodOneBetweenAreAnOutage() throws Exception {
        for (int i = 1; i < Subject.MOST_REFUSED; i++) {
            deliver("cdp", BAD);
        }
        deliver("cdp", GOOD);
        assertThat(titles()).containsExactly("cdp refused some records", "cdp delivers");
        after(20);
        for (int i = 0; i < Subject.MOST_REFUSED; i++) {
            deliver("cdp", BAD);
        }
        assertThat(titles()).containsExactly("cdp does not deliver");
        deliver("cdp", GOOD);
        assertThat(titles()).containsExactly("cdp delivers again");
    }

    @Test
    @Tag("RX-CDP-6")
    void failAndSuccessAreWishedForSeparately() throws Exception {
        Map<String, List<String>> told =
                Map.of(
                        "fail",
                        List.of("cdp failed, and delivers again"),
                        "success",
                        List.of("cdp delivers again"),
                        "success, fail",
                        List.of("cdp failed, and delivers again", "cdp delivers again"),
                        "none",
                        List.of());
        for (Map.Entry<String, List<String>> wish : told.entrySet()) {
            notices = notices(wish.getKey());
            deliver("cdp", AWAY);
            deliver("cdp", GOOD);
            assertThat(titles()).as(wish.getKey()).isEqualTo(wish.getValue());
        }
    }

    @Test
    void skippedRecordsAndEmptyDeliveriesAreNoNews() throws Exception {
        deliver("cdp", Outcome.skipped("CONSENT", "no consent"));
        deliver("cdp");
        assertThat(due()).isEmpty();
    }

    @Test
    void aSinkThatThrowsOrLeavesRecordsOpenHasFailed() {
        Record record = Record.of("leads", "k", JsonNodeFactory.instance.objectNode());
        Delivery delivery = new Delivery("cdp", Map.of(), null, List.of(record));
        assertThatThrownBy(
                        () ->
                                notices.watched(
                                                d -> {
                                                    throw new IllegalStateException("secret");
                                                })
                                        .on(delivery))
                .isInstanceOf(IllegalStateException.class);
        assertThat(due())
                .singleElement()
                .asString()
                .contains("1 × failed ERROR", "IllegalStateException; the log tells more")
                .doesNotContain("secret");
    }

    @Test
    void neitherKeysNorWordsOfTheOtherSideThatNamePeopleAreTold() throws Exception {
        deliver(
                "cdp",
                Outcome.refused(
                        "the mail ana@example.com is bad",
                        "attribute email 'ana@example.com' of 7391004512208835601, +49 30 555 0100"
                                + " <!channel> at 2026-03-14T09:26:53Z, code 40105"));
        assertThat(due())
                .singleElement()
                .asString()
                .contains("1 × refused OTHER")
                .contains("at 2026-03-14T09:26:53Z, code 40105")
                .doesNotContain("ana", "739100", "555", "<", "@");
    }

    @Test
    @Tag("RX-HT-8")
    void aSyncIsToldOncePerChangeWithItsLevelAndThatItIsWellAgain() {
        notices.sync("orders", Level.GOOD, "", true);
        assertThat(due()).isEmpty();
        notices.sync("orders", Level.CRITICAL, "run 17 was aborted: no such table: ORDERS", true);
        List<Notice> first = notices.due();
        assertThat(first).extracting(Notice::level).containsExactly(Level.CRITICAL);
        assertThat(first.get(0).subject()).isEqualTo("critical: sync orders was aborted");
        assertThat(first.get(0).text())
                .isEqualTo(
                        """
                        since 2026-03-14 09:26:53 UTC
                        run 17 was aborted: no such table: ORDERS
                        java -jar tiktok-routes.jar syncs runs orders lists the runs""");
        after(60);
        notices.sync("orders", Level.CRITICAL, "run 18 was aborted: no such table", true);
        assertThat(due()).as("it is no news").isEmpty();
        notices.sync("orders", Level.WARNING, "run 19 completed with errors: 1 refused", true);
        List<Notice> second = notices.due();
        assertThat(second).extracting(Notice::level).containsExactly(Level.WARNING);
        assertThat(second.get(0).title()).isEqualTo("sync orders completed with errors");
        assertThat(second.get(0).text())
                .endsWith(
                        "syncs rows orders --outcome refused lists the rows, syncs runs orders the"
                                + " runs");
        after(60);
        notices.sync("orders", Level.GOOD, "run 20 completed", true);
        List<Notice> third = notices.due();
        assertThat(third).extracting(Notice::level).containsExactly(Level.GOOD);
        assertThat(third.get(0).title()).isEqualTo("sync orders is well again");
        after(60);
        notices.sync("orders", Level.GOOD, "run 21 completed", true);
        assertThat(due()).isEmpty();
    }

    @Test
    @Tag("RX-HT-8")
    void whatASyncCameToBeforeTheStartIsNoNewsButThatItIsWellAgainIs() {
        notices.sync("orders", Level.CRITICAL, "run 17 was aborted", false);
        assertThat(due()).isEmpty();
        notices.sync("orders", Level.GOOD, "run 18 completed", true);
        assertThat(titles()).containsExactly("sync orders is well again");
    }

    @Test
    @Tag("RX-HT-8")
    void whatDoesNotDeliverAtAllIsCriticalAndSomeRefusedRecordsAreAWarning() throws Exception {
        deliver("cdp", AWAY);
        deliver("web", GOOD, BAD);
        assertThat(notices.due())
                .filteredOn(Notice::failure)
                .extracting(Notice::subject)
                .containsExactly(
                        "critical: cdp does not deliver", "warning: web refused some records");
    }

    @Test
    void reasonsAreBounded() throws Exception {
        for (int i = 0; i < 100; i++) {
            deliver("cdp", Outcome.refused("R_" + i, ""));
        }
        assertThat(due().get(0).lines().filter(line -> line.contains(" × "))).hasSize(21);
    }

    @Test
    @Tag("RX-CDP-6")
    void aHealthCheckIsToldWhenItChanges() {
        notices.checked("tiktok-token", false, "");
        assertThat(due()).isEmpty();
        notices.checked("tiktok-token", true, "TikTok refuses the access token");
        notices.checked("tiktok-token", false, "");
        notices.checked("tiktok-token", true, "TikTok refuses the access token");
        assertThat(due()).as("it may be a route that is swapped").isEmpty();
        notices.checked("tiktok-token", true, "TikTok refuses the access token");
        assertThat(due())
                .containsExactly(
                        """
                        health check tiktok-token is down
                        since 2026-03-14 09:26:53 UTC
                        TikTok refuses the access token
                        GET /observe/health tells more""");
        after(60);
        notices.checked("tiktok-token", true, "TikTok refuses the access token");
        assertThat(due()).as("told once for each change").isEmpty();
        notices.checked("tiktok-token", false, "");
        assertThat(due())
                .containsExactly(
                        "health check tiktok-token is up again\n"
                                + "it was down since 2026-03-14 09:26:53 UTC");
    }
}
