package io.tiktokroutes.sandbox.audiences;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What an id of a member is and how it is hashed (reference, events 6.2 and 6.3). In the order of
 * the names, so that members sorted by type are sorted by name.
 */
enum IdType {
    AAID_MD5,
    AAID_SHA256,
    EMAIL_SHA256,
    GAID_MD5,
    GAID_SHA256,
    IDFA_MD5,
    IDFA_SHA256,
    MAID_MD5,
    MAID_SHA256,
    PHONE_SHA256;

    /** Those the segment endpoints take. */
    static final Set<IdType> SEGMENT =
            Set.of(EMAIL_SHA256, PHONE_SHA256, IDFA_MD5, IDFA_SHA256, AAID_MD5, AAID_SHA256);

    /** Length of the digest. */
    int bytes() {
        return name().endsWith("_MD5") ? 16 : 32;
    }

    /** The kind of id without its hash: EMAIL, PHONE, MAID and so on. */
    String family() {
        return name().substring(0, name().indexOf('_'));
    }

    /** The segment type of this name, in any case. */
    static Optional<IdType> segment(String name) {
        return find(name.toUpperCase(Locale.ROOT)).filter(SEGMENT::contains);
    }

    static Optional<IdType> find(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
