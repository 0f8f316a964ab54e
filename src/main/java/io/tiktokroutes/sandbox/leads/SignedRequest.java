package io.tiktokroutes.sandbox.leads;

import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import java.net.http.HttpRequest;
import java.time.Duration;

/** The POST of a webhook with its signature, as the switches want them. */
record SignedRequest(Settings settings) {

    HttpRequest of(Delivery delivery) {
        boolean escaped = settings.is(Switch.WEBHOOK_BODY, "escaped");
        String body = escaped ? Signature.escape(delivery.body()) : delivery.body();
        long patience = Math.max(1, settings.number(Switch.WEBHOOK_TIMEOUT_MS));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(delivery.to().callback())
                        .timeout(Duration.ofMillis(patience))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        String signature = signature(delivery.to().secret(), body);
        if (signature != null) {
            request.header("X-Open-Signature", signature);
        }
        return request.build();
    }

    private String signature(String secret, String body) {
        return switch (settings.word(Switch.WEBHOOK_SIGNATURE)) {
            case "none" -> null;
            case "raw" -> Signature.of(secret, body);
            case "wrong" -> Signature.of(secret + "-wrong", body);
            default -> Signature.of(secret, Signature.escape(body));
        };
    }
}
