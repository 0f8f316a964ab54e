package io.tiktokroutes.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    private static final List<String> WORDS =
            List.of("http.port", "http.host", "tiktok.api-url", "cdp.api-url");

    @Test
    void findsTheNearestWord() {
        assertThat(Suggestion.among(WORDS, "http.prot")).contains("http.port");
        assertThat(Suggestion.among(WORDS, "tiktok.apiurl")).contains("tiktok.api-url");
        assertThat(Suggestion.among(WORDS, "http.hosts")).contains("http.host");
    }

    @Test
    void aLetterMoreOrLessIsNear() {
        assertThat(Suggestion.among(List.of("run"), "ru")).contains("run");
        assertThat(Suggestion.among(List.of("run"), "runn")).contains("run");
    }

    @Test
    void staysSilentWhenNothingIsNear() {
        assertThat(Suggestion.among(WORDS, "database.password")).isEmpty();
        assertThat(Suggestion.among(List.of(), "http.port")).isEmpty();
    }
}
