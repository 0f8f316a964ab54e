package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFile.RouteText;
import java.util.ArrayList;
import java.util.List;

/** Checks what only all route files together can tell: ids, destinations and inboxes. */
public final class RouteSetCheck {

    /** A name that stands once, and where it does. */
    private record Named(String name, RouteFile file, Position at, boolean draft) {

        /** A draft of the same file name is meant to take the other's place. */
        boolean clashesWith(Named other) {
            return name.equals(other.name)
                    && !(draft != other.draft && fileName().equals(other.fileName()));
        }

        private String fileName() {
            return file.name().substring(file.name().lastIndexOf('/') + 1);
        }

        String place() {
            return file.name() + ":" + at;
        }
    }

    private final KameletCatalogue kamelets;
    private final SinkPlaces places;
    private final SyncPlaces syncs;

    public RouteSetCheck(KameletCatalogue kamelets, SinkCheck sinks) {
        this.kamelets = kamelets;
        this.places = new SinkPlaces(kamelets);
        this.syncs = new SyncPlaces(kamelets, sinks);
    }

    /**
     * @param running the files that run together
     * @param drafts files beside them
     */
    public List<Finding> findings(List<RouteFile> running, List<RouteFile> drafts) {
        List<Named> ids = new ArrayList<>();
        List<Named> destinations = new ArrayList<>();
        List<Named> sources = new ArrayList<>();
        List<Named> audiences = new ArrayList<>();
        running.forEach(file -> addNames(file, false, ids, destinations, sources));
        drafts.forEach(file -> addNames(file, true, ids, destinations, sources));
        running.forEach(file -> addAudiences(file, false, audiences));
        drafts.forEach(file -> addAudiences(file, true, audiences));
        List<Finding> findings = new ArrayList<>();
        for (Named id : ids) {
            twin(
                    id,
                    ids,
                    findings,
                    Rule.DUPLICATE_ROUTE_ID,
                    "route id '%s' is taken by %s; give" + " one of them another id");
        }
        for (Named destination : destinations) {
            twin(
                    destination,
                    destinations,
                    findings,
                    Rule.DUPLICATE_DESTINATION,
                    "destination '%s' is the name of the sink in %s too, and the ledger could not"
                            + " tell them apart; give one of them another name");
        }
        for (Named source : sources) {
            twin(
                    source,
                    sources,
                    findings,
                    Rule.DUPLICATE_SYNC,
                    "sync '%s' is the name of the one in %s too, and each would take the other's"
                            + " rows for its own; give one of them another name");
        }
        for (Named audience : audiences) {
            twin(
                    audience,
                    audiences,
                    findings,
                    Rule.SHARED_AUDIENCE,
                    "the audience '%s' is that of the sink in %s too, and each would take out whom"
                            + " the other put in; give one of them an audience of its own");
        }
        List<RouteFile> all = new ArrayList<>(running);
        all.addAll(drafts);
        findings.addAll(new SyncCheck(syncs).findings(all));
        findings.addAll(new InboxCheck(kamelets).findings(running, drafts));
        findings.addAll(new StartFromCheck(places).findings(running, drafts));
        return findings;
    }

    /** Complains of a name that one before it has already. */
    private static void twin(
            Named name, List<Named> all, List<Finding> findings, Rule rule, String problem) {
        for (Named other : all.subList(0, all.indexOf(name))) {
            if (name.clashesWith(other)) {
                findings.add(
                        new Finding(
                                name.file().name(),
                                name.at(),
                                name.draft(),
                                rule,
                                problem.formatted(name.name(), other.place())));
                return;
            }
        }
    }

    private void addNames(
            RouteFile file,
            boolean draft,
            List<Named> ids,
            List<Named> destinations,
            List<Named> sources) {
        for (RouteText route : file.routes()) {
            ids.add(new Named(route.id(), file, route.at(), draft));
        }
        for (SinkPlaces.Place place : places.in(file)) {
            EndpointUse.Parameter name = place.use().parameters().get(SinkPlaces.DESTINATION);
            destinations.add(new Named(place.destination(), file, name.valueAt(), draft));
        }
        for (SyncPlaces.Source source : syncs.sources(file)) {
            if (!source.value("name").isBlank()) {
                sources.add(new Named(source.value("name"), file, source.placeOf("name"), draft));
            }
        }
    }

    private void addAudiences(RouteFile file, boolean draft, List<Named> audiences) {
        for (SinkPlaces.Place place : places.in(file)) {
            FilledAudiences.written(place.use())
                    .ifPresent(
                            written ->
                                    FilledAudiences.of(place.use())
                                            .forEach(
                                                    name ->
                                                            audiences.add(
                                                                    new Named(
                                                                            name,
                                                                            file,
                                                                            written.valueAt(),
                                                                            draft))));
        }
    }
}
