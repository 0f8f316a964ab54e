package io.tiktokroutes.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The patterns we compile find what regular expressions find. */
class TextPatternTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[0-9a-f]{4}$",
                "^https?://",
                "^\\+[1-9][0-9]{2,5}$",
                "^\\+[1-9]\\d{2,}$",
                "^[0-9]{2}-[0-9]{2}$",
                "\\S",
                "[a-c]",
                "^[A-Z][a-z]*$",
                "^a?b*c+$",
                "^[a.]+-?$",
                "^\\S+$",
                "^[-+]?\\d+$",
                "^",
                "^\\$a$"
            })
    void fit(String regex) {
        Pattern judge = Pattern.compile(regex.replaceFirst("(?<!\\\\)\\$$", "\\\\z"));
        TextPattern ours = TextPattern.of(regex);
        String[] letters = {
            "a",
            "b",
            "c",
            "f",
            "A",
            "0",
            "1",
            "9",
            "+",
            "-",
            ".",
            "$",
            " ",
            "\n",
            "é",
            "\u00a0",
            "https://",
            "http:",
            "/"
        };
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append(letters[random.nextInt(letters.length)]);
            }
            assertThat(ours.fits(text.toString()))
                    .as("%s on '%s'", regex, text)
                    .isEqualTo(judge.matcher(text).find());
        }
    }
}
