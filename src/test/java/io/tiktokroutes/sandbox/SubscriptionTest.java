package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What may be subscribed to, and how it is listed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscriptionTest {

    private final Client client = new Client();

    @AfterAll
    void stop() {
        client.close();
    }

    @BeforeEach
    void reset() {
        client.control("POST", "/reset", null);
        client.set("qps", 0);
    }

    private JsonNode subscribe(String entity, String detail) {
        ObjectNode body = Client.JSON.createObjectNode();
        body.put("app_id", Sandbox.APP_ID).put("secret", Sandbox.APP_SECRET);
        body.put("subscribe_entity", entity).put("callback_url", "http://localhost:1/hook");
        ObjectNode inner = (ObjectNode) Client.read("{" + detail + "}");
        if (!inner.has("access_token")) {
            inner.put("access_token", Sandbox.ACCESS_TOKEN);
        }
        body.set("subscription_detail", inner);
        return client.post("/subscription/subscribe/", body);
    }

    private JsonNode list(String entity, String... more) {
        String[] params = Arrays.copyOf(more, more.length + 6);
        String[] fixed = {
            "app_id", Sandbox.APP_ID, "secret", Sandbox.APP_SECRET, "subscribe_entity", entity
        };
        System.arraycopy(fixed, 0, params, more.length, 6);
        return client.get("/subscription/get/", params).get("data");
    }

    @Test
    void idsInTheDetailMayBeNumbersOrTexts() {
        subscribe("LEAD", "\"advertiser_id\":7200000000000000001,\"page_id\":7300000000000000001");
        JsonNode detail = list("LEAD").at("/subscriptions/0/subscription_detail");
        assertThat(detail.toString())
                .isEqualTo(
                        "{\"access_token\":\"sandbox-access-token\",\"lead_source\":\"INSTANT_FORM\","
                                + "\"advertiser_id\":\"7200000000000000001\",\"page_id\":\"7300000000000000001\"}");
        client.set("subscription_ids", "number");
        assertThat(list("LEAD").at("/subscriptions/0/subscription_detail").toString())
                .contains("\"advertiser_id\":7200000000000000001,\"page_id\":7300000000000000001");
    }

    @Test
    void otherEntitiesAreKeptAndSilent() {
        String own = "\"advertiser_id\":\"7200000000000000001\"";
        for (String entity :
                new String[] {
                    "AD_GROUP",
                    "AD",
                    "AD_ACCOUNT_SUSPENSION",
                    "TCM_VIDEOS",
                    "CREATIVE_FATIGUE",
                    "API_SERVICE_STATUS"
                }) {
            assertThat(subscribe(entity, own).path("code").asInt()).as(entity).isZero();
        }
        assertThat(
                        subscribe(
                                        "REPORT_DATA_CHANGE",
                                        "\"advertiser_ids\":[\"7200000000000000001\"],\"notify_frequency\":\"5_MINUTE\"")
                                .path("code")
                                .asInt())
                .isZero();
        subscribe("LEAD", own);
        client.control(
                "POST", "/forms/" + Sandbox.FORM_ID + "/leads", "{\"answers\":{\"email\":\"a\"}}");
        assertThat(client.control("GET", "/webhooks", null)).hasSize(1);
        assertThat(list("LEAD").at("/page_info/total_number").asInt()).isEqualTo(1);
        assertThat(list("AD").at("/subscriptions/0/subscribe_entity").asText()).isEqualTo("AD");
        client.set("subscriptions_filtered", false);
        assertThat(list("LEAD", "page_size", "5", "page", "2").path("subscriptions")).hasSize(3);
        assertThat(list("LEAD").at("/subscriptions/6/subscription_detail").toString())
                .isEqualTo(
                        "{\"advertiser_ids\":[\"7200000000000000001\"],\"notify_frequency\":\"5_MINUTE\","
                                + "\"access_token\":\"sandbox-access-token\"}");
    }

    @Test
    void directMessagesHaveNoPageAndAreSilent() {
        String detail =
                "\"lead_source\":\"DIRECT_MESSAGE\",\"advertiser_id\":\"7200000000000000001\"";
        assertThat(
                        subscribe("LEAD", detail + ",\"page_id\":\"7300000000000000001\"")
                                .path("message")
                                .asText())
                .isEqualTo("Invalid value for page_id: not allowed for DIRECT_MESSAGE.");
        assertThat(subscribe("LEAD", detail).path("code").asInt()).isZero();
        assertThat(list("LEAD").at("/subscriptions/0/subscription_detail/lead_source").asText())
                .isEqualTo("DIRECT_MESSAGE");
        client.control(
                "POST", "/forms/" + Sandbox.FORM_ID + "/leads", "{\"answers\":{\"email\":\"a\"}}");
        assertThat(client.control("GET", "/webhooks", null)).isEmpty();

        String[] form = {
            "lead_source",
            "DIRECT_MESSAGE",
            "advertiser_id",
            Sandbox.ADVERTISER_ID,
            "page_id",
            Sandbox.FORM_ID
        };
        String[] none = Arrays.copyOf(form, 4);
        for (String path : new String[] {"/lead/get/", "/lead/field/get/"}) {
            assertThat(client.get(path, form).path("message").asText())
                    .isEqualTo("Invalid value for page_id: not allowed for DIRECT_MESSAGE.");
            assertThat(client.get(path, none).path("code").asInt()).isZero();
        }
        assertThat(client.get("/page/lead/mock/get/", none).path("code").asInt()).isEqualTo(40002);
        form[1] = "EMAIL";
        assertThat(client.get("/lead/field/get/", form).path("message").asText())
                .isEqualTo(
                        "Invalid value for lead_source: must be one of INSTANT_FORM, DIRECT_MESSAGE.");
    }

    @Test
    void refusesWhatIsMissingOrSomebodyElses() {
        String own = "\"advertiser_id\":\"7200000000000000001\"";
        client.control("POST", "/tokens", "{\"token\":\"operator\",\"admin\":false}");
        client.control(
                "POST", "/tokens", "{\"token\":\"stranger\",\"app_id\":\"7100000000000000009\"}");
        for (String[] bad :
                new String[][] {
                    {"LEADS", own, "40002", "Invalid value for subscribe_entity: must be one of ["},
                    {
                        "LEAD",
                        own + ",\"access_token\":\"\"",
                        "40002",
                        "Missing required field(s): subscription_detail.access_token."
                    },
                    {
                        "LEAD",
                        own + ",\"access_token\":\"operator\"",
                        "40001",
                        "No permission to operate advertiser: 7200000000000000001"
                    },
                    {
                        "LEAD",
                        own + ",\"access_token\":\"stranger\"",
                        "40000",
                        "The app_id is inconsistent with the token's app information."
                    },
                    {
                        "LEAD",
                        own + ",\"library_id\":\"7600000000000000001\"",
                        "40002",
                        "Missing required field(s): advertiser_id or library_id."
                    },
                    {"AD", "\"advertiser_id\":\"7\"", "40001", "No permission to operate"},
                    {"REPORT_DATA_CHANGE", own, "40002", "Missing required field(s): "},
                    {
                        "REPORT_DATA_CHANGE",
                        "\"advertiser_ids\":[\"7\"],\"notify_frequency\":\"5_MINUTE\"",
                        "40001",
                        "No permission to operate advertiser: 7"
                    },
                    {
                        "REPORT_DATA_CHANGE",
                        "\"advertiser_ids\":[\"7200000000000000001\"],\"notify_frequency\":\"1_DAY\"",
                        "40002",
                        "Invalid value for notify_frequency: "
                    },
                }) {
            JsonNode answer = subscribe(bad[0], bad[1]);
            assertThat(answer.path("code").asText()).as(answer.toString()).isEqualTo(bad[2]);
            assertThat(answer.path("message").asText()).startsWith(bad[3]);
        }
        String old =
                "{\"app_id\":\"7100000000000000001\",\"secret\":\"sandbox-app-secret\",\"object\":\"LEAD\",\"url\":\"https://x.example/\"}";
        assertThat(client.post("/subscription/subscribe/", old).path("message").asText())
                .as("the names of version 1.2")
                .isEqualTo("Missing required field(s): subscribe_entity.");
        String id = subscribe("LEAD", own).at("/data/subscription_id").asText();
        String other =
                "{\"app_id\":\"7100000000000000009\",\"secret\":\"sandbox-other-secret\",\"subscription_id\":\"%s\"}";
        assertThat(
                        client.post("/subscription/unsubscribe/", other.formatted(id))
                                .path("message")
                                .asText())
                .isEqualTo("The subscription " + id + " doesn't exist.");
        assertThat(list("LEAD").path("subscriptions")).hasSize(1);
    }

    @Test
    void faultsStrikeSubscriptionsToo() {
        client.control(
                "POST",
                "/faults",
                "{\"path\":\"/subscription/subscribe/\",\"code\":51047,\"message\":\"x\"}");
        String own = "\"advertiser_id\":\"7200000000000000001\"";
        assertThat(subscribe("LEAD", own).path("code").asInt()).isEqualTo(51047);
        assertThat(list("LEAD").path("subscriptions")).isEmpty();
        assertThat(subscribe("LEAD", own).path("code").asInt()).isZero();
    }
}
