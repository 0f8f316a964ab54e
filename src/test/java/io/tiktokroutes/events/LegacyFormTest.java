package io.tiktokroutes.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Events API 1.0 and 2.0 say the same in different words, and translating loses nothing of it. */
class LegacyFormTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String WEB =
            """
            {"event":"CompletePayment","event_time":1772444467,"event_id":"ord-88120-pay",
             "user":{"external_id":"55ae","email":"dbf1","phone":"36a2","ttclid":"E.C.P.Ct",
                     "ttp":"2PqX","ip":"203.0.113.24","user_agent":"Mozilla/5.0"},
             "page":{"url":"https://shop.example.com/done","referrer":"https://shop.example.com/"},
             "properties":{"contents":[{"content_type":"product","content_id":"SKU-119",
                                        "price":59.5,"quantity":2}],
                           "content_type":"product","currency":"EUR","value":119.0,
                           "description":"purchase","query":"shoes"}}""";

    private static final String LEGACY_WEB =
            """
            {"event":"CompletePayment","event_id":"ord-88120-pay","timestamp":"2026-03-02T09:41:07Z",
             "context":{"ad":{"callback":"E.C.P.Ct"},
                        "page":{"url":"https://shop.example.com/done",
                                "referrer":"https://shop.example.com/"},
                        "user":{"external_id":"55ae","email":"dbf1","phone_number":"36a2",
                                "ttp":"2PqX"},
                        "ip":"203.0.113.24","user_agent":"Mozilla/5.0"},
             "properties":{"contents":[{"content_type":"product","content_id":"SKU-119",
                                        "price":59.5,"quantity":2}],
                           "content_type":"product","currency":"EUR","value":119.0,
                           "description":"purchase","query":"shoes"}}""";

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) JSON.readTree(text);
    }

    /** As whoever receives it reads it: a number is a number, whatever kind it was before. */
    private static ObjectNode read(ObjectNode written) throws Exception {
        return json(written.toString());
    }

    @Example
    @Tag("R-CA-35")
    @Tag("R-CA-36")
    @Tag("R-CA-40")
    @Tag("R-CA-41")
    @Tag("R-CA-42")
    @Tag("R-CA-43")
    @Tag("R-CA-44")
    @Tag("R-CA-45")
    @Tag("R-CA-46")
    @Tag("R-CA-58")
    @Tag("R-CA-60")
    @Tag("X-7")
    void aWebEventHasTheNamesOfTheGuides() throws Exception {
        assertThat(LegacyForm.web(json(WEB))).isEqualTo(json(LEGACY_WEB));
        assertThat(read(LegacyForm.current(json(LEGACY_WEB)))).isEqualTo(json(WEB));
    }

    @Example
    @Tag("R-HT-44")
    @Tag("R-HT-46")
    void anOfflineEventHasListsOfIdentifiers() throws Exception {
        ObjectNode event =
                json(
                        """
                        {"event":"CompletePayment","event_time":1772446500,"event_id":"pos4417",
                         "user":{"email":["dbf1","5ff8"],"phone":"36a2","external_id":"55ae"},
                         "page":{"url":"https://shop.example.com/"},
                         "properties":{"order_id":"pos-4417","shop_id":"berlin-02","currency":"EUR",
                                       "value":42.0,"event_channel":"in_store"}}""");
        ObjectNode legacy =
                json(
                        """
                        {"event":"CompletePayment","event_id":"pos4417",
                         "timestamp":"2026-03-02T10:15:00Z",
                         "context":{"user":{"emails":["dbf1","5ff8"],"phone_numbers":["36a2"]}},
                         "properties":{"order_id":"pos-4417","shop_id":"berlin-02","currency":"EUR",
                                       "value":42.0,"event_channel":"in_store"}}""");
        assertThat(LegacyForm.offline(event)).isEqualTo(legacy);
        ObjectNode back = event.deepCopy();
        back.remove("page");
        ObjectNode user = (ObjectNode) back.get("user");
        user.remove("external_id");
        user.putArray("phone").add("36a2");
        assertThat(read(LegacyForm.current(legacy)))
                .as("what an offline event has")
                .isEqualTo(back);
    }

    @Example
    void ofSeveralIdentifiersOfAWebUserTheFirstGoes() throws Exception {
        ObjectNode event = json("{'user':{'email':['a','b'],'phone':['c']}}".replace('\'', '"'));
        JsonNode user = LegacyForm.web(event).path("context").path("user");
        assertThat(user.toString()).isEqualTo("{\"email\":\"a\",\"phone_number\":\"c\"}");
    }

    @Example
    void aSearchTextIsTheQuery() throws Exception {
        ObjectNode event = json("{\"properties\":{\"search_string\":\"a\",\"value\":1}}");
        assertThat(LegacyForm.web(event).path("properties"))
                .isEqualTo(json("{\"value\":1,\"query\":\"a\"}"));
        assertThat(event.path("properties").has("search_string")).as("the event stays").isTrue();
    }

    @Property(tries = 500)
    @Tag("X-7")
    void thereAndBackIsTheSameForEveryWebEvent(@ForAll("webEvents") ObjectNode event) {
        ObjectNode before = event.deepCopy();
        ObjectNode legacy = LegacyForm.web(event);
        assertThat(LegacyForm.current(legacy)).isEqualTo(before);
        assertThat(event).as("translating changes nothing").isEqualTo(before);
        assertThat(LegacyForm.web(LegacyForm.current(legacy))).isEqualTo(legacy);
    }

    @Property(tries = 500)
    @Tag("X-7")
    void thereAndBackIsTheSameForEveryOfflineEvent(@ForAll("offlineEvents") ObjectNode event) {
        ObjectNode legacy = LegacyForm.offline(event);
        assertThat(LegacyForm.current(legacy)).isEqualTo(event);
        assertThat(LegacyForm.offline(LegacyForm.current(legacy))).isEqualTo(legacy);
    }

    private static Arbitrary<String> text() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(12);
    }

    /** An object with any of these columns. */
    private static Arbitrary<ObjectNode> object(String... columns) {
        Arbitrary<ObjectNode> object = Arbitraries.create(JSON::createObjectNode);
        for (String column : columns) {
            Arbitrary<String> value = text().injectNull(0.4);
            object =
                    Combinators.combine(object, value)
                            .as((o, v) -> v == null ? o : o.deepCopy().put(column, v));
        }
        return object;
    }

    private static Arbitrary<ObjectNode> properties() {
        Arbitrary<ObjectNode> named =
                object("content_type", "currency", "description", "query", "status", "order_id");
        Arbitrary<ObjectNode> item = object("content_type", "content_id", "content_name");
        return Combinators.combine(
                        named,
                        Arbitraries.bigDecimals().injectNull(0.4),
                        Combinators.combine(item, Arbitraries.integers(), Arbitraries.bigDecimals())
                                .as(
                                        (o, quantity, price) ->
                                                o.deepCopy()
                                                        .put("quantity", quantity)
                                                        .put("price", price))
                                .list()
                                .ofMaxSize(4))
                .as(
                        (o, value, items) -> {
                            ObjectNode properties = o.deepCopy();
                            if (value != null) {
                                properties.put("value", value);
                            }
                            if (!items.isEmpty()) {
                                properties.putArray("contents").addAll(items);
                            }
                            return properties;
                        });
    }

    private static ObjectNode event(ObjectNode root, long time, ObjectNode... parts) {
        ObjectNode event = root.deepCopy().put("event_time", time);
        String[] names = {"properties", "user", "page"};
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                event.set(names[i], parts[i]);
            }
        }
        return event;
    }

    private static Arbitrary<Long> times() {
        return Arbitraries.longs().between(0, 9_999_999_999L);
    }

    @Provide
    Arbitrary<ObjectNode> webEvents() {
        Arbitrary<ObjectNode> user =
                object("external_id", "email", "phone", "ttclid", "ttp", "ip", "user_agent");
        return Combinators.combine(
                        object("event", "event_id"),
                        times(),
                        properties(),
                        user,
                        object("url", "referrer"))
                .as(LegacyFormTest::event);
    }

    @Provide
    Arbitrary<ObjectNode> offlineEvents() {
        Arbitrary<ObjectNode> user =
                Combinators.combine(text().list().ofMaxSize(3), text().list().ofMaxSize(3))
                        .as(
                                (emails, phones) -> {
                                    ObjectNode both = JSON.createObjectNode();
                                    add(both, "email", emails);
                                    add(both, "phone", phones);
                                    return both;
                                });
        return Combinators.combine(object("event", "event_id"), times(), properties(), user)
                .as(LegacyFormTest::event);
    }

    private static void add(ObjectNode user, String name, java.util.List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode list = user.putArray(name);
            values.forEach(list::add);
        }
    }
}
