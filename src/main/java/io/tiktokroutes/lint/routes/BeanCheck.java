package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.routefile.Contents;
import io.tiktokroutes.routefile.Contents.Value;
import io.tiktokroutes.routefile.KameletFile;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds beans that a route names and that nobody makes; the program's own serve its kamelets. */
final class BeanCheck {

    private static final Set<String> CALLS = Set.of("bean", "method");

    private final Set<String> known = new TreeSet<>();

    /**
     * @param shipped the kamelets that come with the program
     */
    BeanCheck(KameletCatalogue shipped) {
        for (String name : shipped.names()) {
            try {
                shipped.find(name)
                        .map(KameletFile::template)
                        .ifPresent(
                                template ->
                                        references(template).forEach(v -> known.add(v.value())));
            } catch (RouteFileException e) {
                // told elsewhere
            }
        }
    }

    List<Finding> findings(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        for (Value used : references(file.contents())) {
            if (!known.contains(used.value())) {
                findings.add(
                        Finding.error(
                                file.name(),
                                used.at(),
                                Rule.UNKNOWN_BEAN,
                                "there is no bean '"
                                        + used.value()
                                        + "'"
                                        + Spelling.hintOrAll(used.value(), known)));
            }
        }
        return findings;
    }

    private static List<Value> references(Contents contents) {
        Set<Integer> lines = new TreeSet<>();
        for (Value key : contents.keys()) {
            if (key.value().equals("ref") && CALLS.contains(key.key())) {
                lines.add(key.at().line());
            }
        }
        return contents.values().stream()
                .filter(v -> v.key().equals("ref") && lines.contains(v.at().line()))
                .filter(v -> v.value().matches("[A-Za-z][\\w.-]*"))
                .toList();
    }
}
