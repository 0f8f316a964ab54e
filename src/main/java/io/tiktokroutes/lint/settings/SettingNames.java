package io.tiktokroutes.lint.settings;

import io.tiktokroutes.routefile.Placeholder;
import io.tiktokroutes.spelling.Spelling;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The settings that are declared: in the jar, and whatever else somebody set. */
public final class SettingNames {

    private final Set<String> names;

    public SettingNames(Collection<String> names) {
        this.names = new TreeSet<>(names);
    }

    public boolean has(String name) {
        return names.contains(name);
    }

    /**
     * What is wrong with a placeholder that nothing declares. One that has a default is only
     * suspicious, and only when it looks like a setting that there is.
     */
    public Optional<String> complain(Placeholder used) {
        if (used.name().contains(":") || has(used.name()) || used.name().startsWith("camel.")) {
            return Optional.empty(); // a function, or declared
        }
        String hint = Spelling.hint(used.name(), names);
        if (hint.isEmpty() && !used.needed()) {
            return Optional.empty();
        }
        String remedy =
                "; set it in application.properties or as "
                        + used.name().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")
                        + " in the environment";
        return Optional.of(
                "there is no setting '" + used.name() + "'" + (hint.isEmpty() ? remedy : hint));
    }
}
