package io.tiktokroutes.mapping.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Gathering;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.record.Record;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One record that a mapping stumbles over costs the others nothing. */
class MappingEndpointTest {

    /** No JSON can do this; a mistake in the engine would look like it. */
    @SuppressWarnings("unchecked")
    private static final class Stumbling extends ObjectNode {
        private static final long serialVersionUID = 1L;

        Stumbling() {
            super(JsonNodeFactory.instance);
        }

        @Override
        public JsonNode get(String name) {
            throw new IllegalStateException("stumbled");
        }

        @Override
        public JsonNode path(String name) {
            throw new IllegalStateException("stumbled");
        }
    }

    @TempDir Path folder;
    private Mappings mappings;
    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void mapping() throws Exception {
        Files.writeString(
                folder.resolve("m.mapping.yaml"),
                """
                description: who agreed
                when:
                  - { from: consent, is: "yes", reason: CONSENT }
                rows:
                  - { to: name, from: name }
                """);
        mappings = new Mappings(folder, name -> null);
        mappings.load();
    }

    private static Record record(String key, JsonNode payload) {
        return Record.of("in", key, payload);
    }

    private Exchange exchange() {
        ObjectNode no = JsonNodeFactory.instance.objectNode().put("consent", "no").put("name", "a");
        ObjectNode yes = no.deepCopy().put("consent", "yes");
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage()
                .setBody(
                        new Delivery(
                                "d",
                                Map.of(),
                                null,
                                List.of(
                                        record("no", no),
                                        record("bad", new Stumbling()),
                                        record("yes", yes))));
        return exchange;
    }

    private Producer producer() throws Exception {
        return new MappingComponent(mappings)
                .createEndpoint("mapping:m", "m", Map.of())
                .createProducer();
    }

    @Test
    void aRecordThatCannotBeMappedIsTriedAgainAndTheSinkSeesTheOthers() throws Exception {
        Exchange exchange = exchange();
        producer().process(exchange);
        List<Delivery.Item> items = exchange.getMessage().getBody(Delivery.class).items();
        assertThat(items.get(0).outcome().kind()).isEqualTo(Outcome.Kind.SKIPPED);
        assertThat(items.get(1).outcome().kind()).isEqualTo(Outcome.Kind.FAILED);
        assertThat(items.get(1).outcome().detail())
                .isEqualTo("IllegalStateException; the log tells more");
        assertThat(items.get(2).payload().toString()).isEqualTo("{\"name\":\"a\"}");
        assertThat(items.get(2).isOpen()).isTrue();
    }

    @Test
    void aWholeFromWhichARecordWouldBeMissingIsNotCompleted() throws Exception {
        Exchange exchange = exchange();
        exchange.setProperty(Gathering.PROPERTY, new Gathering());
        Producer producer = producer();
        assertThatThrownBy(() -> producer.process(exchange)).hasMessage("stumbled");
    }
}
