package io.tiktokroutes.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiktokroutes.lint.settings.SettingsCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @TempDir private Path folder;
    private final Map<String, String> environment = new TreeMap<>();
    private final Properties system = new Properties();
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("application.properties");
    }

    private Settings settings(String... lines) throws IOException, StartupException {
        if (lines.length > 0) {
            Files.writeString(file, String.join("\n", lines));
        }
        return Settings.read(file, environment, system);
    }

    @Test
    void theEnvironmentWinsThenTheCommandLineThenTheFileThenTheDefault() throws Exception {
        assertThat(settings().get("http.port")).isEqualTo("8080");
        assertThat(settings("http.port=1").get("http.port")).isEqualTo("1");
        system.put("http.port", "2");
        assertThat(settings().get("http.port")).isEqualTo("2");
        environment.put("HTTP_PORT", "3");
        assertThat(settings().get("http.port")).isEqualTo("3");
        assertThat(settings().asProperties()).containsEntry("http.port", "3");
    }

    @Test
    void anEmptyValueMeansNotSet() throws Exception {
        assertThat(settings().find("tiktok.access-token")).isEmpty();
        environment.put("DATABASE_URL", " ");
        assertThat(settings().find("database.url")).isEmpty();
        assertThat(settings().get("database.url")).isEmpty();
        assertThat(settings().asProperties()).doesNotContainKey("database.url");
    }

    @Test
    void fixedValuesWinOverEverything() throws Exception {
        environment.put("TIKTOK_API_URL", "https://example.com");
        Settings fixed = settings().with(Map.of("tiktok.api-url", "http://127.0.0.1:1"));
        assertThat(fixed.get("tiktok.api-url")).isEqualTo("http://127.0.0.1:1");
    }

    @Test
    void aListHasCommasBetween() throws Exception {
        assertThat(settings("tiktok.advertiser-ids= 1, 2,,3 ").list("tiktok.advertiser-ids"))
                .containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @CsvSource({"30d,720h", "12h,12h", "15m,15m", "20s,20s", "1H,1h"})
    void lengthsOfTimeAreShort(String written, String meant) throws Exception {
        assertThat(settings("ledger.retention=" + written).duration("ledger.retention"))
                .isEqualTo(Duration.parse("PT" + meant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a month", "30", "-3d", "0h", "d", "P1D"})
    void aLengthOfTimeThatIsNoneIsTold(String written) throws Exception {
        Settings settings = settings("ledger.retention=" + written);
        assertThatThrownBy(() -> settings.duration("ledger.retention"))
                .isInstanceOf(StartupException.class)
                .hasMessage(
                        "ledger.retention is '"
                                + written
                                + "'; write a length of time such as 30d or 12h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "0", "1001", "8.5", "99999999999"})
    void aNumberOutOfBoundsIsTold(String written) throws Exception {
        Settings settings = settings("tiktok.rate-limit=" + written);
        assertThatThrownBy(() -> settings.number("tiktok.rate-limit", 1, 1000))
                .isInstanceOf(StartupException.class)
                .hasMessage(
                        "tiktok.rate-limit is '"
                                + written
                                + "'; write a whole number from 1 to 1000");
    }

    @Test
    void aNumberWithinBoundsIsTaken() throws Exception {
        assertThat(settings().number("tiktok.rate-limit", 1, 1000)).isEqualTo(8);
    }

    @Test
    void unknownNamesOnTheCommandLineAreToldWhenTheyLookLikeOurs() throws Exception {
        system.put("http.prot", "1");
        system.put("http.proxyHost", "proxy");
        system.put("java.io.tmpdir", "/tmp");
        system.put("camel.main.jmxEnabled", "true");
        Settings settings = settings();
        assertThat(settings.strangers(new SettingsCheck(settings.known(Set.of()))))
                .containsExactly(
                        "-Dhttp.prot: there is no setting http.prot; did you mean 'http.port'?");
    }

    @Test
    void whatIsMissingNamesEveryPlaceThatWasLookedAt() throws Exception {
        assertThat(settings().missing("tiktok.pixel-code"))
                .isEqualTo(
                        "tiktok.pixel-code is not set; looked at the environment"
                                + " (TIKTOK_PIXEL_CODE), at -Dtiktok.pixel-code and in "
                                + file
                                + " (no such file)");
        assertThat(settings("http.port=1").missing("tiktok.pixel-code")).endsWith(" in " + file);
    }

    @Test
    void aFileThatIsNoTextIsTold() throws Exception {
        assertThatThrownBy(() -> settings("a=\\u00zz"))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("settings file " + file + " cannot be read");
    }

    @Test
    void everySettingHasACommentAndAPlainName() throws Exception {
        String text = Files.readString(Path.of("src/main/resources/application.properties"));
        for (String block : text.split("\n\n")) {
            assertThat(block).startsWith("#");
        }
        assertThat(text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()))
                .allMatch(line -> line.matches("[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)+=.*"));
    }
}
