package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.RouteFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds destinations that are to start from the beginning where nothing is stored to begin with.
 */
final class StartFromCheck {

    private static final String START_FROM = "startFrom";

    private final SinkPlaces places;

    StartFromCheck(SinkPlaces places) {
        this.places = places;
    }

    /**
     * @param running the files that run together
     * @param drafts files beside them, each of which may use the inboxes of all
     */
    List<Finding> findings(List<RouteFile> running, List<RouteFile> drafts) {
        List<RouteFile> all = new ArrayList<>(running);
        all.addAll(drafts);
        Set<String> filled = new TreeSet<>();
        all.forEach(file -> filled.addAll(SinkPlaces.leadInboxes(file)));
        boolean unclear = filled.stream().anyMatch(name -> name.contains("{{"));
        List<Finding> findings = new ArrayList<>();
        for (RouteFile file : all) {
            for (SinkPlaces.Place place : places.in(file)) {
                EndpointUse.Parameter set = place.use().parameters().get(START_FROM);
                if (set != null
                        && "beginning".equals(set.value())
                        && !unclear
                        && !place.inbox().contains("{{")
                        && !filled.contains(place.inbox())) {
                    findings.add(finding(file, place, set));
                }
            }
        }
        return findings;
    }

    private static Finding finding(
            RouteFile file, SinkPlaces.Place place, EndpointUse.Parameter set) {
        String here =
                place.inbox().isEmpty()
                        ? "this route takes from no inbox"
                        : "inbox:" + place.inbox() + " is none";
        return Finding.error(
                file.name(),
                set.valueAt(),
                Rule.START_FROM,
                "only leads are stored, so 'beginning' needs an inbox that a TikTok lead source"
                        + " fills; "
                        + here
                        + "; write now");
    }
}
