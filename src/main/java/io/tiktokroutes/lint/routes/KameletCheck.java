package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.lint.Values;
import io.tiktokroutes.routefile.EndpointUse;
import io.tiktokroutes.routefile.KameletFile;
import io.tiktokroutes.routefile.KameletFile.Parameter;
import io.tiktokroutes.routefile.Placeholder;
import io.tiktokroutes.routefile.Position;
import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks a kamelet: it declares what it uses and uses what it declares. */
public final class KameletCheck {

    private static final Pattern SECRET =
            Pattern.compile("(?i)token|secret|passw|credential|(api|access|private|write)key$");

    /** A default that a setting may replace. */
    private static final Pattern SETTING = Pattern.compile("\\{\\{\\??[^:{}]+:([^{}]*)}}");

    private final Surroundings around;

    public KameletCheck(Surroundings around) {
        this.around = around;
    }

    /**
     * @param fileName the last part of its path
     */
    public List<Finding> findings(KameletFile kamelet, String fileName) {
        List<Finding> findings = new ArrayList<>();
        String expected = fileName.replace(KameletFile.SUFFIX, "");
        if (!kamelet.name().equals(expected)) {
            add(
                    findings,
                    kamelet,
                    kamelet.nameAt(),
                    Rule.KAMELET_NAME,
                    "the kamelet is called '"
                            + kamelet.name()
                            + "' and its file "
                            + fileName
                            + "; write the same name");
        }
        if (kamelet.description().isBlank()) {
            findings.add(undescribed(kamelet, kamelet.nameAt(), "the kamelet"));
        }
        Set<String> used =
                kamelet.template().placeholders().stream()
                        .map(Placeholder::name)
                        .collect(Collectors.toSet());
        kamelet.parameters().values().forEach(p -> check(kamelet, p, used, findings));
        checkUndeclared(kamelet, findings);
        for (EndpointUse use : kamelet.template().endpoints()) {
            if (use.isKamelet()) {
                new KameletUseCheck(kamelet.file(), around, findings).check(use);
            } else {
                new EndpointCheck(kamelet.file(), around, findings).check(use);
            }
        }
        findings.sort(null);
        return findings;
    }

    private void check(
            KameletFile kamelet, Parameter parameter, Set<String> used, List<Finding> findings) {
        String name = parameter.name();
        if (!used.contains(name)) {
            String hint = Spelling.hint(name, used);
            add(
                    findings,
                    kamelet,
                    parameter.at(),
                    Rule.UNUSED_PARAMETER,
                    "the template does not use '"
                            + name
                            + "'"
                            + (hint.isEmpty() ? "; write {{" + name + "}}, or take it out" : hint));
        }
        if (parameter.description().isBlank()) {
            findings.add(undescribed(kamelet, parameter.at(), "parameter '" + name + "'"));
        }
        if (SECRET.matcher(name).find() && !parameter.format().equals("password")) {
            add(
                    findings,
                    kamelet,
                    parameter.at(),
                    Rule.UNMARKED_SECRET,
                    "parameter '" + name + "' looks like a secret; write 'format: password'");
        }
        if (parameter.required() && parameter.fallback() != null) {
            add(
                    findings,
                    kamelet,
                    parameter.fallbackAt(),
                    Rule.REQUIRED_DEFAULT,
                    "parameter '"
                            + name
                            + "' is required, so it never has its default; take one of them out");
        }
        checkDefault(kamelet, parameter, findings);
    }

    private void checkDefault(KameletFile kamelet, Parameter parameter, List<Finding> findings) {
        if (parameter.fallback() == null || parameter.fallback().isEmpty()) {
            return;
        }
        Matcher setting = SETTING.matcher(parameter.fallback());
        String value = setting.matches() ? setting.group(1) : parameter.fallback();
        boolean secret = parameter.format().equals("password");
        Optional<String> wrong =
                value.isEmpty()
                        ? Optional.empty()
                        : Values.wrong(
                                parameter.name(),
                                value,
                                parameter.type(),
                                parameter.choices(),
                                secret);
        if (wrong.isPresent()) {
            add(findings, kamelet, parameter.fallbackAt(), Rule.BAD_VALUE, wrong.get());
            return;
        }
        EndpointUse.Parameter set =
                new EndpointUse.Parameter(
                        parameter.name(), parameter.at(), value, parameter.fallbackAt());
        for (String option : kamelet.optionsFedBy(parameter.name())) {
            new OptionCheck(kamelet.file(), around, findings).check(option, set, secret);
        }
    }

    private void checkUndeclared(KameletFile kamelet, List<Finding> findings) {
        Set<String> told = new TreeSet<>();
        for (Placeholder used : kamelet.template().placeholders()) {
            boolean known =
                    kamelet.parameters().containsKey(used.name())
                            || used.name().contains(":")
                            || around.settings().filter(s -> s.has(used.name())).isPresent();
            if (!known && told.add(used.name())) {
                add(
                        findings,
                        kamelet,
                        used.at(),
                        Rule.UNDECLARED_PARAMETER,
                        undeclared(used.name(), kamelet));
            }
        }
        kamelet.required()
                .forEach(
                        (name, at) -> {
                            if (!kamelet.parameters().containsKey(name)) {
                                add(
                                        findings,
                                        kamelet,
                                        at,
                                        Rule.UNDECLARED_PARAMETER,
                                        undeclared(name, kamelet));
                            }
                        });
        for (Placeholder used : kamelet.declarations().placeholders()) {
            around.settings()
                    .flatMap(names -> names.complain(used))
                    .ifPresent(
                            problem ->
                                    add(
                                            findings,
                                            kamelet,
                                            used.at(),
                                            Rule.UNKNOWN_SETTING,
                                            problem));
        }
    }

    private static String undeclared(String name, KameletFile kamelet) {
        String hint = Spelling.hint(name, kamelet.parameters().keySet());
        return "'"
                + name
                + "' is no parameter"
                + (hint.isEmpty() ? "; declare it under 'properties:'" : hint);
    }

    private static Finding undescribed(KameletFile kamelet, Position at, String what) {
        return Finding.warning(
                kamelet.file(),
                at,
                Rule.NO_DESCRIPTION,
                what + " has no description; write 'description:'");
    }

    private static void add(
            List<Finding> findings, KameletFile kamelet, Position at, Rule rule, String problem) {
        findings.add(Finding.error(kamelet.file(), at, rule, problem));
    }
}
