package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.lint.settings.SettingNames;
import io.tiktokroutes.routefile.Contents.Value;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.Placeholder;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFile.RouteText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks one route file against what it may refer to. Camel is not started for it. */
public final class RouteCheck {

    private final Surroundings around;

    public RouteCheck(Surroundings around) {
        this.around = around;
    }

    /** Everything that is wrong or suspicious in the file, in its order. */
    public List<Finding> findings(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        KameletUseCheck kamelets = new KameletUseCheck(file.name(), around, findings);
        EndpointCheck endpoints = new EndpointCheck(file.name(), around, findings);
        for (EndpointUse use : file.contents().endpoints()) {
            if (use.isKamelet()) {
                kamelets.check(use);
            } else {
                endpoints.check(use);
            }
        }
        findings.addAll(new ReportCheck(around.kamelets(), around.sinks()).findings(file));
        findings.addAll(
                new WarehouseCheck(
                                new SyncPlaces(around.kamelets(), around.sinks()), around.models())
                        .findings(file));
        findings.addAll(new WholeListCheck(new SinkPlaces(around.kamelets())).findings(file));
        around.settings().ifPresent(names -> checkSettings(file, names, findings));
        for (RouteText route : file.routes()) {
            checkRoute(file, route, findings);
        }
        findings.sort(null);
        return findings;
    }

    private static void checkRoute(RouteFile file, RouteText route, List<Finding> findings) {
        if (!route.plain().containsKey("description")) {
            findings.add(
                    Finding.warning(
                            file.name(),
                            route.at(),
                            Rule.NO_DESCRIPTION,
                            "route '"
                                    + route.id()
                                    + "' has no description; write 'description:' under its id"));
        }
        Value start = route.plain().get("autoStartup");
        Optional<EndpointUse> source =
                file.contents().endpoints().stream()
                        .filter(use -> use.route().equals(route.id()) && use.reads())
                        .filter(EndpointUse::isKamelet)
                        .findFirst();
        if (start != null && start.value().equals("false") && source.isPresent()) {
            findings.add(
                    Finding.warning(
                            file.name(),
                            start.at(),
                            Rule.AUTO_STARTUP,
                            "this does not stop "
                                    + source.get().name()
                                    + ", which runs as a route of its own; move the file to"
                                    + " routes/drafts"));
        }
    }

    private static void checkSettings(RouteFile file, SettingNames names, List<Finding> findings) {
        for (Placeholder used : file.contents().placeholders()) {
            names.complain(used)
                    .ifPresent(
                            problem ->
                                    findings.add(
                                            new Finding(
                                                    file.name(),
                                                    used.at(),
                                                    !used.needed(),
                                                    Rule.UNKNOWN_SETTING,
                                                    problem)));
        }
    }
}
