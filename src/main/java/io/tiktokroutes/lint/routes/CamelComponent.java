package io.tiktokroutes.lint.routes;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a component.
 *
 * @param options by name
 * @param anything true when names that are not among the options have a meaning of their own
 */
public record CamelComponent(Map<String, ComponentOption> options, boolean anything) {

    /** A component that takes whatever it is given. */
    static final CamelComponent ANY = new CamelComponent(Map.of(), true);

    Set<String> names() {
        return options.keySet();
    }

    /** The option of that name, if there is one. */
    Optional<ComponentOption> find(String name) {
        ComponentOption option = options.get(name.replaceFirst("^consumer\\.", ""));
        return option != null
                ? Optional.of(option)
                : options.values().stream()
                        .filter(o -> !o.prefix().isEmpty() && name.startsWith(o.prefix()))
                        .findFirst();
    }
}
