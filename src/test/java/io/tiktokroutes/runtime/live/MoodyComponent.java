package io.tiktokroutes.runtime.live;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** A source that can be built at any time and started only in a good mood, like a database. */
final class MoodyComponent extends DefaultComponent {

    private final AtomicBoolean mood;

    MoodyComponent(AtomicBoolean mood) {
        this.mood = mood;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        return new DefaultEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                return new DefaultConsumer(this, processor) {
                    @Override
                    protected void doStart() throws Exception {
                        if (!mood.get()) {
                            throw new IllegalStateException("not in the mood");
                        }
                        super.doStart();
                    }
                };
            }
        };
    }
}
