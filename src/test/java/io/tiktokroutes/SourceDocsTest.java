package io.tiktokroutes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guides of the event sources name what is there. */
class SourceDocsTest {

    private static String guide(String name) throws IOException {
        return Files.readString(Path.of("docs/" + name + ".md"));
    }

    /** The lines of the guide's settings table, by setting. */
    private static Map<String, String> settings(String name) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        String table = guide(name).split("\n## Settings\n", 2)[1].split("\n## ", 2)[0];
        table.lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> settings.put(line.split("`")[1], line));
        return settings;
    }

    @ParameterizedTest
    @ValueSource(strings = {"commanders-act", "mparticle", "segment"})
    void everySettingExists(String name) throws IOException {
        Properties known = new Properties();
        try (Reader in =
                Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            known.load(in);
        }
        assertThat(settings(name)).isNotEmpty();
        assertThat(known.stringPropertyNames()).containsAll(settings(name).keySet());
    }

    @Test
    @Tag("R-MP-4")
    void mParticlesGuideTellsWhereThePixelIdIsFound() throws IOException {
        assertThat(settings("mparticle").get("tiktok.pixel-code"))
                .contains("Ads Manager, Tools, Events, Events Manager", "Datasets overview");
    }

    @Test
    @Tag("R-MP-5")
    void mParticlesGuideTellsWhereTheTokenIsGenerated() throws IOException {
        assertThat(settings("mparticle").get("tiktok.access-token"))
                .contains("Events Manager", "Settings, Events API, Generate Access Token");
    }

    @Test
    @Tag("R-CA-7")
    void commandersActsGuideTellsThatAdsManagerIsNeeded() throws IOException {
        assertThat(guide("commanders-act").replace('\n', ' '))
                .contains("You need access to TikTok's Ads Manager");
    }

    @Test
    void theTableOfMParticlesEventsIsThatOfTheLookup() throws IOException {
        Pattern row = Pattern.compile("(?m)^(\\w+): (\\w+)$");
        String lookup = Files.readString(Path.of("mappings/lookups/mparticle-events.yaml"));
        List<String> rows =
                row.matcher(lookup)
                        .results()
                        .map(
                                (MatchResult found) ->
                                        "| `%s` | %s |".formatted(found.group(1), found.group(2)))
                        .toList();
        assertThat(rows).hasSize(5);
        assertThat(guide("mparticle").lines().filter(rows::contains).toList())
                .containsExactlyInAnyOrderElementsOf(rows);
    }
}
