package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.EndpointUse.Parameter;
import io.tiktokroutes.spelling.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks an endpoint of a component: whether there is such a one, and what it is given. */
public final class EndpointCheck {

    /** Steps of a delivery. */
    private static final Set<String> DELIVERY = Set.of("open", "fail", "close");

    private final String file;
    private final Surroundings around;
    private final List<Finding> findings;

    /**
     * @param file how messages call it
     * @param findings where to add them
     */
    public EndpointCheck(String file, Surroundings around, List<Finding> findings) {
        this.file = file;
        this.around = around;
        this.findings = findings;
    }

    /** Checks one endpoint that is no kamelet. */
    public void check(EndpointUse use) {
        if (use.scheme().equals("kamelet")) {
            return; // the two ends inside of one
        }
        Optional<CamelComponent> component = around.components().find(use.scheme());
        if (component.isEmpty()) {
            add(
                    use,
                    Rule.UNKNOWN_COMPONENT,
                    "there is no component '"
                            + use.scheme()
                            + "'"
                            + Spelling.hint(use.scheme(), Components.names()));
            return;
        }
        if (use.scheme().equals("mapping")) {
            new OptionCheck(file, around, findings)
                    .check(
                            "mapping:",
                            new Parameter("mapping", use.at(), use.name(), use.at()),
                            false);
        }
        if (use.scheme().equals("delivery") && !DELIVERY.contains(use.name())) {
            add(
                    use,
                    Rule.ENDPOINT_OPTION,
                    "there is no delivery:" + use.name() + "; write open, fail or close");
        }
        if (use.scheme().equals("schedule")) {
            checkSchedule(use);
        }
        for (Parameter set : use.parameters().values()) {
            check(use.scheme(), component.get(), set);
        }
    }

    private void checkSchedule(EndpointUse use) {
        if (!use.name().contains("{{") && !use.name().matches("[^/]+/[^/]+")) {
            add(
                    use,
                    Rule.ENDPOINT_OPTION,
                    "'" + use.name() + "' names no schedule; write schedule:GROUP/NAME");
        }
        if (use.value("when").isEmpty()
                && use.parameters().keySet().stream().noneMatch(name -> name.contains("{{"))) {
            add(
                    use,
                    Rule.MISSING_PARAMETER,
                    "schedule needs the parameter when, such as every day at 05:00; write it"
                            + " under 'parameters:'");
        }
    }

    private void check(String scheme, CamelComponent component, Parameter set) {
        if (component.find(set.name()).isPresent()) {
            new OptionCheck(file, around, findings).check(scheme + "." + set.name(), set, false);
        } else if (!component.anything() && !set.name().contains("{{")) {
            findings.add(
                    Finding.error(
                            file,
                            set.at(),
                            Rule.ENDPOINT_OPTION,
                            scheme
                                    + " has no option '"
                                    + set.name()
                                    + "'"
                                    + Spelling.hint(set.name(), component.names())));
        }
    }

    private void add(EndpointUse use, Rule rule, String problem) {
        findings.add(Finding.error(file, use.at(), rule, problem));
    }
}
