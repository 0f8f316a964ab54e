package io.tiktokroutes.mapping;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The country of phone numbers that are written without one.
 *
 * @param code two letters (ISO 3166-1), or empty for none
 * @param setting the sink's parameter that names the country instead, or null
 */
record Country(String code, String setting) {

    /** Without a country only numbers that begin with + can be understood. */
    static final Country NONE = new Country("", null);

    /** E.164 has 15 digits; the rest leaves room for blanks, brackets and an extension. */
    private static final int LONGEST = 40;

    /** The codes there are. */
    static Set<String> codes() {
        return PhoneNumberUtil.getInstance().getSupportedRegions();
    }

    /** The number as {@code +12025550143}. */
    String e164(String text, Map<String, String> settings) throws Unfit {
        if (text.length() > LONGEST || Values.isHex(text.strip(), 32)) {
            throw Unfit.refused(Reasons.BAD_PHONE, "no phone number");
        }
        String plain = International.e164(text);
        if (plain != null) {
            return plain;
        }
        String region = setting == null ? code : settings.getOrDefault(setting, "").strip();
        PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
        PhoneNumber number;
        try {
            number = phones.parse(text, region.isEmpty() ? null : region.toUpperCase(Locale.ROOT));
        } catch (NumberParseException e) {
            String hint =
                    e.getErrorType() == NumberParseException.ErrorType.INVALID_COUNTRY_CODE
                            ? "no phone number with + and country code, and no country is set"
                            : "no phone number";
            throw Unfit.refused(Reasons.BAD_PHONE, region.isEmpty() ? hint : "no phone number");
        }
        // the length is checked, not the number block: new blocks appear faster than releases
        if (phones.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE) {
            throw Unfit.refused(Reasons.BAD_PHONE, "a phone number of the wrong length");
        }
        return phones.format(number, PhoneNumberFormat.E164);
    }
}
