package io.tiktokroutes.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordTest {

    private final Record record =
            Record.of("leads", "1", JsonNodeFactory.instance.objectNode().put("email", "a@b.c"));

    @Test
    void isSettledWhenEveryDestinationThatTouchedItIsDone() {
        assertThat(record.settled()).isFalse();
        record.settle("cdp", Outcome.delivered("r1"));
        assertThat(record.settled()).isTrue();
        record.settle("tiktok", Outcome.failed("TIMEOUT", "no answer"));
        assertThat(record.settled()).isFalse();
        record.settle("tiktok", Outcome.refused("BAD_EMAIL", "not an address"));
        assertThat(record.settled()).isTrue();
    }

    @Test
    void printsNoPersonalData() {
        Batch batch = new Batch("leads", List.of(record));
        Delivery delivery = new Delivery("cdp", Map.of("token", "secret"), batch, batch);
        assertThat(record + " " + batch + " " + delivery)
                .isEqualTo("Record[leads: 1] Batch[leads: 1 records] Delivery[to cdp: 1 records]");
    }

    @Test
    void aDeliveryKnowsWhatIsStillOpen() {
        Delivery delivery = new Delivery("cdp", Map.of(), record, List.of(record));
        assertThat(delivery.open()).hasSize(1);
        delivery.settleOpen(Outcome.skipped("CONSENT", "category 3 is missing"));
        assertThat(delivery.open()).isEmpty();
        assertThat(delivery.items().get(0).outcome().reason()).isEqualTo("CONSENT");
    }
}
