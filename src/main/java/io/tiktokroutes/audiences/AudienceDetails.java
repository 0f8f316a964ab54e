package io.tiktokroutes.audiences;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * An audience as TikTok tells of it.
 *
 * @param type in TikTok's words, such as {@code Customer File Audience}
 * @param calculateType of files the match field; empty otherwise
 * @param size people that were matched
 * @param valid false until it was processed, when it is too small, and when it has expired
 * @param expires null when TikTok does not tell
 * @param trouble what TikTok says is wrong; empty mostly
 */
record AudienceDetails(
        String id,
        String name,
        String type,
        String calculateType,
        long size,
        boolean valid,
        Instant expires,
        String trouble) {

    /** The type of those that are made of files. */
    static final String FILE = "Customer File Audience";

    /** TikTok names one to two days for matching. */
    static final Duration PROCESSING = Duration.ofDays(2);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** One of {@code /list/}, or the details of one of {@code /get/}, which calls the type else. */
    static AudienceDetails of(JsonNode node) {
        return new AudienceDetails(
                node.path("audience_id").asText(),
                node.path("name").asText(),
                text(node, "audience_type", text(node, "type", "")),
                text(node, "calculate_type", ""),
                node.path("cover_num").asLong(),
                node.path("is_valid").asBoolean(),
                time(text(node, "expired_time", "")),
                text(node, "error_msg", text(node, "msg", "")));
    }

    private static String text(JsonNode node, String name, String otherwise) {
        return node.path(name).isTextual() ? node.path(name).textValue() : otherwise;
    }

    private static Instant time(String text) {
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    boolean isFile() {
        return type.equals(FILE);
    }

    /**
     * How it is.
     *
     * @param changedAt when members were sent last
     * @param minimum fewer people TikTok does not serve
     */
    AudienceState state(Instant changedAt, Instant now, long minimum) {
        if (expires != null && !now.isBefore(expires)) {
            return AudienceState.EXPIRED;
        }
        if (valid) {
            return size < minimum ? AudienceState.TOO_SMALL : AudienceState.READY;
        }
        // what was never matched, and what was matched with too few, are told alike: both not valid
        boolean matched = (size > 0 && size < minimum) || !trouble.isEmpty();
        return !matched && now.isBefore(changedAt.plus(PROCESSING))
                ? AudienceState.PROCESSING
                : AudienceState.TOO_SMALL;
    }
}
