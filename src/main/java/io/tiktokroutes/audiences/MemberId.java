package io.tiktokroutes.audiences;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One identifier of a person, as TikTok takes it.
 *
 * @param type one of {@link #TYPES}
 * @param digest in small letters
 */
record MemberId(String type, String digest) {

    /** TikTok's id types; calls name them in this order, and the table of doubts by their place. */
    static final List<String> TYPES =
            List.of(
                    "EMAIL_SHA256",
                    "PHONE_SHA256",
                    "IDFA_SHA256",
                    "IDFA_MD5",
                    "AAID_SHA256",
                    "AAID_MD5");

    /** What a member has, by its columns, which are called like the types in small letters. */
    static Set<MemberId> of(JsonNode member) {
        Set<MemberId> ids = new LinkedHashSet<>();
        for (String type : TYPES) {
            JsonNode digests = member.path(type.toLowerCase(Locale.ROOT));
            if (digests.isTextual()) {
                ids.add(new MemberId(type, digests.textValue()));
            }
            for (JsonNode digest : digests) {
                ids.add(new MemberId(type, digest.textValue()));
            }
        }
        return ids;
    }

    /** The type only: who has the audience's list could look for the person. */
    @Override
    public String toString() {
        return type;
    }
}
