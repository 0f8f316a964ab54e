package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forms that a Business Center's library took over, and everything that sees them there. */
class LibraryTest {

    private static final String LIBRARY = "7600000000000000001";
    private static final String CENTER = "7090000000000000009";
    private static final String[] BY_ACCOUNT = {
        "advertiser_id", Sandbox.ADVERTISER_ID, "page_id", Sandbox.FORM_ID
    };
    private static final String[] BY_LIBRARY = {"library_id", LIBRARY, "page_id", Sandbox.FORM_ID};
    private Client client;

    @BeforeEach
    void start() {
        client = new Client();
        client.set("qps", 0);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private static String body(String... pairs) {
        var body = Client.JSON.createObjectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            body.put(pairs[i], pairs[i + 1]);
        }
        return body.toString();
    }

    private JsonNode transfer(String advertiser, String center) {
        return client.post(
                "/page/library/transfer/", body("advertiser_id", advertiser, "bc_id", center));
    }

    @Test
    void listsTheLibrariesOfTheTokensAccounts() {
        JsonNode list = client.get("/page/library/get/").get("data");
        assertThat(list.path("list")).hasSize(1);
        assertThat(list.at("/list/0").toString())
                .isEqualTo(
                        "{\"library_id\":\"7600000000000000001\",\"library_name\":\"Acme EU\","
                                + "\"advertiser_id\":\"7200000000000000001\",\"create_time\":\"2025-12-01 09:00:00\","
                                + "\"update_time\":\"2025-12-01 09:00:00\"}");
        assertThat(transfer(Sandbox.SECOND_ADVERTISER_ID, CENTER).at("/data/library_id").asText())
                .isEqualTo("7600000000000000002");
        JsonNode second =
                client.get("/page/library/get/", "page", "2", "page_size", "1").get("data");
        assertThat(second.at("/list/0/library_id").asText()).isEqualTo("7600000000000000002");
        assertThat(second.at("/page_info/total_page").asInt()).isEqualTo(2);
        client.control(
                "POST",
                "/tokens",
                "{\"token\":\"us\",\"advertiser_ids\":[\"7200000000000000002\"]}");
        client.token("us");
        assertThat(client.get("/page/library/get/").at("/data/page_info/total_number").asInt())
                .isEqualTo(1);
        assertThat(client.get("/page/get/", "library_id", LIBRARY).path("message").asText())
                .isEqualTo(
                        "You don't have permission to operate this library:7600000000000000001.");
        assertThat(client.get("/page/library/get/", "page_size", "101").path("code").asInt())
                .isEqualTo(40002);
    }

    @Test
    void refusesTransfersOfStrangers() {
        assertThat(
                        client.post(
                                        "/page/library/transfer/",
                                        body("advertiser_id", Sandbox.ADVERTISER_ID))
                                .path("message")
                                .asText())
                .isEqualTo("Missing required field(s): bc_id.");
        assertThat(transfer("7200000000000000003", CENTER).path("message").asText())
                .isEqualTo("No permission to operate advertiser: 7200000000000000003");
        assertThat(transfer(Sandbox.ADVERTISER_ID, "1").path("message").asText())
                .isEqualTo("You don't have permission to operate this bc:1.");
        client.control("POST", "/tokens", "{\"token\":\"operator\",\"admin\":false}");
        client.token("operator");
        assertThat(transfer(Sandbox.ADVERTISER_ID, CENTER).path("code").asInt()).isEqualTo(40001);
    }

    @Test
    void transferredFormsAreNotSeenByTheAccountAnyMore() {
        assertThat(count("advertiser_id", Sandbox.ADVERTISER_ID)).isEqualTo(3);
        assertThat(count("library_id", LIBRARY)).isEqualTo(1);
        client.set("transferred_forms_listed", true);
        JsonNode listed =
                client.get("/page/get/", "advertiser_id", Sandbox.ADVERTISER_ID).at("/data/list");
        assertThat(listed.findValuesAsText("transfer_status"))
                .containsExactly("UNSET", "UNSET", "UNSET", "TRANSFERRED");
        client.set("transferred_forms_listed", false);

        String task =
                client.post("/page/lead/task/", body(BY_ACCOUNT)).at("/data/task_id").asText();
        assertThat(transfer(Sandbox.ADVERTISER_ID, CENTER).at("/data/library_id").asText())
                .isEqualTo(LIBRARY);
        assertThat(transfer(Sandbox.ADVERTISER_ID, CENTER).at("/data/library_id").asText())
                .as("again")
                .isEqualTo(LIBRARY);
        assertThat(count("advertiser_id", Sandbox.ADVERTISER_ID)).isZero();
        assertThat(count("library_id", LIBRARY)).isEqualTo(4);
        String denied = "You don't have permission to operate this page:7300000000000000001.";
        for (String path :
                new String[] {
                    "/page/field/get/", "/lead/field/get/", "/lead/get/", "/page/lead/mock/get/"
                }) {
            assertThat(client.get(path, BY_ACCOUNT).path("message").asText()).isEqualTo(denied);
            assertThat(client.get(path, BY_LIBRARY).path("code").asInt()).as(path).isZero();
        }
        for (String path : new String[] {"/page/lead/task/", "/page/lead/mock/create/"}) {
            assertThat(client.post(path, body(BY_ACCOUNT)).path("message").asText())
                    .isEqualTo(denied);
            assertThat(client.post(path, body(BY_LIBRARY)).path("code").asInt()).as(path).isZero();
        }
        String[] old = {"advertiser_id", Sandbox.ADVERTISER_ID, "task_id", task};
        assertThat(client.post("/page/lead/task/", body(old)).path("message").asText())
                .isEqualTo(denied);
        assertThat(client.get("/page/lead/task/download/", old).path("message").asText())
                .isEqualTo(denied);
        client.control("POST", "/reset", null);
        assertThat(count("advertiser_id", Sandbox.ADVERTISER_ID)).as("after a reset").isEqualTo(3);
    }

    private int count(String name, String owner) {
        return client.get("/page/get/", name, owner).at("/data/page_info/total_number").asInt();
    }

    @Test
    void exportsAndSubscriptionsGoByLibrary() {
        transfer(Sandbox.ADVERTISER_ID, CENTER);
        assertThat(subscribe("advertiser_id", Sandbox.ADVERTISER_ID).path("code").asInt())
                .as("all of an account that has no forms left")
                .isZero();
        assertThat(subscribe(BY_ACCOUNT).path("code").asInt()).isEqualTo(40001);
        assertThat(subscribe("library_id", LIBRARY).path("code").asInt()).isZero();
        assertThat(subscribe("library_id", "1").path("code").asInt()).isEqualTo(40001);
        assertThat(
                        subscribe("library_id", LIBRARY, "advertiser_id", Sandbox.ADVERTISER_ID)
                                .path("code")
                                .asInt())
                .isEqualTo(40002);
        client.control(
                "POST",
                "/forms/" + Sandbox.FORM_ID + "/leads",
                "{\"answers\":{\"email\":\"ana@example.com\"}}");
        await().untilAsserted(
                        () ->
                                assertThat(client.control("GET", "/webhooks", null))
                                        .as("the library's subscription only")
                                        .hasSize(1));
        String task =
                client.post("/page/lead/task/", body(BY_LIBRARY)).at("/data/task_id").asText();
        String[] poll = {"library_id", LIBRARY, "task_id", task};
        client.post("/page/lead/task/", body(poll));
        client.post("/page/lead/task/", body(poll));
        String file =
                client.raw(
                                "GET",
                                "/open_api/v1.3/page/lead/task/download/" + Client.query(poll),
                                null)
                        .body();
        assertThat(file).contains("ana@example.com");
    }

    private JsonNode subscribe(String... detail) {
        var body = Client.JSON.createObjectNode();
        body.put("app_id", Sandbox.APP_ID).put("secret", Sandbox.APP_SECRET);
        body.put("subscribe_entity", "LEAD").put("callback_url", "http://127.0.0.1:1/hook");
        var inner = body.putObject("subscription_detail");
        inner.put("access_token", Sandbox.ACCESS_TOKEN);
        for (int i = 0; i < detail.length; i += 2) {
            inner.put(detail[i], detail[i + 1]);
        }
        return client.post("/subscription/subscribe/", body);
    }
}
