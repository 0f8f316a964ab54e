package io.tiktokroutes.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {

    @Test
    void textIsShownAsItIs() {
        assertThat(Markdown.text(" a|b [c](d) *e*\n <br> `f` g_h _i_ \\ &amp; "))
                .isEqualTo("a\\|b \\[c\\](d) \\*e\\* \\<br\\> \\`f\\` g_h \\_i\\_ \\\\ \\&amp;");
    }

    @Test
    void codeMayHoldEveryLetter() {
        assertThat(Markdown.code("a|b\nc")).isEqualTo("`a\\|b c`");
        assertThat(Markdown.code("`a` ``b``")).isEqualTo("``` `a` ``b`` ```");
        assertThat(Markdown.code("")).isEmpty();
    }

    @Test
    void anchorsAreThoseOfViewers() {
        assertThat(Markdown.anchor("Lookup a_b of Row 3!")).isEqualTo("lookup-a_b-of-row-3");
        assertThat(Markdown.link("x", "a (b).md")).isEqualTo("[x](a%20(b%29.md)");
    }
}
