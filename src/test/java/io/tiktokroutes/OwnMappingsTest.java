package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.mapping.Mapped;
import io.tiktokroutes.mapping.Mappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user may make of the shipped mappings in a few lines of their own. */
class OwnMappingsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String EVENT =
            """
            {"ip": "198.51.100.44",
             "device_info": {"platform": "web", "http_header_user_agent": "Mozilla/5.0"},
             "user_identities": {"customer_id": "CUST-77120"},
             "event": {"event_type": "%s", "data": {
               "event_name": "%s",
               "custom_flags": {"TikTok.URL": "https://store.example.com/"},
               "custom_attributes": {"plan": "Plus"},
               "product_action": {"action": "%s"}}}}""";

    @TempDir Path folder;

    @BeforeEach
    void copy() throws IOException {
        Path shipped = Path.of("mappings");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(shipped.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private Mapped mapped(String rows, String type, String name, String action) throws Exception {
        Files.writeString(folder.resolve("own.mapping.yaml"), rows);
        Mappings mappings = new Mappings(folder, property -> null);
        mappings.load();
        JsonNode event = JSON.readTree(EVENT.formatted(type, name, action));
        return mappings.get("own").apply(event, Map.of());
    }

    @Test
    @Tag("R-MP-47")
    void aCustomMappingGoesBeforeTheNativeOne() throws Exception {
        String own =
                """
                extends: mparticle-to-tiktok-event
                rows:
                  - to: event
                    value: CompletePayment
                    when: { from: event.data.product_action.action, is: purchase }
                """;
        Mapped.Payload paid = (Mapped.Payload) mapped(own, "commerce_event", "paid", "purchase");
        assertThat(paid.payload().path("event").asText()).isEqualTo("CompletePayment");
        Mapped.Payload cart = (Mapped.Payload) mapped(own, "commerce_event", "cart", "add_to_cart");
        assertThat(cart.payload().path("event").asText()).isEqualTo("AddToCart");
    }

    @Test
    @Tag("R-MP-61")
    void completeRegistrationAndSubmitFormAreNoTargetsOfMParticle() throws Exception {
        for (String target : new String[] {"CompleteRegistration", "SubmitForm"}) {
            String own =
                    """
                    extends: mparticle-custom-to-tiktok-event
                    rows:
                      - to: event
                        value: %s
                        when: { from: event.data.event_name, is: Signed Up }
                    """
                            .formatted(target);
            assertThat(mapped(own, "custom_event", "Signed Up", ""))
                    .isInstanceOfSatisfying(
                            Mapped.Refused.class,
                            refused ->
                                    assertThat(refused.reason()).isEqualTo("UNKNOWN_EVENT_NAME"));
        }
    }

    @Test
    @Tag("R-MP-61")
    void aPropertyOutsideTheListOfAnEventIsLeftOut() throws Exception {
        String own =
                """
                extends: mparticle-custom-to-tiktok-event
                rows:
                  - { to: properties.query, from: event.data.custom_attributes.plan }
                """;
        Mapped.Payload paid = (Mapped.Payload) mapped(own, "custom_event", "Order Paid", "");
        assertThat(paid.payload().path("properties").has("query")).isFalse();
        Mapped.Payload search = (Mapped.Payload) mapped(own, "custom_event", "Site Search", "");
        assertThat(search.payload().path("properties").path("query").asText()).isEqualTo("Plus");
    }
}
