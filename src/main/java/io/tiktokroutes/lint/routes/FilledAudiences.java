package io.tiktokroutes.lint.routes;

import io.tiktokroutes.routefile.EndpointUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which audiences a sink has for itself, since it takes out whoever is not in its own rows. */
final class FilledAudiences {

    private static final String BY_FILE = "tiktok-audience-file-sink";
    private static final String BY_SEGMENT = "tiktok-audience-sink";

    private FilledAudiences() {}

    /** Their names with their ad accounts; none for a sink that takes nobody out. */
    static List<String> of(EndpointUse sink) {
        if (sink.name().equals(BY_FILE)) {
            return named(sink, "advertiser", "file");
        }
        return sink.name().equals(BY_SEGMENT) && !sink.value("mode").equals("add")
                ? named(sink, "advertisers", "Segment API")
                : List.of();
    }

    private static List<String> named(EndpointUse sink, String advertisers, String kind) {
        String id = sink.value("audienceId").strip();
        String audience = id.isEmpty() ? sink.value("audience").strip() : id;
        List<String> names = new ArrayList<>();
        for (String advertiser : sink.value(advertisers).split(",")) {
            if (!audience.isEmpty() && !advertiser.isBlank()) {
                names.add("%s' (%s) of '%s".formatted(audience, kind, advertiser.strip()));
            }
        }
        return names;
    }

    /** The parameter that names the audience. */
    static Optional<EndpointUse.Parameter> written(EndpointUse sink) {
        EndpointUse.Parameter id = sink.parameters().get("audienceId");
        return Optional.ofNullable(id == null ? sink.parameters().get("audience") : id);
    }
}
