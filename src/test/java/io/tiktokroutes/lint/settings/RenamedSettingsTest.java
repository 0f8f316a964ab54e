package io.tiktokroutes.lint.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiktokroutes.lint.Finding;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RenamedSettingsTest {

    @Test
    void aSettingOfAnEarlierVersionIsToldByItsNewName() throws Exception {
        SettingsCheck check =
                new SettingsCheck(Set.of("http.port"), Map.of("server.port", "http.port"));
        assertThat(check.findings(SettingsFile.parse("a.properties", "server.port=1\n")))
                .extracting(Finding::toString)
                .containsExactly(
                        "a.properties:1:1: warning: server.port has a new name; write http.port"
                                + " (deprecated-setting)");
    }
}
