package io.tiktokroutes.lint.routes;

import io.tiktokroutes.lint.settings.SettingNames;
import java.util.Optional;
import java.util.Set;

/**
 * What a route file may refer to.
 *
 * @param kamelets those it may use
 * @param components those it may use
 * @param mappings the names it may use; empty when somebody else checks them
 * @param settings the names it may use; empty when somebody else checks them
 * @param models the files it may name; empty when somebody else checks them
 * @param sinks knows what the sinks for events take
 */
public record Surroundings(
        KameletCatalogue kamelets,
        Components components,
        Optional<Set<String>> mappings,
        Optional<SettingNames> settings,
        Optional<Models> models,
        SinkCheck sinks) {}
