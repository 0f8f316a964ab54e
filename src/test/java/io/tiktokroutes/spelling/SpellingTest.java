package io.tiktokroutes.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

    private static final List<String> KNOWN = List.of("tiktok.access-token", "period", "schedule");

    @Test
    void findsAWordWithAFewWrongLetters() {
        assertThat(Spelling.hint("tiktok.acces-tokn", KNOWN))
                .isEqualTo("; did you mean 'tiktok.access-token'?");
        assertThat(Spelling.hint("Peroid", KNOWN)).isEqualTo("; did you mean 'period'?");
    }

    @Test
    void staysSilentWhenNothingIsNear() {
        assertThat(Spelling.hint("database.url", KNOWN)).isEmpty();
        assertThat(Spelling.hint("x", List.of("y"))).isEmpty();
        assertThat(Spelling.hint("", KNOWN)).isEmpty();
    }

    @Test
    void namesAllWordsWhenThereAreFew() {
        assertThat(Spelling.hintOrAll("b", List.of("a"))).isEqualTo("; write one of a");
        assertThat(Spelling.hintOrAll("b", List.of())).isEmpty();
    }
}
