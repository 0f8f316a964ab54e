package io.tiktokroutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A form with a file of members, right in every respect until something is set otherwise. */
final class Upload {

    private static final String BOUNDARY = "----x";

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final byte[] content;
    private String fileName = "members.csv";

    private Upload(String type, byte[] content) {
        this.content = content;
        fields.put("advertiser_id", Sandbox.ADVERTISER_ID);
        fields.put("file_signature", hex("MD5", content));
        fields.put("calculate_type", type);
    }

    static Upload of(String type, String content) {
        return of(type, content.getBytes(StandardCharsets.UTF_8));
    }

    static Upload of(String type, byte[] content) {
        return new Upload(type, content);
    }

    /** SHA-256 of the numbers from one to the other, one per line. */
    static String numbers(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> SegmentAudienceTest.sha256("n" + i))
                .collect(Collectors.joining("\n"));
    }

    Upload with(String field, String value) {
        if (value == null) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }
        return this;
    }

    Upload named(String name) {
        fileName = name;
        return this;
    }

    JsonNode send(Client client) {
        return client.upload(
                "/dmp/custom_audience/file/upload/",
                "multipart/form-data; boundary=" + BOUNDARY,
                form());
    }

    /** The path of the file that was taken. */
    String path(Client client) {
        JsonNode answer = send(client);
        if (answer.path("code").asInt() != 0) {
            throw new AssertionError(answer.toString());
        }
        return answer.at("/data/file_path").textValue();
    }

    private BodyPublisher form() {
        StringBuilder head = new StringBuilder();
        fields.forEach(
                (name, value) ->
                        head.append(
                                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                                        .formatted(BOUNDARY, name, value)));
        String end = "--" + BOUNDARY + "--\r\n";
        if (fileName == null) {
            return BodyPublishers.ofString(head + end);
        }
        head.append(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                        .formatted(BOUNDARY, fileName));
        return BodyPublishers.concat(
                BodyPublishers.ofString(head.toString()),
                BodyPublishers.ofByteArray(content),
                BodyPublishers.ofString("\r\n" + end));
    }

    private static String hex(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
