package io.tiktokroutes.runtime.live;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Mappings by name whose text becomes the body; one that says "bad" is refused. */
final class TestMappings implements MappingFiles {

    private final Map<String, String> texts = new ConcurrentSkipListMap<>();

    @Override
    public void activate(Path file, String text) {
        if (text.contains("bad")) {
            throw new IllegalArgumentException("row 1 is bad; write a good one");
        }
        texts.put(nameOf(file), text.strip());
    }

    @Override
    public void remove(Path file) {
        texts.remove(nameOf(file));
    }

    @Override
    public Set<String> names() {
        return texts.keySet();
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("\\..*", "");
    }

    /** The component {@code mapping:name}, which knows at once whether there is such a mapping. */
    static final class Endpoints extends DefaultComponent {

        private final TestMappings known;

        Endpoints(TestMappings known) {
            this.known = known;
        }

        @Override
        protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
            if (!known.texts.containsKey(name)) {
                throw new IllegalArgumentException(
                        "there is no mapping '"
                                + name
                                + "'; save mappings/"
                                + name
                                + ".mapping.yaml");
            }
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    return new DefaultProducer(this) {
                        @Override
                        public void process(Exchange exchange) {
                            exchange.getMessage().setBody(known.texts.get(name));
                        }
                    };
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
