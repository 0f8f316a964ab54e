package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.lint.Values;
import io.tiktokroutes.routefile.EndpointUse.Parameter;
import io.tiktokroutes.schedule.Schedule;
import io.tiktokroutes.schedule.Zones;
import io.tiktokroutes.spelling.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks a value against the endpoint option it goes to, directly or through a kamelet. */
final class OptionCheck {

    private final String file;
    private final Surroundings around;
    private final List<Finding> findings;

    OptionCheck(String file, Surroundings around, List<Finding> findings) {
        this.file = file;
        this.around = around;
        this.findings = findings;
    }

    /**
     * @param option such as {@code quartz.cron}, or {@code mapping:} for what follows the scheme
     */
    void check(String option, Parameter set, boolean secret) {
        if (Values.isOpen(set.value())) {
            return;
        }
        if (option.equals("mapping:")) {
            checkMapping(set);
        } else if (option.equals("quartz.cron")) {
            if (!Values.isCron(set.value())) {
                findings.add(Finding.error(file, set.valueAt(), Rule.BAD_SCHEDULE, Values.CRON));
            }
        } else if (option.equals("schedule.when")) {
            add(set, Schedule.wrong(set.value()));
        } else if (option.equals("schedule.zone")) {
            add(set, set.value().isBlank() ? Optional.empty() : Zones.wrong(set.value()));
        } else if (option.indexOf('.') > 0) {
            String[] both = option.split("\\.", 2);
            around.components()
                    .find(both[0])
                    .flatMap(component -> component.find(both[1]))
                    .ifPresent(declared -> checkType(declared, set, secret));
        }
    }

    private void add(Parameter set, Optional<String> wrong) {
        wrong.ifPresent(
                problem ->
                        findings.add(
                                Finding.error(file, set.valueAt(), Rule.BAD_SCHEDULE, problem)));
    }

    private void checkType(ComponentOption declared, Parameter set, boolean secret) {
        Optional<String> wrong =
                Values.wrong(set.name(), set.value(), declared.type(), declared.choices(), secret);
        Rule rule = declared.type().equals("duration") ? Rule.BAD_SCHEDULE : Rule.BAD_VALUE;
        wrong.ifPresent(problem -> findings.add(Finding.error(file, set.valueAt(), rule, problem)));
    }

    private void checkMapping(Parameter set) {
        Set<String> names = around.mappings().orElse(Set.of(set.value()));
        if (!names.contains(set.value())) {
            String hint = Spelling.hintOrAll(set.value(), names);
            String remedy = "; save mappings/" + set.value() + ".mapping.yaml";
            findings.add(
                    Finding.error(
                            file,
                            set.valueAt(),
                            Rule.UNKNOWN_MAPPING,
                            "there is no mapping '"
                                    + set.value()
                                    + "'"
                                    + (hint.isEmpty() ? remedy : hint)));
        }
    }
}
