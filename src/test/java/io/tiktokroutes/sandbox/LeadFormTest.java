package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeadFormTest {

    private Client client;

    @BeforeEach
    void start() {
        client = new Client();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private JsonNode forms(String... more) {
        String[] params = java.util.Arrays.copyOf(more, more.length + 2);
        params[more.length] = "advertiser_id";
        params[more.length + 1] = Sandbox.ADVERTISER_ID;
        return client.get("/page/get/", params);
    }

    @Test
    void listsForms() {
        client.set("qps", 0);
        JsonNode all = forms();
        assertThat(all.at("/data/page_info/total_number").asInt()).isEqualTo(3);
        JsonNode first = all.at("/data/list/0");
        assertThat(first.path("page_id").asText()).isEqualTo(Sandbox.FORM_ID);
        assertThat(first.path("title").asText()).isEqualTo("Spring demo request");
        assertThat(first.path("create_time").asText()).isEqualTo("2026-01-02 08:11:00");
        assertThat(first.path("transfer_status").asText()).isEqualTo("UNSET");
        for (String name : new String[] {"status", "page_status"}) {
            assertThat(forms(name, "EDITED").at("/data/list")).hasSize(1);
            assertThat(forms(name, "PUBLISHED").at("/data/list")).hasSize(2);
        }
        assertThat(forms("title", "demo").at("/data/list")).hasSize(1);
        assertThat(forms("business_type", "STORE_FRONT").at("/data/list")).isEmpty();
        assertThat(forms("business_types", "[\"LEAD_GEN\"]").at("/data/list")).hasSize(3);
        assertThat(forms("page", "2", "page_size", "2").at("/data/list")).hasSize(1);
        String range = "{\"start\":\"2026-02-01 00:00:00\",\"end\":\"2026-02-28 00:00:00\"}";
        assertThat(forms("update_time_range", range).at("/data/list/0/page_id").asText())
                .isEqualTo(Sandbox.SECOND_FORM_ID);
        assertThat(
                        forms("update_time_range", "{\"start\":1769900000,\"end\":1772000000}")
                                .at("/data/list"))
                .hasSize(1);
    }

    @Test
    void refusesBadLists() {
        client.set("qps", 0);
        assertThat(client.get("/page/get/").path("message").asText())
                .isEqualTo("Missing required field(s): advertiser_id or library_id.");
        assertThat(forms("library_id", "7600000000000000001").path("code").asInt())
                .isEqualTo(40002);
        assertThat(forms("page_size", "101").path("code").asInt()).isEqualTo(40002);
        assertThat(forms("status", "OPEN").path("code").asInt()).isEqualTo(40002);
        assertThat(forms("business_type", "FOO").path("code").asInt()).isEqualTo(40002);
        assertThat(client.get("/page/get/", "advertiser_id", "1").path("code").asInt())
                .isEqualTo(40001);
        assertThat(client.get("/page/get/", "library_id", "1").path("code").asInt())
                .isEqualTo(40001);
        assertThat(client.get("/page/get/", "library_id", "7600000000000000001").at("/data/list"))
                .hasSize(1);
    }

    @Test
    void namesTheFieldsOfAForm() {
        JsonNode fields =
                client.get(
                        "/page/field/get/",
                        "advertiser_id",
                        Sandbox.ADVERTISER_ID,
                        "page_id",
                        Sandbox.FORM_ID);
        assertThat(fields.at("/data/fields").toString())
                .isEqualTo(
                        "[\"name\",\"email\",\"phone_number\",\"Which product interests you?\"]");
        assertThat(fields.at("/data/meta/page_name").asText()).isEqualTo("Spring demo request");
        assertThat(
                        client.get("/lead/field/get/", "lead_source", "DIRECT_MESSAGE")
                                .path("code")
                                .asInt())
                .isEqualTo(40002);
        assertThat(
                        client.get("/page/field/get/", "advertiser_id", Sandbox.ADVERTISER_ID)
                                .path("message")
                                .asText())
                .isEqualTo("Missing required field(s): page_id.");
    }

    @Test
    void makesOneTestLeadPerForm() {
        String form =
                "{\"lead_source\":\"INSTANT_FORM\",\"advertiser_id\":\""
                        + Sandbox.ADVERTISER_ID
                        + "\",\"page_id\":\""
                        + Sandbox.FORM_ID
                        + "\"}";
        String[] params = {
            "lead_source",
            "INSTANT_FORM",
            "advertiser_id",
            Sandbox.ADVERTISER_ID,
            "page_id",
            Sandbox.FORM_ID
        };
        assertThat(client.get("/page/lead/mock/get/", params).get("data")).isEmpty();
        JsonNode made = client.post("/page/lead/mock/create/", form);
        assertThat(made.at("/data/lead_data/email").asText()).isEqualTo("test@example.com");
        JsonNode id = made.at("/data/meta_data/lead_id");
        assertThat(id.isIntegralNumber()).as("a number, as in TikTok's sample").isTrue();
        assertThat(made.at("/data/meta_data/create_time").isIntegralNumber()).isTrue();
        assertThat(client.post("/page/lead/mock/create/", form).path("code").asInt())
                .isEqualTo(40002);
        assertThat(client.get("/page/lead/mock/get/", params).get("data"))
                .isEqualTo(made.get("data"));
        String delete =
                "{\"advertiser_id\":\""
                        + Sandbox.ADVERTISER_ID
                        + "\",\"lead_id\":\""
                        + id.asText()
                        + "\"}";
        assertThat(client.post("/page/lead/mock/delete/", delete).path("code").asInt()).isZero();
        assertThat(client.post("/page/lead/mock/delete/", delete).path("code").asInt())
                .isEqualTo(40002);
    }

    @Test
    void readsTheLatestLead() {
        String[] params = {"advertiser_id", Sandbox.ADVERTISER_ID, "page_id", Sandbox.FORM_ID};
        assertThat(client.get("/lead/get/", params).get("data")).isEmpty();
        client.control(
                "POST",
                "/forms/" + Sandbox.FORM_ID + "/leads",
                "[{\"answers\":{\"email\":\"a\"}},{\"answers\":{\"email\":\"b\"}}]");
        JsonNode latest = client.get("/lead/get/", params);
        assertThat(latest.at("/data/lead_data/email").asText()).isEqualTo("b");
        assertThat(latest.at("/data/meta_data/create_time").asText())
                .matches("[0-9-]{10} [0-9:]{8}");
    }
}
