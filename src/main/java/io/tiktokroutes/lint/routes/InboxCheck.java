package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.KameletFile;
import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds inboxes that are written to and never read, or read and never written to. */
final class InboxCheck {

    /** One end of an inbox in a file. */
    private record End(String inbox, boolean reads, String file, Position at) {
        boolean isOpen() {
            return inbox.contains("{{") || inbox.contains("${");
        }
    }

    private final KameletCatalogue kamelets;

    InboxCheck(KameletCatalogue kamelets) {
        this.kamelets = kamelets;
    }

    /**
     * @param running the files that run together
     * @param drafts files beside them, each of which may use the inboxes of all
     */
    List<Finding> findings(List<RouteFile> running, List<RouteFile> drafts) {
        List<End> ends = endsIn(running);
        List<Finding> findings = new ArrayList<>(loose(ends, ends));
        List<End> all = new ArrayList<>(ends);
        all.addAll(endsIn(drafts));
        findings.addAll(loose(endsIn(drafts), all));
        return findings;
    }

    /** The ends among these that have no counterpart among all. */
    private static List<Finding> loose(List<End> these, List<End> all) {
        List<Finding> findings = new ArrayList<>();
        Set<String> told = new TreeSet<>();
        for (End end : these) {
            List<End> others = all.stream().filter(o -> o.reads() != end.reads()).toList();
            boolean met =
                    others.stream().anyMatch(o -> o.isOpen() || o.inbox().equals(end.inbox()));
            if (!met && !end.isOpen() && told.add(end.reads() + end.inbox())) {
                Set<String> names = others.stream().map(End::inbox).collect(Collectors.toSet());
                findings.add(end.reads() ? unwritten(end, names) : unread(end, names));
            }
        }
        return findings;
    }

    private static Finding unread(End end, Set<String> read) {
        String hint = Spelling.hint(end.inbox(), read);
        return Finding.error(
                end.file(),
                end.at(),
                Rule.INBOX_WITHOUT_READER,
                "no route reads inbox:"
                        + end.inbox()
                        + ", so its records would wait there for ever"
                        + (hint.isEmpty() ? "; write a route from inbox:" + end.inbox() : hint));
    }

    private static Finding unwritten(End end, Set<String> written) {
        String hint = Spelling.hint(end.inbox(), written);
        return Finding.warning(
                end.file(),
                end.at(),
                Rule.INBOX_WITHOUT_WRITER,
                "no route writes to inbox:"
                        + end.inbox()
                        + ", so this one has nothing to do"
                        + (hint.isEmpty() ? "; write a route to inbox:" + end.inbox() : hint));
    }

    private List<End> endsIn(List<RouteFile> files) {
        List<End> ends = new ArrayList<>();
        for (RouteFile file : files) {
            for (EndpointUse use : file.contents().endpoints()) {
                if (use.scheme().equals("inbox")) {
                    String name = use.name().isEmpty() ? use.value("name") : use.name();
                    ends.add(new End(name, use.reads(), file.name(), use.at()));
                } else if (use.isKamelet()) {
                    endsWithin(use, file.name(), ends);
                }
            }
        }
        return ends;
    }

    private void endsWithin(EndpointUse use, String file, List<End> ends) {
        Optional<KameletFile> kamelet;
        try {
            kamelet = kamelets.find(use.name());
        } catch (RouteFileException e) {
            return; // told elsewhere
        }
        if (kamelet.isEmpty()) {
            return;
        }
        for (EndpointUse inner : kamelet.get().template().endpoints()) {
            if (inner.scheme().equals("inbox")) {
                String name = inner.name();
                for (KameletFile.Parameter parameter : kamelet.get().parameters().values()) {
                    String set = use.value(parameter.name());
                    String value = set.isEmpty() ? parameter.fallback() : set;
                    name = name.replace("{{" + parameter.name() + "}}", value == null ? "" : value);
                }
                ends.add(new End(name, inner.reads(), file, use.at()));
            }
        }
    }
}
