package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code GET /pixel/list/}. */
class PixelTest {

    private final Client client =
            new Client(new SteppingClock(Instant.parse("2026-01-20T12:00:00Z")));

    @AfterEach
    void stop() {
        client.close();
    }

    private JsonNode list(String query) {
        return client.get("/pixel/list/?" + query);
    }

    @Test
    void findsAPixelByItsCode() {
        String owner = "advertiser_id=" + Sandbox.ADVERTISER_ID;
        JsonNode pixel = list(owner + "&code=" + Sandbox.PIXEL_CODE).at("/data/pixels/0");
        assertThat(pixel.path("pixel_code").asText()).isEqualTo(Sandbox.PIXEL_CODE);
        assertThat(pixel.at("/asset_ownership/ownership_status").asBoolean()).isTrue();
        JsonNode none = list(owner + "&code=UNKNOWN0000000000001");
        assertThat(none.path("code").asInt()).isZero();
        assertThat(none.at("/data/pixels").isArray()).isTrue();
        assertThat(none.at("/data/pixels")).isEmpty();
        assertThat(none.at("/data/page_info/total_number").asInt()).isZero();
        assertThat(list("advertiser_id=" + Sandbox.SECOND_ADVERTISER_ID).at("/data/pixels"))
                .isEmpty();
    }

    @Test
    void isAsStrictAsTikTok() {
        assertThat(list("code=x").path("code").asInt()).isEqualTo(40002);
        assertThat(list("advertiser_id=7200000000000000003").path("code").asInt()).isEqualTo(40001);
        String owner = "advertiser_id=" + Sandbox.ADVERTISER_ID;
        assertThat(list(owner + "&page_size=21").path("code").asInt()).isNotZero();
        assertThat(list(owner + "&order_by=NAME").path("code").asInt()).isNotZero();
    }
}
