package io.tiktokroutes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The short way to E.164 never says anything else than the library's own parser. */
class InternationalTest {

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private static String byParser(String text) {
        try {
            PhoneNumber number = PHONES.parse(text, null);
            return PHONES.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                    ? PHONES.format(number, PhoneNumberFormat.E164)
                    : "not possible";
        } catch (NumberParseException e) {
            return "no number";
        }
    }

    private static void assertSame(String text) {
        String plain = International.e164(text);
        if (plain != null) {
            assertThat(plain).as(text).isEqualTo(byParser(text));
        }
    }

    @Test
    void numbersOfEveryCountry() {
        int plain = 0;
        List<String> numbers = new ArrayList<>();
        for (String region : PHONES.getSupportedRegions()) {
            for (PhoneNumberType type : PhoneNumberType.values()) {
                PhoneNumber example = PHONES.getExampleNumberForType(region, type);
                if (example != null) {
                    numbers.add(PHONES.format(example, PhoneNumberFormat.E164));
                    numbers.add(PHONES.format(example, PhoneNumberFormat.INTERNATIONAL));
                }
            }
        }
        for (String number : numbers) {
            assertSame(number);
            plain += International.e164(number) == null ? 0 : 1;
        }
        assertThat(numbers).hasSizeGreaterThan(2000);
        assertThat(plain).as("numbers that took the short way").isGreaterThan(numbers.size() / 2);
    }

    @Test
    void randomNumbersWithEveryCountryCode() {
        Random random = new Random(7);
        for (int code : PHONES.getSupportedCallingCodes()) {
            for (int i = 0; i < 300; i++) {
                StringBuilder number = new StringBuilder("+").append(code);
                for (int k = 4 + random.nextInt(10); k > 0; k--) {
                    number.append(random.nextInt(12) == 0 ? " " : "").append(random.nextInt(10));
                }
                assertSame(number.toString());
            }
        }
    }

    @Test
    void whatIsNotPlainIsLeftToTheParser() {
        for (String text :
                List.of(
                        "",
                        "+",
                        "33199001234",
                        "+33  199001234",
                        "+33 (0)1 99 00 12 34",
                        "+33a99001234",
                        "+330199001234",
                        "+33199001234 ",
                        "+33199001234;ext=1",
                        "+999199001234",
                        "+0033199001234",
                        "+33199",
                        "+3319900123412345",
                        "+٣٣199001234")) {
            assertThat(International.e164(text)).as(text).isNull();
        }
        assertThat(International.e164("+33 1 99 00 12.34")).isEqualTo("+33199001234");
        assertThat(International.e164("+1-202-555-0143")).isEqualTo("+12025550143");
    }
}
