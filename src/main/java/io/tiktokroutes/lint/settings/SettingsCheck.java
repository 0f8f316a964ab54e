package io.tiktokroutes.lint.settings;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.spelling.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks a file of settings: names that nobody reads, and values that cannot be meant. */
public final class SettingsCheck {

    /** Settings of earlier versions, and what they are called now. */
    private static final Map<String, String> RENAMED = Map.of();

    private final Set<String> known;
    private final Map<String, String> renamed;

    /**
     * @param known the settings of the program, and what routes and mappings read besides
     */
    public SettingsCheck(Set<String> known) {
        this(known, RENAMED);
    }

    SettingsCheck(Set<String> known, Map<String, String> renamed) {
        this.known = new TreeSet<>(known);
        this.renamed = Map.copyOf(renamed);
    }

    /** Everything that is wrong or suspicious in the file, in its order. */
    public List<Finding> findings(SettingsFile file) {
        List<Finding> findings = new ArrayList<>();
        Map<String, SettingsFile.Entry> before = new HashMap<>();
        for (SettingsFile.Entry entry : file.entries()) {
            SettingsFile.Entry first = before.putIfAbsent(entry.name(), entry);
            if (first != null) {
                findings.add(
                        Finding.error(
                                file.name(),
                                entry.at(),
                                Rule.SETTINGS_FILE,
                                entry.name()
                                        + " stands in line "
                                        + first.at().line()
                                        + " already; keep one of them"));
            }
            if (renamed.containsKey(entry.name())) {
                findings.add(
                        Finding.warning(
                                file.name(),
                                entry.at(),
                                Rule.DEPRECATED_SETTING,
                                entry.name()
                                        + " has a new name; write "
                                        + renamed.get(entry.name())));
            } else if (!knows(entry.name())) {
                findings.add(
                        Finding.error(
                                file.name(),
                                entry.at(),
                                Rule.UNKNOWN_SETTING,
                                unknown(entry.name())));
            }
            SettingForms.wrong(entry.name(), entry.value())
                    .ifPresent(
                            problem ->
                                    findings.add(
                                            Finding.error(
                                                    file.name(),
                                                    entry.valueAt(),
                                                    Rule.BAD_VALUE,
                                                    problem)));
        }
        return findings;
    }

    /** True for a name that means something, to us or to Camel. */
    public boolean knows(String name) {
        return known.contains(name) || name.startsWith("camel.");
    }

    /** A name that nobody reads, with the one that was perhaps meant. */
    public String unknown(String name) {
        String hint = Spelling.hint(name, known);
        return "there is no setting "
                + name
                + (hint.isEmpty() ? "; take it out, or read it as {{" + name + "}}" : hint);
    }
}
