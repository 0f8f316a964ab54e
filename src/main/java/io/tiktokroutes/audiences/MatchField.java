package io.tiktokroutes.audiences;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a file of members is matched on. The names are TikTok's values of {@code calculate_type}, so
 * that the field says its kind of digest, too.
 */
enum MatchField {
    EMAIL_SHA256("email_sha256"),
    PHONE_SHA256("phone_sha256"),
    IDFA_SHA256("idfa_sha256"),
    IDFA_MD5("idfa_md5"),
    // TikTok calls Google's id AAID in one of its two ways to audiences, and GAID in the other
    GAID_SHA256("aaid_sha256"),
    GAID_MD5("aaid_md5"),
    MAID_SHA256("idfa_sha256", "aaid_sha256"),
    MAID_MD5("idfa_md5", "aaid_md5");

    private final String columns;

    MatchField(String... columns) {
        this.columns = String.join(",", columns);
    }

    /** All of them, with commas between. */
    static String all() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
    }

    /** The columns of a mapped member that hold such digests. */
    List<String> columns() {
        return List.of(columns.split(","));
    }

    /** How many bytes a digest has. */
    int bytes() {
        return name().endsWith("_MD5") ? 16 : 32;
    }

    /**
     * The digests of a member; none when it has none of this kind.
     *
     * @throws IllegalArgumentException when one of them is no digest: what it must be
     */
    List<byte[]> of(JsonNode member) {
        List<byte[]> digests = new ArrayList<>(1);
        for (String column : columns()) {
            JsonNode value = member.path(column);
            if (value.isArray()) {
                value.forEach(each -> digests.add(digest(column, each)));
            } else if (!value.isMissingNode() && !value.isNull()) {
                digests.add(digest(column, value));
            }
        }
        return digests;
    }

    private byte[] digest(String column, JsonNode value) {
        String text = value.isTextual() ? value.textValue() : "";
        if (text.length() == bytes() * 2) {
            try {
                return HexFormat.of().parseHex(text);
            } catch (IllegalArgumentException e) {
                // its message would quote the value
            }
        }
        throw new IllegalArgumentException(
                column + " must hold digests of " + bytes() * 2 + " hexadecimal digits");
    }
}
