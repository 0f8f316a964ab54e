package io.tiktokroutes.sandbox.audiences;

import io.tiktokroutes.sandbox.world.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A {@code calculate_type}: what the lines of a file are (reference, events 6.3).
 *
 * @param word as it was asked for
 * @param id what its values are; empty for a file with several columns
 */
record FileType(String word, Optional<IdType> id) {

    private static final String MULTIPLE = "MULTIPLE_TYPES";
    private static final Set<String> DEVICES = Set.of("MAID", "IDFA", "GAID");
    private static final List<String> HEADERS =
            List.of(
                    "EMAIL",
                    "EMAIL_SHA256",
                    "PHONE",
                    "PHONE_SHA256",
                    "MAID",
                    "MAID_MD5",
                    "MAID_SHA256",
                    "IDFA",
                    "IDFA_MD5",
                    "IDFA_SHA256",
                    "GAID",
                    "GAID_MD5",
                    "GAID_SHA256");

    /** The type of this name, or 40909. */
    static FileType of(String word) {
        String name = word.replaceFirst("^FIRST_(?=SHA256$|MD5$)", "MAID_");
        Optional<IdType> id = IdType.find(name).filter(type -> !type.family().equals("AAID"));
        if (id.isEmpty() && !word.equals(MULTIPLE)) {
            throw new Refusal(40909, "The calculate_type " + word + " is not supported.");
        }
        return new FileType(word, id);
    }

    /** Whether files of the other type can be mixed with those of this one. */
    boolean fits(FileType other) {
        return id.equals(other.id);
    }

    /** Whether somebody means a header by this cell. */
    static boolean isHeader(String cell) {
        return HEADERS.contains(cell.toUpperCase(Locale.ROOT));
    }

    /** Whether this header may stand above values of the type. */
    static boolean fits(String header, IdType type) {
        String wanted = header.toUpperCase(Locale.ROOT);
        int hash = wanted.indexOf('_');
        String family = hash < 0 ? wanted : wanted.substring(0, hash);
        boolean kin =
                family.equals(type.family())
                        || (DEVICES.contains(family) && DEVICES.contains(type.family()));
        return kin && (hash < 0 || type.name().endsWith(wanted.substring(hash)));
    }
}
