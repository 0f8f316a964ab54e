package io.tiktokroutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.sandbox.world.Switch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for integrators names every switch and every id of the world. */
class SandboxDocTest {

    @Test
    void namesEverySwitchAndId() throws IOException {
        String page = Files.readString(Path.of("docs/sandbox.md"));
        for (Switch one : Switch.values()) {
            assertThat(page).contains("`" + one.word() + "`");
        }
        assertThat(page)
                .contains(
                        Sandbox.ACCESS_TOKEN,
                        Sandbox.APP_ID,
                        Sandbox.APP_SECRET,
                        Sandbox.ADVERTISER_ID,
                        Sandbox.PIXEL_CODE,
                        Sandbox.EVENT_SET_ID,
                        Sandbox.CRM_EVENT_SET_ID,
                        Sandbox.FORM_ID,
                        Sandbox.CDP_PORTAL_ID,
                        Sandbox.CDP_SOURCE_ID,
                        Sandbox.CDP_TOKEN,
                        Sandbox.SEGMENT_WRITE_KEY);
    }

    @Test
    void showsEveryControlEndpoint() throws IOException {
        String page = Files.readString(Path.of("docs/sandbox.md"));
        try (Client client = new Client()) {
            for (JsonNode one : client.control("GET", "/", null).path("control")) {
                String path = one.asText().replaceFirst("\\w+ /_sandbox", "");
                if (!path.equals("/")) {
                    Pattern shown =
                            Pattern.compile(
                                    "\\$S" + path.replaceAll("\\{\\w+}", "[^/ ]+") + "(?![\\w/-])");
                    assertThat(shown.matcher(page).find()).as(path).isTrue();
                }
            }
        }
    }
}
