package io.tiktokroutes.runtime.notify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tiktokroutes.http.HttpAnswer;
import io.tiktokroutes.http.HttpCalls;
import io.tiktokroutes.http.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Posts {@code {"text": "…"}} to an address, as Slack and Mattermost take it.
 *
 * <p>Whoever knows the path of the address may post there, so only its host is ever told.
 */
final class Webhook implements Channel {

    private final HttpCalls http;
    private final URI url;

    /**
     * @param url an absolute address, perhaps with a query
     */
    Webhook(HttpCalls http, URI url) {
        this.http = http;
        this.url = url;
    }

    @Override
    public String name() {
        return "webhook at " + url.getHost();
    }

    @Override
    public void send(Notice notice) throws IOException {
        String sign =
                switch (notice.level()) {
                    case GOOD -> "✅ ";
                    case WARNING -> "⚠ ";
                    case CRITICAL -> "🚨 ";
                };
        String text = sign + "tiktok-routes: " + notice.subject() + "\n" + notice.text();
        byte[] body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("text", text)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        HttpAnswer answer;
        try {
            answer = http.call(request(body));
        } catch (IOException | RuntimeException e) {
            // its message may hold the address
            throw new IOException("no answer (" + e.getClass().getSimpleName() + ")", e);
        }
        if (!answer.isSuccess()) {
            throw new IOException("HTTP " + answer.status());
        }
    }

    private HttpRequest request(byte[] body) {
        String query = url.getRawQuery() == null ? "" : url.getRawQuery();
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return HttpRequest.post(
                url.getScheme() + "://" + url.getRawAuthority() + path,
                query,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                body);
    }
}
