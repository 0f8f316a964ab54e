package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.lint.Values;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.KameletFile;
import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.spelling.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the kamelets that a file uses, and what it gives to them. Camel ignores a parameter that a
 * kamelet does not have, without a word, and goes on with the default.
 */
final class KameletUseCheck {

    /** What Camel itself understands on any kamelet. */
    private static final Set<String> COMMON =
            Set.of(
                    "block",
                    "bridgeErrorHandler",
                    "exceptionHandler",
                    "exchangePattern",
                    "failIfNoConsumers",
                    "lazyStartProducer",
                    "location",
                    "noErrorHandler",
                    "routeId",
                    "timeout");

    private final String file;
    private final Surroundings around;
    private final List<Finding> findings;

    KameletUseCheck(String file, Surroundings around, List<Finding> findings) {
        this.file = file;
        this.around = around;
        this.findings = findings;
    }

    void check(EndpointUse use) {
        if (use.name().contains("{{") || use.name().isEmpty()) {
            return; // known only when it is resolved; Camel complains then
        }
        Optional<KameletFile> kamelet;
        try {
            kamelet = around.kamelets().find(use.name());
        } catch (RouteFileException e) {
            add(
                    use.at(),
                    Rule.KAMELET_FILE,
                    "kamelet '" + use.name() + "' cannot be read: " + e.getMessage());
            return;
        }
        if (kamelet.isEmpty()) {
            add(
                    use.at(),
                    Rule.UNKNOWN_KAMELET,
                    "there is no kamelet '"
                            + use.name()
                            + "'"
                            + Spelling.hintOrAll(use.name(), around.kamelets().names()));
            return;
        }
        checkNames(use, kamelet.get());
        checkRequired(use, kamelet.get());
        int before = findings.size();
        for (EndpointUse.Parameter set : use.parameters().values()) {
            KameletFile.Parameter declared = kamelet.get().parameters().get(set.name());
            if (declared != null) {
                checkValue(set, declared, kamelet.get());
            }
        }
        // a value that is none by itself is told once
        if (findings.size() == before && SinkCheck.concerns(kamelet.get())) {
            around.sinks().check(file, use, kamelet.get(), findings);
        }
    }

    private void checkNames(EndpointUse use, KameletFile kamelet) {
        Set<String> known = kamelet.parameters().keySet();
        for (EndpointUse.Parameter set : use.parameters().values()) {
            // a placeholder in the query of a URI may bring in whole parameters
            if (!known.contains(set.name())
                    && !COMMON.contains(set.name())
                    && !set.name().contains("{{")) {
                add(
                        set.at(),
                        Rule.KAMELET_PARAMETER,
                        use.name()
                                + " has no parameter '"
                                + set.name()
                                + "'"
                                + hint(set.name(), known));
            }
        }
    }

    private void checkRequired(EndpointUse use, KameletFile kamelet) {
        if (use.parameters().keySet().stream().anyMatch(name -> name.contains("{{"))) {
            return;
        }
        for (KameletFile.Parameter wanted : kamelet.parameters().values()) {
            // Camel's other way to set a parameter
            String property = "camel.kamelet." + use.name() + "." + wanted.name();
            if (wanted.required()
                    && wanted.fallback() == null
                    && !use.parameters().containsKey(wanted.name())
                    && around.settings().filter(names -> names.has(property)).isEmpty()) {
                add(
                        use.at(),
                        Rule.MISSING_PARAMETER,
                        use.name()
                                + " needs the parameter "
                                + wanted.name()
                                + "; write it under 'parameters:'");
            }
        }
    }

    private void checkValue(
            EndpointUse.Parameter set, KameletFile.Parameter declared, KameletFile kamelet) {
        boolean secret = declared.format().equals("password");
        Optional<String> wrong =
                Values.wrong(set.name(), set.value(), declared.type(), declared.choices(), secret);
        if (wrong.isPresent()) {
            add(set.valueAt(), Rule.BAD_VALUE, wrong.get());
            return;
        }
        for (String option : kamelet.optionsFedBy(set.name())) {
            new OptionCheck(file, around, findings).check(option, set, secret);
        }
    }

    private static String hint(String written, Set<String> known) {
        String near = Spelling.hint(written, known);
        return near.isEmpty() ? "; it has " + String.join(", ", known) : near;
    }

    private void add(Position at, Rule rule, String problem) {
        findings.add(Finding.error(file, at, rule, problem));
    }
}
