package io.tiktokroutes.events;

import java.util.Set;

/**
 * The currency codes TikTok's Events API lists; the source is the property table of TikTok's own
 * SDK (62 codes, the doubled PHP counted once).
 */
final class Currencies {

    private static final Set<String> CODES =
            Set.of(
                    ("AED ARS AUD BDT BHD BIF BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DZD EGP EUR"
                                    + " GBP GTQ HKD HNL HUF IDR ILS INR ISK JPY KES KHR KRW KWD KZT"
                                    + " MAD MOP MXN MYR NGN NIO NOK NZD OMR PEN PHP PKR PLN PYG QAR"
                                    + " RON RUB SAR SEK SGD THB TRY TWD UAH USD VES VND ZAR")
                            .split(" "));

    private Currencies() {}

    static boolean isKnown(String code) {
        return CODES.contains(code);
    }
}
