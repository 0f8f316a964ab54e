package io.tiktokroutes.reports;

import io.tiktokroutes.record.Delivery;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** One table as a route writes it. */
final class ReportTableEndpoint extends DefaultEndpoint {

    private final Map<String, String> settings;

    ReportTableEndpoint(String uri, ReportTableComponent component, Map<String, String> settings) {
        super(uri, component);
        this.settings = settings;
    }

    private ReportTableComponent component() {
        return (ReportTableComponent) getComponent();
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            protected void doStart() throws Exception {
                component().tables().start(settings);
                super.doStart();
            }

            @Override
            protected void doStop() throws Exception {
                super.doStop();
                component().tables().stop(settings);
            }

            @Override
            public void process(Exchange exchange) throws Exception {
                component()
                        .write(
                                exchange.getMessage().getMandatoryBody(Delivery.class),
                                exchange.getProperty(ReportWindow.PROPERTY, ReportWindow.class));
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("nothing comes from a table; use it with to:");
    }

    @Override
    public boolean isLenientProperties() {
        return true;
    }
}
