package io.tiktokroutes.runtime.live;

import java.util.Properties;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.LoadablePropertiesSource;

/** The settings of the running context, as a source of settings for another one. */
final class SharedProperties implements LoadablePropertiesSource {

    private final CamelContext live;

    SharedProperties(CamelContext live) {
        this.live = live;
    }

    @Override
    public String getName() {
        return "running context";
    }

    @Override
    public String getProperty(String name) {
        return live.getPropertiesComponent().resolveProperty(name).orElse(null);
    }

    @Override
    public Properties loadProperties() {
        return live.getPropertiesComponent().loadProperties();
    }

    @Override
    public Properties loadProperties(Predicate<String> filter) {
        return live.getPropertiesComponent().loadProperties(filter);
    }

    @Override
    public void reloadProperties(String location) {
        // the running context reloads them itself
    }
}
