package io.tiktokroutes.mapping;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The short way to E.164 for numbers that are written with their country code already, such as
 * {@code +33 1 99 00 12 34}. The library's own parser takes apart any spelling with regular
 * expressions, which costs more than all the rest of mapping an event; here it is asked for the
 * length only. What is not plainly such a number is left to the parser, so the answer is the same.
 */
final class International {

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    /** E.164 has 15 digits at most; shorter numbers than these are for the parser to judge. */
    private static final int MOST_DIGITS = 15;

    private static final int FEWEST_DIGITS = 8;

    /** Set once a country code has been looked at. */
    private static final int KNOWN = 1 << 10;

    private static final int NO_COUNTRY = -1;

    private static final int EVERY_DIGIT = KNOWN | (KNOWN - 1);

    /** By country code: the digits that its national numbers must not begin with, as bits. */
    private static final AtomicIntegerArray DOUBTFUL = new AtomicIntegerArray(1000);

    private International() {}

    /** The number, or null when the library's parser must look. */
    static String e164(String text) {
        if (text.isEmpty() || text.charAt(0) != '+' || text.length() > 2 * MOST_DIGITS) {
            return null;
        }
        StringBuilder digits = new StringBuilder(MOST_DIGITS + 1).append('+');
        boolean separated = true;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (digit) {
                digits.append(c);
            } else if (separated || (c != ' ' && c != '-' && c != '.')) {
                return null;
            }
            separated = !digit;
        }
        int count = digits.length() - 1;
        return separated || count < FEWEST_DIGITS || count > MOST_DIGITS ? null : checked(digits);
    }

    private static String checked(CharSequence digits) {
        int code = 0;
        for (int end = 1; end <= 3; end++) {
            code = code * 10 + (digits.charAt(end) - '0');
            if (code == 0) {
                return null;
            }
            int doubtful = doubtful(code);
            if (doubtful == NO_COUNTRY) {
                continue; // a longer code may have one
            }
            if ((doubtful & (1 << (digits.charAt(end + 1) - '0'))) != 0) {
                return null;
            }
            PhoneNumber number =
                    new PhoneNumber()
                            .setCountryCode(code)
                            .setNationalNumber(
                                    Long.parseLong(digits, end + 1, digits.length(), 10));
            return PHONES.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                    ? digits.toString()
                    : null;
        }
        return null;
    }

    private static int doubtful(int code) {
        int known = DOUBTFUL.get(code);
        if (known == 0) {
            boolean country = PHONES.getSupportedCallingCodes().contains(code);
            known = country ? KNOWN | 1 | prefixes(code) : NO_COUNTRY;
            DOUBTFUL.set(code, known);
        }
        return known;
    }

    /** The first digit of the prefix for calls inside the country, which the parser takes off. */
    private static int prefixes(int code) {
        String region = PHONES.getRegionCodeForCountryCode(code);
        if (PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY.equals(region)) {
            return EVERY_DIGIT;
        }
        String prefix =
                DefaultMetadataDependenciesProvider.getInstance()
                        .getPhoneNumberMetadataSource()
                        .getMetadataForRegion(region)
                        .getNationalPrefixForParsing();
        if (prefix.isEmpty()) {
            return 0;
        }
        boolean plain = prefix.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? 1 << (prefix.charAt(0) - '0') : EVERY_DIGIT;
    }
}
