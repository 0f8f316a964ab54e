package io.tiktokroutes.requirements;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of what is asked.
 *
 * @param id such as {@code R-CA-20}; stays for ever
 * @param kind field, setting, rule, limit, note, flow, check or contradiction
 * @param text what is asked, in one sentence or two
 * @param reading how the line is read where the guide contradicts itself; mostly empty
 * @param product the heading it stands under
 * @param part the heading below that; may be empty
 */
record Requirement(
        String id, String kind, String text, String reading, String product, String part) {

    private static final String NAME = "(?:RX?-[A-Z]+-\\d+|X-\\d+)";
    private static final Pattern ID = Pattern.compile("(?<![\\w-])" + NAME + "(?!\\w)");
    private static final Pattern RANGE =
            Pattern.compile("(?<![\\w-])" + NAME + "\\s*(?:…|\\.{2,}|[-–—/])\\s*[RX\\d]");

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The ids that a text names, in its order. */
    static List<String> idsIn(String text) {
        List<String> ids = new ArrayList<>();
        for (Matcher found = ID.matcher(text); found.find(); ) {
            ids.add(found.group());
        }
        return ids;
    }

    /** True for texts such as {@code R-CA-20…23}, which hide what they prove from every search. */
    static boolean namesARange(String text) {
        return RANGE.matcher(text).find();
    }

    /** The id without its number: ids of one series are numbered from 1 without a gap. */
    String series() {
        return id.substring(0, id.lastIndexOf('-'));
    }

    int number() {
        return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    }
}
