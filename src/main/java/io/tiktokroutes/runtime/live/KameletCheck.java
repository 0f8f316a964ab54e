package io.tiktokroutes.runtime.live;

import io.tiktokroutes.runtime.live.RouteFile.KameletUse;
import io.tiktokroutes.spelling.Spelling;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.RouteTemplateHelper;

/**
 * Finds kamelets that do not exist and parameters that a kamelet does not have; Camel ignores the
 * latter without a word and goes on with the default.
 */
final class KameletCheck {

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

    private static final String SUFFIX = ".kamelet.yaml";

    private final CamelContext trial;

    KameletCheck(CamelContext trial) {
        this.trial = trial;
    }

    void check(RouteFile file) throws RouteFileException {
        for (KameletUse use : file.kamelets()) {
            if (use.name().equals("source") || use.name().equals("sink")) {
                continue;
            }
            if (use.name().contains("{{")) {
                continue; // known only when it is resolved; Camel complains then
            }
            Set<String> known = parametersOf(use, file);
            for (Map.Entry<String, Position> set : inOrder(use)) {
                if (!known.contains(set.getKey()) && !COMMON.contains(set.getKey())) {
                    throw new RouteFileException(
                            file.name(),
                            set.getValue(),
                            use.name()
                                    + " has no parameter '"
                                    + set.getKey()
                                    + "'"
                                    + hint(set.getKey(), known));
                }
            }
        }
    }

    private static String hint(String written, Set<String> known) {
        String near = Spelling.hint(written, known);
        return near.isEmpty() ? "; it has " + String.join(", ", new TreeSet<>(known)) : near;
    }

    private static List<Map.Entry<String, Position>> inOrder(KameletUse use) {
        return use.parameters().entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> entry.getValue().line()))
                .toList();
    }

    private Set<String> parametersOf(KameletUse use, RouteFile file) throws RouteFileException {
        ModelCamelContext model = (ModelCamelContext) trial;
        KameletComponent component = trial.getComponent("kamelet", KameletComponent.class);
        if (model.getRouteTemplateDefinition(use.name()) == null) {
            Set<String> names = namesIn(component.getLocation());
            if (!names.contains(use.name())) {
                throw new RouteFileException(
                        file.name(),
                        use.at(),
                        "there is no kamelet '" + use.name() + "'" + hint(use.name(), names));
            }
            try {
                RouteTemplateHelper.loadRouteTemplateFromLocation(
                        trial, null, use.name(), component.getLocation());
            } catch (Exception e) {
                throw new RouteFileException(
                        file.name(),
                        use.at(),
                        "kamelet '" + use.name() + "' cannot be read: " + e.getMessage(),
                        e);
            }
        }
        RouteTemplateDefinition template = model.getRouteTemplateDefinition(use.name());
        return template == null
                ? Set.of()
                : template.getTemplateParameters().stream()
                        .map(RouteTemplateParameterDefinition::getName)
                        .collect(Collectors.toSet());
    }

    private Set<String> namesIn(String locations) throws RouteFileException {
        Set<String> names = new LinkedHashSet<>();
        for (String location : locations.split(",")) {
            try {
                for (Resource found :
                        PluginHelper.getPackageScanResourceResolver(trial)
                                .findResources(location.strip() + "/*" + SUFFIX)) {
                    String path = found.getLocation();
                    String name = path.substring(path.lastIndexOf('/') + 1);
                    names.add(name.substring(0, name.length() - SUFFIX.length()));
                }
            } catch (Exception e) {
                throw new RouteFileException(
                        "kamelets cannot be listed in " + location + ": " + e.getMessage());
            }
        }
        return names;
    }
}
