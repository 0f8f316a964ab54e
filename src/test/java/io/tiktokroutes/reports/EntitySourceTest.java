package io.tiktokroutes.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.tiktok.Bench;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Campaigns, ad groups and ads from the sandbox: all of them, and one account's trouble alone. */
class EntitySourceTest {

    private static final String FIRST = Sandbox.ADVERTISER_ID;
    private static final String SECOND = Sandbox.SECOND_ADVERTISER_ID;

    private static Bench bench;

    @BeforeAll
    static void start() throws Exception {
        bench = new Bench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static EntitySource source(String... advertisers) {
        return new EntitySource(bench.api(), bench.advertisers(advertisers));
    }

    private static List<Record> rows(EntitySource.Pull pull) {
        List<Record> rows = new ArrayList<>();
        pull.pages().forEachRemaining(page -> page.forEach(rows::add));
        return rows;
    }

    @Test
    void everyCampaignOfEachAccountComesAndDeletedOnesSaySo() {
        List<EntitySource.Pull> pulls = source(FIRST, SECOND).pulls("names", "campaign", "");
        assertThat(pulls)
                .extracting(EntitySource.Pull::advertiserId)
                .containsExactly(FIRST, SECOND);
        List<JsonNode> campaigns = rows(pulls.get(0)).stream().map(Record::payload).toList();
        assertThat(campaigns)
                .allSatisfy(c -> assertThat(c.path("advertiser_id").asText()).isEqualTo(FIRST))
                .allSatisfy(c -> assertThat(c.path("campaign_id").isTextual()).isTrue())
                .anySatisfy(
                        c -> {
                            assertThat(c.path("campaign_name").asText())
                                    .isEqualTo("Deleted: winter");
                            assertThat(c.path("secondary_status").asText())
                                    .isEqualTo("CAMPAIGN_STATUS_DELETE");
                        });
        assertThat(rows(pulls.get(1))).isNotEmpty();
    }

    @Test
    void allPagesAreRead() throws Exception {
        bench.set("report_extra_campaigns", 1500);
        try {
            for (String entity : List.of("campaign", "adgroup", "ad")) {
                List<Record> rows = rows(source(SECOND).pulls("names", entity, "").get(0));
                Set<String> keys = new HashSet<>();
                rows.forEach(row -> keys.add(row.key()));
                assertThat(keys).as(entity).hasSizeGreaterThan(1500).hasSameSizeAs(rows);
                assertThat(keys).allMatch(key -> key.startsWith(SECOND + "/75"));
            }
        } finally {
            bench.set("report_extra_campaigns", 0);
        }
    }

    @Test
    void anAccountThatIsNotGrantedDoesNotStopTheOthers() {
        List<EntitySource.Pull> pulls = source("7299999999999999999", FIRST).pulls("n", "ad", "");
        assertThatThrownBy(() -> rows(pulls.get(0)))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("ad account 7299999999999999999")
                .hasMessageContaining("40001");
        assertThat(rows(pulls.get(1))).isNotEmpty();
    }

    @Test
    void onlySomeAccountsArePulledWhenTheyAreNamed() {
        assertThat(source().pulls("names", "adgroup", SECOND + ", 1"))
                .extracting(EntitySource.Pull::advertiserId)
                .containsExactly(SECOND);
    }

    @Test
    @Tag("R-WIT-41")
    void withoutAccessNothingIsPulled() throws Exception {
        bench.token = "never-granted";
        try {
            EntitySource.Pull pull = source(FIRST).pulls("names", "campaign", "").get(0);
            assertThatThrownBy(() -> rows(pull)).hasMessageContaining("Access token is incorrect");
            assertThat(source().pulls("names", "campaign", "")).isEmpty();
        } finally {
            bench.token = Sandbox.ACCESS_TOKEN;
        }
    }

    @Test
    void anEntityThatIsNoneIsTold() {
        assertThatThrownBy(() -> source(FIRST).pulls("names", "adgrup", ""))
                .hasMessage("entity is 'adgrup'; did you mean 'adgroup'?");
    }

    @Test
    void aPageThatWasNotWrittenEndsThePull() {
        EntitySource source = source(FIRST);
        var page = source.pulls("names", "campaign", "").get(0).pages().next();
        source.written(page);
        page.iterator().next().settle("campaigns", Outcome.failed("TABLE", "the table is locked"));
        assertThatThrownBy(() -> source.written(page)).hasMessageContaining("the table is locked");
    }
}
