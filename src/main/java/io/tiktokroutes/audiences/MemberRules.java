package io.tiktokroutes.audiences;

import com.fasterxml.jackson.databind.JsonNode;
import io.tiktokroutes.record.Outcome;
import io.tiktokroutes.schema.RecordSchema;
import io.tiktokroutes.schema.RecordSchemas;
import java.util.Optional;
import java.util.Set;

/** What a member must keep before it is sent, because TikTok would refuse it or never match it. */
final class MemberRules {

    /** Identifiers of one person; no usual one comes near, and one call must hold them all. */
    static final int MOST_IDS = 1000;

    /** SHA-256 and MD5 of nothing at all: whoever hashed it had no value. */
    private static final Set<String> OF_NOTHING =
            Set.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "d41d8cd98f00b204e9800998ecf8427e");

    private final RecordSchema schema;

    MemberRules(RecordSchemas schemas) {
        this.schema = schemas.named("tiktok-audience-member");
    }

    /** The reason to refuse the member, or empty when it may be sent. */
    Optional<Outcome> check(JsonNode member) {
        Optional<Outcome> refusal =
                schema.check(member).map(v -> Outcome.refused(v.reason(), v.message()));
        if (refusal.isPresent()) {
            return refusal;
        }
        Set<MemberId> ids = MemberId.of(member);
        if (ids.size() > MOST_IDS) {
            return Optional.of(
                    Outcome.refused(
                            "TOO_LARGE", "a member must not have more than 1000 identifiers"));
        }
        return ids.stream()
                .filter(id -> OF_NOTHING.contains(id.digest()))
                .findFirst()
                .map(MemberRules::ofNothing);
    }

    private static Outcome ofNothing(MemberId id) {
        String reason =
                switch (id.type()) {
                    case "EMAIL_SHA256" -> "BAD_EMAIL";
                    case "PHONE_SHA256" -> "BAD_PHONE";
                    default -> "MALFORMED";
                };
        return Outcome.refused(reason, "one of " + id.type() + " is the digest of an empty text");
    }
}
