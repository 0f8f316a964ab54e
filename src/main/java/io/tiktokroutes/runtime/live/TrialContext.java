package io.tiktokroutes.runtime.live;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.routes.CdpSinkCheck;
import io.tiktokroutes.lint.routes.Components;
import io.tiktokroutes.lint.routes.KameletCatalogue;
import io.tiktokroutes.lint.routes.Models;
import io.tiktokroutes.lint.routes.RouteCheck;
import io.tiktokroutes.lint.routes.SinkCheck;
import io.tiktokroutes.lint.routes.Surroundings;
import io.tiktokroutes.routefile.RouteFile;
import io.tiktokroutes.routefile.RouteFileException;
import io.tiktokroutes.schema.RecordSchemas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.Service;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Builds a route file in a context that never starts and is thrown away, so that a mistake is found
 * before the running routes are touched.
 *
 * <p>It sees the settings, the beans and the component options of the running context, and has
 * components, kamelets and endpoints of its own: nothing it builds can reach the running ones.
 */
final class TrialContext implements AutoCloseable {

    /** Where a route of the trial would listen. */
    record Listening(String route, String uri, boolean alone) {}

    private final CamelContext live;
    private final DefaultCamelContext trial;

    /**
     * @param live the running context, started or about to be
     * @param furnish puts in what the application makes itself, such as its own components
     */
    TrialContext(CamelContext live, Consumer<CamelContext> furnish) {
        this.live = live;
        this.trial = new DefaultCamelContext(false);
        trial.disableJMX();
        trial.getCamelContextExtension().setName(live.getName() + "-trial");
        trial.setApplicationContextClassLoader(live.getApplicationContextClassLoader());
        trial.setSourceLocationEnabled(true);
        trial.setLoadHealthChecks(false);
        trial.setStartupSummaryLevel(StartupSummaryLevel.Off);
        trial.setAutowiredEnabled(live.isAutowiredEnabled());
        trial.getCamelContextExtension().setRegistry(new DefaultRegistry(new SharedBeans(live)));
        trial.build();
        trial.getPropertiesComponent().addPropertiesSource(new SharedProperties(live));
        trial.addLifecycleStrategy(
                new LifecycleStrategySupport() {
                    @Override
                    public void onComponentAdd(String name, Component component) {
                        copyOptions(name, component);
                    }
                });
        furnish.accept(trial);
    }

    /**
     * Builds everything up to, but without, starting it.
     *
     * @param mappings the names of the mappings there are
     */
    List<Listening> build(RouteFile file, Set<String> mappings) throws Exception {
        check(file, mappings);
        var resource = ResourceHelper.fromString("file:" + file.name(), file.text());
        for (RoutesBuilder builder :
                PluginHelper.getRoutesLoader(trial).findRoutesBuilders(List.of(resource))) {
            builder.addRoutesToCamelContext(trial);
        }
        trial.init();
        List<Listening> listening = new ArrayList<>();
        for (RouteDefinition route : trial.getRouteDefinitions()) {
            if (route.isKamelet() == null || !route.isKamelet()) {
                Endpoint from = trial.getEndpoint(route.getInput().getEndpointUri());
                listening.add(
                        new Listening(
                                route.getRouteId(),
                                from.getEndpointUri(),
                                !(from instanceof MultipleConsumersSupport several
                                        && several.isMultipleConsumersSupported())));
            }
        }
        return listening;
    }

    /** The same checks as the command lint; what a context alone can tell comes after them. */
    private void check(RouteFile file, Set<String> mappings) throws RouteFileException {
        String location = trial.getComponent("kamelet", KameletComponent.class).getLocation();
        List<String> errors =
                new RouteCheck(
                                new Surroundings(
                                        new KameletCatalogue(location),
                                        new Components(trial.getComponentNames()),
                                        Optional.of(mappings),
                                        Optional.empty(),
                                        models(),
                                        new SinkCheck(this::setting, schemas(), cdpSinks())))
                        .findings(file).stream()
                                .filter(finding -> !finding.warning())
                                .map(Finding::line)
                                .toList();
        if (!errors.isEmpty()) {
            throw new RouteFileException(String.join("\n", errors));
        }
    }

    private String setting(String name) {
        return live.getPropertiesComponent().resolveProperty(name).orElse(null);
    }

    /** Those of the running program, which an integrator may have changed. */
    private RecordSchemas schemas() {
        RecordSchemas schemas = live.getRegistry().findSingleByType(RecordSchemas.class);
        return schemas == null ? RecordSchemas.shipped() : schemas;
    }

    private Optional<Models> models() {
        return Optional.ofNullable(live.getRegistry().findSingleByType(Models.class));
    }

    private CdpSinkCheck cdpSinks() {
        CdpSinkCheck sinks = live.getRegistry().findSingleByType(CdpSinkCheck.class);
        return sinks == null ? CdpSinkCheck.offline(name -> Optional.empty()) : sinks;
    }

    CamelContext context() {
        return trial;
    }

    @Override
    public void close() {
        trial.shutdown();
    }

    /**
     * Gives a component the plain options and shared beans that its running twin was given. What
     * the twin made for itself, such as a scheduler, stays with the twin.
     */
    private void copyOptions(String name, Component to) {
        Component from = live.getComponent(name);
        if (from == null || !from.getClass().equals(to.getClass())) {
            return;
        }
        PropertyConfigurer configurer = to.getComponentPropertyConfigurer();
        if (configurer != null) {
            Map<String, Object> options = new TreeMap<>();
            PluginHelper.getBeanIntrospection(live).getProperties(from, options, null, false);
            options.values().removeIf(value -> !isPlain(value) && !isShared(value));
            options.forEach((key, value) -> configurer.configure(trial, to, key, value, true));
        }
    }

    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Enum<?>
                || value instanceof Class<?>
                || value instanceof Map<?, ?>
                || value instanceof Collection<?>;
    }

    private boolean isShared(Object value) {
        return value != null
                && !(value instanceof Service)
                && live.getRegistry().findByType(value.getClass()).contains(value);
    }
}
