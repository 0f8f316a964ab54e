package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake in a mapping file is told with its place and with what to write. */
class MistakesTest {

    private static void assertMistake(String text, String message) {
        MappingException e = catchThrowableOfType(MappingException.class, () -> Plan.of(text));
        assertThat(e).hasMessage("mappings/test.mapping.yaml:" + message);
        assertThat(e.line() + ":" + e.column() + ": " + e.problem()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ to: a, from: b, hsh: md5 }"
                        + " | 2:23: a row has no key 'hsh'; did you mean 'hash'?",
                "{ to: a, from: b, hash: sha265 }"
                        + " | 2:29: hash can not be 'sha265'; did you mean 'sha256'?",
                "{ to: a, from: b, hash: crc }"
                        + " | 2:29: hash can not be 'crc'; write one of none, md5, md5-upper, sha256, sha256-upper, sha256-if-plain, sha256-given",
                "{ to: a, from: b, as: emial }"
                        + " | 2:27: as can not be 'emial'; did you mean 'email'?",
                "{ to: a, from: b, as: uuid }"
                        + " | 2:27: as can not be 'uuid'; write one of email, email-base, phone, phone-digits, url, string, trimmed, lower-case, integer, number, boolean, iso-datetime, epoch-seconds, epoch-millis, seconds-from-millis, list, {datetime: yyyy-MM-dd, zone: UTC}",
                "{ from: b }" + " | 2:5: the row does not say where to write; add to: and a path",
                "{ to: a }" + " | 2:5: a row has either from: (a path) or value: (a constant)",
                "{ to: a, from: b, value: c }"
                        + " | 2:5: a row has either from: (a path) or value: (a constant)",
                "{ to: a, value: '' }"
                        + " | 2:21: the value is empty; write one or take the key out",
                "{ to: a, value: c, default: d }"
                        + " | 2:33: a row with value: needs no default; take it out",
                "{ to: a..b, from: b }"
                        + " | 2:11: 'a..b' is no path: a name is missing at position 3",
                "{ to: 'a[].b', from: b }"
                        + " | 2:11: no row above makes items in 'a'; put a row from a path with [] first",
                "{ to: 'a.b', from: 'b[].c' }"
                        + " | 2:24: from goes through a list and to does not; write [] in both, or [0] in from",
                "{ to: 'a[].b[]', from: 'b[].c' }"
                        + " | 2:11: 'a[].b[]' is no path: a path goes through one list only; keep one []",
                "{ to: a[].b, from: b }"
                        + " | 2:12: a comma or a closing bracket is missing before this; between { } a path with [] and a {{name}} stand in quotes",
                "{ to: 'a[1]', from: b }"
                        + " | 2:11: 'a[1]' leaves a gap; number the items from [0] on",
                "{ to: a, from: Which product? }"
                        + " | 2:33: a comma or a closing bracket is missing before this; between { } a path with [] and a {{name}} stand in quotes",
                "{ to: a, from: \"['x\" }"
                        + " | 2:20: '['x' is no path: a quoted name ends with ']",
                "{ to: a, from: b, otherwise: skip }"
                        + " | 2:34: otherwise belongs to a lookup; add lookup: or take it out",
                "{ to: a, from: b, else: omit }"
                        + " | 2:29: else belongs to as; add as: or take it out",
                "{ to: a, from: b, lookup: none }"
                        + " | 2:31: there is no lookups/none.yaml or .csv",
                "{ to: a, from: b, lookup: { x: [1] } }"
                        + " | 2:36: 'x' leads to no single value; write one",
                "{ to: a, from: b, lookup: { x: 1 }, otherwise: drop }"
                        + " | 2:52: otherwise can not be 'drop'; write one of skip, refuse, keep",
                "{ to: a, from: b, required: yes }"
                        + " | 2:33: required can not be 'yes'; write one of true, false",
                "{ to: a, from: b, reason: no-way }"
                        + " | 2:31: a reason is written in capitals, such as NO_IDENTIFIER",
                "{ to: a, from: '{{nope}}' }"
                        + " | 2:20: there is no property 'nope'; set it in application.properties, or write {{nope:a default}}",
                "{ to: a, from: {{nope}} }"
                        + " | 2:21: a key is one word; {{name}} must stand in quotes: \"{{name}}\"",
                "{ to: a, from: b, to: c }" + " | 2:23: 'to' is written twice; keep one of them",
                "{ to: a, from: { cookie: _ttp } }"
                        + " | 2:20: write {cookie: NAME, in: [paths]} or {query: NAME, in: [paths]}",
                "{ to: a, from: { cookie: _ttp, in: 'a[].b' } }"
                        + " | 2:40: a cookie or query is read from one text; write a path without []",
                "{ to: a, from: { query: q, on: b } }"
                        + " | 2:32: from has no key 'on'; did you mean 'in'?",
                "{ to: a, from: b, as: { datetime: yyyy-MM-dd hh:mm } }"
                        + " | 2:39: hh is the hour of the 12-hour clock; write HH",
                "{ to: a, from: b, as: { datetime: nonsense } }"
                        + " | 2:39: 'nonsense' is no date pattern; write for instance yyyy-MM-dd HH:mm:ss",
                "{ to: a, from: b, as: { datetime: YYYY } }"
                        + " | 2:39: YYYY and DD count weeks and days of the year; write yyyy and dd",
                "{ to: a, from: b, as: { datetime: yyyy, zone: Europe/Pariss } }"
                        + " | 2:51: there is no time zone 'Europe/Pariss'; did you mean 'Europe/Paris'?",
                "{ to: a, from: b, as: { zone: UTC } }"
                        + " | 2:27: write {datetime: PATTERN, zone: ZONE}",
                "{ to: a, from: b, as: list, hash: md5 }"
                        + " | 2:39: a list can not be hashed; write [] in from and to instead of as: list",
                "{ to: a, from: settings.a.b }"
                        + " | 2:20: a parameter of the sink is written settings.NAME",
                "{ to: a, from: [] }" + " | 2:20: from is an empty list; write a path",
                "{ to: 'a[x=1]', from: b }" + " | 2:11: to is a path of names, numbers and [] only",
                "{ to: a, from: 'b[x=].c' }"
                        + " | 2:20: 'b[x=].c' is no path: after = stands a value",
                "{ to: a, from: 'b[=x].c' }"
                        + " | 2:20: 'b[=x].c' is no path: before = stands the name of a field",
                "{ to: a, from: 'b[x].c' }"
                        + " | 2:20: 'b[x].c' is no path: between [ and ] stands nothing, a number up to 999, a quoted name, field=value or settings.NAME",
                "{ to: a, from: b, when: { from: c } }"
                        + " | 2:29: a condition has one test; write one of is, is-not, present, above, at-least, below, at-most",
                "{ to: a, from: b, when: { is: c } }"
                        + " | 2:29: a condition looks at one thing: from: (a path), column: or value:",
                "{ to: a, from: b, when: { from: c, si: d } }"
                        + " | 2:40: when has no key 'si'; did you mean 'is'?",
                "{ to: a, from: b, when: { from: c, is: d, above: 3 } }"
                        + " | 2:29: a condition has one test; write one of is, is-not, present, above, at-least, below, at-most",
                "{ to: a, from: b, when: { from: 'c[].d', is: d } }"
                        + " | 2:37: a condition looks at the whole list; write the path without []",
                "{ to: a, from: b, when: { from: c, is: '' } }"
                        + " | 2:44: the value is empty or no single value; write one, or present:",
                "{ to: a, from: b, when: { from: c, is: [] } }"
                        + " | 2:44: the list is empty; write the values",
                "{ to: a, from: b, when: { from: c, above: many } }"
                        + " | 2:47: above is a number; write it without signs or blanks",
                "{ to: a, from: b, when: { from: c, present: maybe } }"
                        + " | 2:49: present can not be 'maybe'; write one of true, false",
                "{ to: a, from: b, when: { column: x, is: 1 } }"
                        + " | 2:11: its when looks at the column 'x', and no row writes it; write one of a",
                "{ to: a, from: b, when: { any: [], is: 1 } }"
                        + " | 2:29: beside any stands no other test; write it as a list item",
                "{ to: a, from: b, when: { any: [] } }"
                        + " | 2:36: any is empty; write a condition or take the key out",
                "{ to: a, from: b, when: [] }"
                        + " | 2:29: when is empty; write a condition or take the key out",
                "{ to: a, from: b"
                        + " | 3:1: the file ends too early; a bracket or a quote above is not closed",
                "text"
                        + " | 2:5: a row is made of 'key: value' pairs, and here stands something else",
                "{ to: '', from: b }" + " | 2:11: to is empty; write a value or take the key out",
                "{ to: a, from: &x [b], hash: *x }"
                        + " | 1:1: the file has an alias (*name) of a list or table; write it out",
            })
    void inARow(String row, String message) {
        assertMistake("rows:\n  - " + row + "\n", message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: ["
                        + " | 2:1: the file ends too early; a bracket or a quote above is not closed",
                "- a"
                        + " | 1:1: a mapping is made of 'key: value' pairs, and here stands something else",
                "row:⏎  - { to: a, from: b }"
                        + " | 1:1: a mapping has no key 'row'; did you mean 'rows'?",
                "description: x"
                        + " | 1:1: the mapping has no rows; write rows: and one '- ' for each",
                "rows: { to: a }" + " | 1:7: rows is a list; begin each item with '- '",
                "rows:⏎  - { to: a, from: b }⏎  - { to: a, from: c }"
                        + " | 3:11: row 1 already writes 'a'; keep one of them, or give the first one a when",
                "rows:⏎  - { to: a, from: b }⏎  - { to: a.b, from: c }"
                        + " | 3:11: row 1 already writes 'a', and 'a.b' would write over it; keep one of them",
                "rows:⏎  - { to: 'a[0].x', from: b }⏎  - { to: a.b, from: c }"
                        + " | 3:11: row 1 already writes 'a[0].x', and 'a.b' would write over it; keep one of them",
                "country: XX⏎rows: []"
                        + " | 1:10: 'XX' is no country; write two letters such as FR, or settings.NAME",
                "rows:⏎  - { to: a, from: b }⏎require:⏎  - any: [b]"
                        + " | 4:11: no row writes 'b'; write one of a",
                "rows:⏎  - { to: a, from: b }⏎require:⏎  - any: [a]⏎    all: [a]"
                        + " | 4:5: an item of require has either any: […] or all: […]",
                "rows:⏎  - { to: a, from: b }⏎require:⏎  - any: [a]⏎    else: drop"
                        + " | 5:11: else can not be 'drop'; write one of refuse, skip",
                "rows:⏎  - to: a⏎   from: b"
                        + " | 3:4: the line is indented differently from the ones above it; align them",
                "rows:⏎  - to: a: b"
                        + " | 2:10: this ':' is one too many, or the line is indented wrongly; put text with ': ' in quotes",
                "rows: []⏎---⏎rows: []"
                        + " | 2:1: a second document (---) begins here; keep one per file",
                "when: { column: a, is: 1 }⏎rows:⏎  - { to: a, from: b }"
                        + " | 1:17: the condition of the whole mapping is asked before any column is written; write from: and a path",
                "allowed: { by: a }⏎rows:⏎  - { to: a, from: b }"
                        + " | 1:10: allowed has no within; add within:",
                "description: {{land}}⏎rows: []"
                        + " | 1:14: {{name}} must stand in quotes: \"{{name}}\"",
            })
    void elsewhere(String text, String message) {
        assertMistake(text.replace('⏎', '\n') + "\n", message);
    }

    @Test
    void lettersThatAreNotSeen() {
        assertMistake("", "1:1: the file is empty");
        assertMistake(
                "rows:\n\t- { to: a, from: b }\n", "2:1: a tab stands here; indent with blanks");
        assertMistake(
                "rows:\n  - { to: a\u0001, from: b }\n",
                "2:1: a letter that can not be printed stands here; take it out");
    }

    @Test
    void aByteOrderMarkIsNoMistake() throws MappingException {
        assertThat(Plan.of("\uFEFFrows:\n  - { to: a, from: b }\n").name()).isEqualTo("test");
    }

    @Test
    void bracketsWithoutEnd() {
        assertMistake(
                "rows: " + "[".repeat(100),
                "1:1: lists or tables are nested more than 50 deep; write them flatter");
    }

    @Test
    void aLongLookupIsNoMistake() throws MappingException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append("some-rather-long-name-of-a-product-").append(i).append(": ").append(i);
            text.append('\n');
        }
        Lookup lookup = new LookupReader("l", "l.yaml", n -> null).read(text.toString());
        assertThat(lookup.entries()).hasSize(100_000);
    }

    @Test
    void everyMistakeOfAFileIsTold() {
        MappingException e =
                catchThrowableOfType(
                        MappingException.class,
                        () ->
                                Plan.of(
                                        """
                                        country: Frankreich
                                        rows:
                                          - { to: a, from: b, hash: md6, as: emial }
                                          - { to: c, form: d, hsh: md5 }
                                          - { from: e }
                                          - { to: a, from: f }
                                          - { to: g, from: ["h..i", "{{nope}}"] }
                                        when:
                                          - { from: x }
                                        """));
        assertThat(e).hasMessageContaining(":1:10: 'Frankreich' is no country");
        assertThat(e.all().stream().map(m -> m.line() + ":" + m.column() + ": " + m.problem()))
                .containsExactly(
                        "1:10: 'Frankreich' is no country; write two letters such as FR, or settings.NAME",
                        "3:29: hash can not be 'md6'; did you mean 'md5'?",
                        "3:38: as can not be 'emial'; did you mean 'email'?",
                        "4:14: a row has no key 'form'; did you mean 'from'?",
                        "4:23: a row has no key 'hsh'; did you mean 'hash'?",
                        "5:5: the row does not say where to write; add to: and a path",
                        "7:21: 'h..i' is no path: a name is missing at position 3",
                        "7:29: there is no property 'nope'; set it in application.properties, or write {{nope:a default}}",
                        "9:5: a condition has one test; write one of is, is-not, present, above, at-least, below, at-most");
    }
}
