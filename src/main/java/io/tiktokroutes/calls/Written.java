package io.tiktokroutes.calls;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tiktokroutes.http.HttpRequest;
import io.tiktokroutes.http.MadeCall;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes of a call as it was made the one that is kept, with personal data masked. */
final class Written {

    /** Bytes of a masked request or answer; a row of the table takes little more. */
    static final int MOST_BYTES = 900_000;

    /** What the codes of success are in the envelopes of TikTok and of the CDP. */
    private static final Set<String> SUCCESS = Set.of("", "0", "200");

    private static final JsonFactory JSON = new JsonFactory();
    private static final MaskedJson.Copy NOTHING =
            new MaskedJson.Copy(new byte[0], Map.of(), 0, 0, Echoes.NONE);

    private final String apiUrl;

    /**
     * @param apiUrl the base of TikTok's endpoints, which is not shown
     */
    Written(String apiUrl) {
        this.apiUrl = apiUrl.replaceFirst("/+$", "");
    }

    /** True when the other side did not do, or not all of, what it was asked for. */
    static boolean isFailed(MadeCall call) {
        if (call.answer() == null || !call.answer().isSuccess()) {
            return true;
        }
        try {
            return !SUCCESS.contains(EnvelopeCode.of(call.answer().body()));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * @param failed as {@link #isFailed} found
     * @param kept false when its bodies were thrown away
     */
    SentCall of(MadeCall call, boolean failed, boolean kept) {
        List<String> notes = new ArrayList<>();
        if (!kept) {
            notes.add("request and answer were not kept, for there were too many at that moment");
        }
        MaskedJson.Copy request = copy("request", body(call.request()), Echoes.NONE, notes);
        MaskedJson.Copy answer =
                copy(
                        "answer",
                        call.answer() == null ? new byte[0] : call.answer().body(),
                        request.hidden(),
                        notes);
        int records = call.keys().isEmpty() ? request.longest() : (int) distinct(call.keys());
        return new SentCall(
                0,
                call.destination(),
                call.at(),
                call.request().method(),
                endpoint(call.request().url()),
                records,
                call.millis(),
                call.answer() == null ? 0 : call.answer().status(),
                answer.top("code"),
                call.answer() == null ? Discretion.words(call.failure()) : answer.top("message"),
                answer.top("request_id"),
                failed,
                call.keys(),
                new String(request.bytes(), StandardCharsets.UTF_8),
                new String(answer.bytes(), StandardCharsets.UTF_8),
                String.join("; ", notes));
    }

    private static long distinct(List<String> keys) {
        return keys.stream().distinct().count();
    }

    private static MaskedJson.Copy copy(String what, byte[] json, Echoes sent, List<String> notes) {
        if (json.length == 0) {
            return NOTHING;
        }
        try {
            MaskedJson.Copy copy = MaskedJson.of(json, MOST_BYTES, sent);
            if (copy.leftOut() > 0) {
                notes.add(
                        "%s longer than %d kB: %d of %d left out"
                                .formatted(
                                        what, MOST_BYTES / 1000, copy.leftOut(), copy.longest()));
            } else if (copy.bytes().length >= MOST_BYTES) {
                notes.add("%s cut at %d kB".formatted(what, MOST_BYTES / 1000));
            }
            return copy;
        } catch (IOException e) {
            notes.add("the %s is no JSON (%d bytes), and not shown".formatted(what, json.length));
            return NOTHING;
        }
    }

    /** The body, or the parameters of a request that has none. */
    private static byte[] body(HttpRequest request) {
        return request.body().length > 0 || request.query().isEmpty()
                ? request.body()
                : parameters(request.query()).getBytes(StandardCharsets.UTF_8);
    }

    private static String parameters(String query) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (String parameter : query.split("&")) {
                String[] parts = parameter.split("=", 2);
                json.writeStringField(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private String endpoint(String url) {
        return url.startsWith(apiUrl + "/")
                ? url.substring(apiUrl.length())
                : URI.create(url).getPath();
    }
}
