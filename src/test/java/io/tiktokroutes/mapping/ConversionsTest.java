package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionsTest {

    private static String as(String as, String value) throws MappingException {
        Mapped mapped = Plan.row("{ to: a, from: a, as: " + as + " }", "a: " + value);
        return mapped instanceof Mapped.Refused refused
                ? refused.reason()
                : Plan.told(mapped).replaceAll("^\\{\"a\":(.*)}$", "$1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "' Mai@Example.com '  | \"mai@example.com\"",
                "a+b@sub.example.com  | \"a+b@sub.example.com\"",
                "mai@localhost        | BAD_EMAIL",
                "mai@.com             | BAD_EMAIL",
                "mai@example.         | BAD_EMAIL",
                "'@example.com'       | BAD_EMAIL",
                "mai@@example.com     | BAD_EMAIL",
                "m ai@example.com     | BAD_EMAIL",
                "17                   | BAD_EMAIL",
                "[mai@example.com]    | MALFORMED",
                "{ b: c }             | MALFORMED",
            })
    void email(String value, String result) throws MappingException {
        assertThat(as("email", value)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'+33 1 99 00 12 34'         | \"+33199001234\"",
                "33199001234                 | BAD_PHONE",
                "'01 99 00 12 34'            | BAD_PHONE",
                "'+1 202 555'                | BAD_PHONE",
                "'+1 202 555 0143 ext. 7'    | \"+12025550143\"",
                "'+999 1234567'              | BAD_PHONE",
                "n/a                         | BAD_PHONE",
                "true                        | BAD_PHONE",
            })
    void phoneWithoutACountry(String value, String result) throws MappingException {
        assertThat(as("phone", value)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "url | ' https://shop.example.com/?a=b ' | \"https://shop.example.com/?a=b\"",
                "url | HTTP://shop.example.com        | \"HTTP://shop.example.com\"",
                "url | ftp://shop.example.com         | INVALID_URL",
                "url | 'https://a b'                  | INVALID_URL",
                "url | 'https://'                     | INVALID_URL",
                "url | /thanks                        | INVALID_URL",
                "email-base | Mai.Tran+News+2@Example.com | \"maitran@example.com\"",
                "email-base | mai@example.com         | \"mai@example.com\"",
                "email-base | +mai@example.com        | \"+mai@example.com\"",
                "email-base | mai                     | BAD_EMAIL",
                "phone-digits | '+1 202 555 0143'     | \"12025550143\"",
                "phone-digits | 12025550143           | BAD_PHONE",
                "seconds-from-millis | 1773480413412  | 1773480413",
                "seconds-from-millis | '1773480413412' | 1773480413",
                "seconds-from-millis | 1773480413     | BAD_TIMESTAMP",
                "seconds-from-millis | 1773480413412.5 | BAD_TIMESTAMP",
                "seconds-from-millis | '0773480413412' | BAD_TIMESTAMP",
                "seconds-from-millis | -1773480413412 | BAD_TIMESTAMP",
                "seconds-from-millis | '2026-03-14'   | BAD_TIMESTAMP",
            })
    void addressesAudiencesAndMilliseconds(String as, String value, String result)
            throws MappingException {
        assertThat(as(as, value)).isEqualTo(result);
    }

    @Test
    void thePhonesCountryMayBeAPropertyOrAParameterOfTheSink() throws MappingException {
        String row = "rows:\n  - { to: a, from: a, as: phone }\n";
        Mapping property = Plan.of("country: \"{{land}}\"\n" + row);
        Mapping setting = Plan.of("country: settings.country\n" + row);
        assertThat(Plan.told(property.apply(Plan.json("a: 01 99 00 12 34"), Map.of())))
                .isEqualTo("{\"a\":\"+33199001234\"}");
        assertThat(
                        Plan.told(
                                setting.apply(
                                        Plan.json("a: (202) 555-0187"), Map.of("country", "us"))))
                .isEqualTo("{\"a\":\"+12025550187\"}");
        assertThat(Plan.told(setting.apply(Plan.json("a: 01 99 00 12 34"), Map.of())))
                .contains("BAD_PHONE");
        assertThat(
                        Plan.told(
                                setting.apply(
                                        Plan.json("a: 01 99 00 12 34"),
                                        Map.of("country", "France"))))
                .contains("BAD_PHONE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7391004512208835601  | \"7391004512208835601\"",
                "41.250               | \"41.250\"",
                "1.5e3                | \"1500\"",
                "true                 | \"true\"",
                "' a '                | \" a \"",
                "[1]                  | MALFORMED",
            })
    void string(String value, String result) throws MappingException {
        assertThat(as("string", value)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "trimmed    | ' CUST-1 ' | \"CUST-1\"",
                "lower-case | ' CUST-1 ' | \"cust-1\"",
                "lower-case | 'TITLE I'  | \"title i\"",
                "boolean    | 'True'     | true",
                "boolean    | 0          | false",
                "boolean    | '1'        | true",
                "boolean    | ja         | MALFORMED",
            })
    void textAndBoolean(String as, String value, String result) throws MappingException {
        assertThat(as(as, value)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "integer | '9120'                  | 9120",
                "integer | ' -3 '                  | -3",
                "integer | '3.0'                   | 3",
                "integer | 3.0                     | 3",
                "integer | '7391004512208835601'   | 7391004512208835601",
                "integer | '73910045122088356010'  | 73910045122088356010",
                "integer | '3.5'                   | MALFORMED",
                "integer | '1e3'                   | MALFORMED",
                "number  | '41.250'                | 41.250",
                "number  | '0.0000'                | 0.0000",
                "number  | 12.50                   | 12.50",
                "number  | '0.1234567890123456789' | 0.1234567890123456789",
                "number  | '1,466'                 | MALFORMED",
                "number  | '1.52%'                 | MALFORMED",
                "number  | '1.'                    | MALFORMED",
                "number  | '.5'                    | MALFORMED",
                "number  | '-'                     | MALFORMED",
                "number  | 'NaN'                   | MALFORMED",
                "number  | '٣'                     | MALFORMED",
                "number  | true                    | MALFORMED",
            })
    void numbersAreExactAndNothingIsGuessed(String as, String value, String result)
            throws MappingException {
        assertThat(as(as, value)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1773480413                        | \"2026-03-14T09:26:53Z\"",
                "1773480413412                     | \"2026-03-14T09:26:53.412Z\"",
                "'1773480413412'                   | \"2026-03-14T09:26:53.412Z\"",
                "'1773480413.412'                  | \"2026-03-14T09:26:53.412Z\"",
                "'2026-03-14T09:26:53Z'            | \"2026-03-14T09:26:53Z\"",
                "'2026-03-14 09:26:53'             | \"2026-03-14T09:26:53Z\"",
                "'2026-03-14T10:26:53.4+01:00'     | \"2026-03-14T09:26:53.400Z\"",
                "'2026-03-14 10:26:53+01'          | \"2026-03-14T09:26:53Z\"",
                "'2026-03-14T05:56:53-0330'        | \"2026-03-14T09:26:53Z\"",
                "'2026-03-14T09:26'                | \"2026-03-14T09:26:00Z\"",
                "'2026-03-14'                      | \"2026-03-14T00:00:00Z\"",
                "'2026-02-30'                      | BAD_TIMESTAMP",
                "'2026-3-14'                       | BAD_TIMESTAMP",
                "'14.03.2026'                      | BAD_TIMESTAMP",
                "'2026-03-14T09:26:5'              | BAD_TIMESTAMP",
                "'2026-03-14T09:26:53 CET'         | BAD_TIMESTAMP",
                "'2026-03-14T09:26:53+25:00'       | BAD_TIMESTAMP",
                "'177348041341200'                | BAD_TIMESTAMP",
                "-1                                | BAD_TIMESTAMP",
                "soon                              | BAD_TIMESTAMP",
                "{ at: 1 }                         | MALFORMED",
            })
    void times(String value, String result) throws MappingException {
        assertThat(as("iso-datetime", value)).isEqualTo(result);
    }

    @Test
    void timesInOtherForms() throws MappingException {
        assertThat(as("epoch-seconds", "1773480413999")).isEqualTo("1773480413");
        assertThat(as("epoch-millis", "'2026-03-14T09:26:53.412Z'")).isEqualTo("1773480413412");
        assertThat(as("{ datetime: 'yyyy-MM-dd HH:mm:ss', zone: '{{zone}}' }", "1773480413"))
                .isEqualTo("\"2026-03-14 10:26:53\"");
        assertThat(as("{ datetime: yyyy-MM-dd }", "'2026-03-14 00:00:00'"))
                .isEqualTo("\"2026-03-14\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[a, 1]                                   | [\"a\",1]",
                "a                                        | [\"a\"]",
                "{ b: 1 }                                 | [{\"b\":1}]",
                "'[{\"content_id\":\"A\",\"price\":1.50}]'| [{\"content_id\":\"A\",\"price\":1.50}]",
                "'[1, '                                   | MALFORMED",
                "'[1] 2'                                  | MALFORMED",
            })
    void list(String value, String result) throws MappingException {
        assertThat(as("list", value)).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "phone", "iso-datetime", "integer", "boolean"})
    void aDetailNeverRepeatsTheValue(String as) throws MappingException {
        Mapped mapped = Plan.row("{ to: a, from: a, as: " + as + " }", "a: Mai Tran 0143");
        assertThat(Plan.told(mapped))
                .contains("Refused")
                .doesNotContain("Mai")
                .doesNotContain("0143");
    }

    @Test
    void aRowMayLeaveOutWhatItCanNotConvert() throws MappingException {
        assertThat(Plan.told(Plan.row("{ to: a, from: a, as: email, else: omit }", "a: none")))
                .isEqualTo("{}");
    }
}
