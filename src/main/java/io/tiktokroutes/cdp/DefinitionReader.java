package io.tiktokroutes.cdp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.http.HttpAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads definitions from the CDP, once each time it is asked. */
final class DefinitionReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CdpCalls calls;

    DefinitionReader(CdpCalls calls) {
        this.calls = calls;
    }

    /** The events of a source. */
    Asked<List<CdpEvent>> events(String source) {
        Asked<JsonNode> entries = entries("sources", source, "events");
        if (!entries.isFound()) {
            return new Asked<>(entries.state(), null, entries.why());
        }
        List<CdpEvent> events = new ArrayList<>();
        entries.value().forEach(entry -> events.add(CdpEvent.read(entry)));
        return Asked.found(List.copyOf(events));
    }

    /** The attributes of an object. */
    Asked<CdpObject> object(String code) {
        Asked<JsonNode> entries = entries("objects", code, "attributes");
        return entries.isFound()
                ? Asked.found(new CdpObject(code, CdpAttribute.read(entries.value())))
                : new Asked<>(entries.state(), null, entries.why());
    }

    private Asked<JsonNode> entries(String... path) {
        if (!calls.hasToken()) {
            return Asked.unknown("neither cdp.token nor cdp.client-id is set");
        }
        String base = calls.account().url();
        try {
            HttpAnswer answer = calls.read(path);
            JsonNode body = json(answer);
            JsonNode entries = body.path("data").path("entries");
            if (answer.isSuccess() && entries.isArray()) {
                return Asked.found(entries);
            }
            // a host that does not speak the contract at all answers 404, too, but not in its words
            if (answer.status() == 404 && body.path("code").asInt() == 404) {
                return Asked.none();
            }
            return Asked.unknown(
                    switch (answer.status()) {
                        case 401, 403 ->
                                base
                                        + " does not let us in (HTTP "
                                        + answer.status()
                                        + "): check cdp.token or cdp.client-id, and cdp.portal-id";
                        case 200, 404 -> base + " gives no definitions";
                        default -> base + " answered HTTP " + answer.status();
                    });
        } catch (CdpToken.RefusedException e) {
            return Asked.unknown(e.getMessage());
        } catch (IOException | RuntimeException e) {
            return Asked.unknown(base + " does not answer");
        }
    }

    private static JsonNode json(HttpAnswer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            return JSON.missingNode(); // not in the words of the contract
        }
    }
}
