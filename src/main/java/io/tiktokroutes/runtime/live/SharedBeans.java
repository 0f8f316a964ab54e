package io.tiktokroutes.runtime.live;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.BeanRepository;

/**
 * The beans of the running context as a trial may see them: all but what belongs to one context.
 */
final class SharedBeans implements BeanRepository {

    private final CamelContext live;

    SharedBeans(CamelContext live) {
        this.live = live;
    }

    @Override
    public Object lookupByName(String name) {
        Object bean = live.getRegistry().lookupByName(name);
        return mayBeShared(bean) ? bean : null;
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
        T bean = live.getRegistry().lookupByNameAndType(name, type);
        return mayBeShared(bean) ? bean : null;
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        Map<String, T> beans = new LinkedHashMap<>(live.getRegistry().findByTypeWithName(type));
        beans.values().removeIf(bean -> !mayBeShared(bean));
        return beans;
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        Set<T> beans = new LinkedHashSet<>(live.getRegistry().findByType(type));
        beans.removeIf(bean -> !mayBeShared(bean));
        return beans;
    }

    /** A component that is looked up is bound to the context that asked, and lost to the other. */
    private static boolean mayBeShared(Object bean) {
        return bean != null && !(bean instanceof Component) && !(bean instanceof CamelContext);
    }
}
