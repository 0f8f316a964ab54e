package io.tiktokroutes.cli;

import io.tiktokroutes.http.HttpRequest;
import io.tiktokroutes.runtime.Connections;
import io.tiktokroutes.runtime.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What {@code check} asks Segment or RudderStack, for those who set its key: whether somebody
 * answers. Every call that would show whether the key is good makes an event.
 */
final class SegmentCheck {

    private static final String NAME = "segment";

    private final Settings settings;
    private final Connections connections;

    SegmentCheck(Settings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    List<Checked> run() {
        if (settings.find("segment.sink-write-key").isEmpty()) {
            return List.of();
        }
        String url = settings.get("segment.api-url").replaceFirst("/+$", "");
        try {
            connections.http().call(HttpRequest.get(url + "/", "", Map.of()));
            return List.of(
                    Checked.not(
                            NAME,
                            url
                                    + " answers; whether the write key is good shows with the first"
                                    + " record"));
        } catch (IOException | IllegalArgumentException e) {
            return List.of(
                    Checked.failed(
                            NAME, url + " does not answer; check segment.api-url and the network"));
        }
    }
}
