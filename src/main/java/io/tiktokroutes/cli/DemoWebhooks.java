package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiktokroutes.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What the demo's sandbox knows of webhooks: who wants them, and who got them. */
final class DemoWebhooks {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox;

    DemoWebhooks(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** How many subscriptions to leads there are. */
    int subscribers() throws IOException, InterruptedException {
        return get(sandbox.apiUrl()
                        + "/subscription/get/?subscribe_entity=LEAD&app_id="
                        + Sandbox.APP_ID
                        + "&secret="
                        + Sandbox.APP_SECRET)
                .at("/data/page_info/total_number")
                .asInt();
    }

    /** How many leads were in webhooks that were answered 200, or are being answered. */
    int leadsTold() throws IOException, InterruptedException {
        int leads = 0;
        for (JsonNode delivery : get(sandbox.url() + "/_sandbox/webhooks")) {
            JsonNode attempts = delivery.path("attempts");
            String last = attempts.path(attempts.size() - 1).asText("200");
            if (last.equals("200")) {
                leads += delivery.path("leads").asInt();
            }
        }
        return leads;
    }

    private JsonNode get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    }
}
