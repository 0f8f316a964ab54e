package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Forms that a test makes for itself, and many leads for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeadControlTest {

    private final Client client =
            new Client(new SteppingClock(Instant.parse("2026-01-20T12:00:00Z")));

    @AfterAll
    void stop() {
        client.close();
    }

    @BeforeEach
    void reset() {
        client.control("POST", "/reset", null);
        client.set("qps", 0);
    }

    private String addForm(String json) {
        return client.control("POST", "/forms", json).path("page_id").asText();
    }

    private JsonNode page(String... params) {
        return client.get("/page/get/", params).at("/data/list");
    }

    @Test
    void addsFormsInAnyLanguageAndPublishesThem() {
        String id =
                addForm(
                        "{\"title\":\"お問い合わせ\",\"status\":\"EDITED\",\"advertiser_id\":\"7200000000000000002\","
                                + "\"questions\":{\"email\":\"メールアドレス\",\"ご予算は？\":\"ご予算は？\"}}");
        String[] draft = {
            "advertiser_id", Sandbox.SECOND_ADVERTISER_ID, "title", "問い", "status", "EDITED"
        };
        assertThat(page(draft).at("/0/page_id").asText()).isEqualTo(id);
        assertThat(page(draft).at("/0/preview_url").asText()).isEmpty();
        client.control("POST", "/forms/" + id + "/status", "{\"status\":\"PUBLISHED\"}");
        assertThat(page(draft)).isEmpty();
        draft[5] = "PUBLISHED";
        assertThat(page(draft).at("/0/publish_time").asText()).isEqualTo("2026-01-20 12:00:00");
        assertThat(
                        client.get(
                                        "/page/field/get/",
                                        "advertiser_id",
                                        Sandbox.SECOND_ADVERTISER_ID,
                                        "page_id",
                                        id)
                                .at("/data/fields")
                                .toString())
                .isEqualTo("[\"email\",\"ご予算は？\"]");
        JsonNode all = client.control("GET", "/forms", null);
        assertThat(all).hasSize(6);
        assertThat(all.get(5).toString())
                .isEqualTo(
                        "{\"page_id\":\""
                                + id
                                + "\",\"title\":\"お問い合わせ\",\"advertiser_id\":\"7200000000000000002\",\"library_id\":\"\","
                                + "\"status\":\"PUBLISHED\",\"questions\":{\"email\":\"メールアドレス\",\"ご予算は？\":\"ご予算は？\"}}");
        String inLibrary =
                addForm(
                        "{\"title\":\"x\",\"library_id\":\"7600000000000000001\",\"questions\":{\"email\":\"E\"}}");
        assertThat(page("library_id", "7600000000000000001").findValuesAsText("page_id"))
                .containsExactly("7300000000000000004", inLibrary);
    }

    @Test
    void takesThousandsOfLeadsAtOnceAndListsThem() {
        ArrayNode many = Client.JSON.createArrayNode();
        for (int i = 0; i < 10_000; i++) {
            many.addObject()
                    .put("region", i % 10 == 0 ? "eu" : "row")
                    .putObject("answers")
                    .put("email", "lead" + i + "@example.com");
        }
        JsonNode ids =
                client.control("POST", "/forms/" + Sandbox.FORM_ID + "/leads", many.toString())
                        .path("lead_ids");
        assertThat(ids).hasSize(10_000);
        client.control(
                "POST",
                "/forms/" + Sandbox.SECOND_FORM_ID + "/leads",
                "{\"answers\":{\"email\":\"x\"}}");
        JsonNode listed = client.control("GET", "/leads?form_id=" + Sandbox.FORM_ID, null);
        assertThat(listed.path("total").asInt()).isEqualTo(10_000);
        assertThat(listed.path("lead_ids")).isEqualTo(ids);
        JsonNode some = client.control("GET", "/leads?offset=9999&limit=5", null);
        assertThat(some.path("total").asInt()).isEqualTo(10_001);
        assertThat(some.path("lead_ids")).hasSize(2);
        assertThat(client.control("GET", "/leads?region=eu&limit=0", null).path("total").asInt())
                .isEqualTo(1000);
        assertThat(client.counts().get("leads").toString())
                .isEqualTo("{\"submitted\":10001,\"retained\":10001}");
        String[] form = {"advertiser_id", Sandbox.ADVERTISER_ID, "page_id", Sandbox.FORM_ID};
        assertThat(client.get("/lead/get/", form).at("/data/lead_data/email").asText())
                .isEqualTo("lead9999@example.com");
    }

    @Test
    void theMostRecentLeadIsTheOneFilledInLast() {
        client.control(
                "POST",
                "/forms/" + Sandbox.FORM_ID + "/leads",
                "[{\"answers\":{\"email\":\"new\"}},{\"created\":\"2026-01-01T00:00:00Z\",\"answers\":{\"email\":\"old\"}}]");
        String[] form = {"advertiser_id", Sandbox.ADVERTISER_ID, "page_id", Sandbox.FORM_ID};
        assertThat(client.get("/lead/get/", form).at("/data/lead_data/email").asText())
                .isEqualTo("new");
        assertThat(client.get("/lead/get/", form).at("/data/meta_data/create_time").asText())
                .isEqualTo("2026-01-20 12:00:00");
    }

    @Test
    void mistakesGetOneSentenceAndNothingIsTaken() {
        String leads = "/forms/7300000000000000001/leads";
        for (String[] bad :
                new String[][] {
                    {"/forms", "{\"questions\":{\"a\":\"b\"}}", "a form needs title, a text"},
                    {"/forms", "{\"title\":\"x\"}", "a form needs questions, such as"},
                    {"/forms", "{\"title\":\"x\",\"questions\":{\"a\":1}}", "a form needs quest"},
                    {"/forms", "{\"title\":\"x\",\"labels\":{}}", "a form has no field labels;"},
                    {
                        "/forms",
                        "{\"title\":\"x\",\"questions\":{\"a\":\"b\"},\"advertiser_id\":\"7\"}",
                        "there is no advertiser 7"
                    },
                    {
                        "/forms",
                        "{\"title\":\"x\",\"questions\":{\"a\":\"b\"},\"library_id\":\"7\"}",
                        "there is no library 7"
                    },
                    {
                        "/forms",
                        "{\"title\":\"x\",\"questions\":{\"a\":\"b\"},\"status\":\"OPEN\"}",
                        "status is PUBLISHED or EDITED, not OPEN"
                    },
                    {"/forms/7/status", "{\"status\":\"EDITED\"}", "there is no form 7"},
                    {leads, "{}", "a lead needs answers, such as"},
                    {
                        leads,
                        "[{\"answers\":{}},{\"answers\":{},\"regoin\":\"eu\"}]",
                        "lead 2 of the list: a lead has no field regoin; it has answers,"
                    },
                    {
                        leads,
                        "[{\"answers\":{},\"region\":\"EU\"}]",
                        "lead 1 of the list: region is row, us or eu, not EU"
                    },
                    {leads, "{\"answers\":{},\"ad_id\":75}", "ad_id is a text, not 75"},
                    {leads, "{\"answers\":{},\"organic\":1}", "organic is true or false, not 1"},
                    {
                        leads,
                        "{\"answers\":{},\"created\":\"yesterday\"}",
                        "created is a time such as 2026-01-10T12:00:00Z or epoch seconds"
                    },
                    {leads, "[", "Invalid request body: not a valid JSON."},
                    {"/webhooks/deliver", "{}", "a delivery needs a body"},
                    {"/webhooks/deliver", "{\"body\":{}}", "nobody has subscribed"},
                    {
                        "/webhooks/deliver",
                        "{\"body\":{},\"subscription_id\":\"7\"}",
                        "there is no subscription 7"
                    },
                    {
                        "/webhooks/deliver",
                        "{\"body\":\"x\",\"object\":2}",
                        "object goes into a body that is a JSON object"
                    },
                    {
                        "/webhooks/deliver",
                        "{\"body\":{},\"object\":\"2\"}",
                        "object is a number, such as 11"
                    },
                    {"/webhooks/replay", "{}", "a replay needs delivery, a number"},
                    {"/webhooks/replay", "{\"delivery\":9}", "there is no delivery 9;"},
                }) {
            HttpResponse<String> response = client.raw("POST", "/_sandbox" + bad[0], bad[1]);
            assertThat(response.statusCode()).as(bad[1]).isEqualTo(400);
            assertThat(Client.json(response).path("error").asText()).startsWith(bad[2]);
        }
        assertThat(client.raw("GET", "/_sandbox/leads?form_id=7", null).statusCode())
                .isEqualTo(400);
        assertThat(client.counts().at("/leads/submitted").asInt()).isZero();
        assertThat(client.control("GET", "/forms", null)).hasSize(5);
    }
}
