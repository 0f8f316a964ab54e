package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** The deepest payload that a parser lets through has an outcome, also on a small stack. */
class DeepPayloadTest {

    private static final int PARSED = 1000;
    private static final long SMALL_STACK = 512 * 1024;

    private static Mapped onASmallStack(Mapping mapping, JsonNode payload)
            throws InterruptedException, ExecutionException {
        FutureTask<Mapped> work =
                new FutureTask<>(
                        () -> {
                            mapping.explain(payload, Map.of());
                            return mapping.apply(payload, Map.of());
                        });
        Thread thread = new Thread(null, work, "small", SMALL_STACK);
        thread.start();
        thread.join();
        return work.get();
    }

    @Test
    void everyPlaceMayBeDeep() throws Exception {
        for (Wanted wanted : Wanted.all()) {
            ObjectNode example = wanted.examples().get(wanted.examples().size() > 1 ? 1 : 0);
            for (FieldPath place : wanted.places()) {
                ObjectNode payload = example.deepCopy();
                int depth = PARSED - place.steps().size() - 1;
                JsonNode deep = AnyJson.nested(depth, "a", TextNode.valueOf("x"));
                Wanted.plant(payload, place, deep);
                assertThat(onASmallStack(wanted.mapping(), payload)).isNotNull();
            }
        }
    }

    @Test
    void aTextMayHoldADeepList() throws Exception {
        Mapping mapping = Plan.of("rows:\n  - { to: a, from: a, as: list }\n");
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("a", "[".repeat(100) + "]".repeat(100));
        assertThat(Plan.told(onASmallStack(mapping, payload))).startsWith("{\"a\":[[");
        payload.put("a", "[".repeat(101) + "]".repeat(101));
        assertThat(onASmallStack(mapping, payload))
                .isEqualTo(
                        new Mapped.Refused(
                                "MALFORMED",
                                "a: lists and objects are nested more than 100 deep",
                                1));
        payload.put("a", "[".repeat(PARSED + 1) + "]".repeat(PARSED + 1));
        assertThat(onASmallStack(mapping, payload).toString()).contains("no list, though it");
    }

    @Test
    void whatIsTooDeepIsNeverSent() throws Exception {
        JsonNode deep = AnyJson.nested(PARSED - 1, "a", TextNode.valueOf("x"));
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.set("a", deep);
        Mapping mapping = Plan.of("rows:\n  - { to: b.c, from: a }\n");
        assertThat(onASmallStack(mapping, payload).toString()).contains("nested more than 100");
    }
}
