package io.tiktokroutes.reports;

import io.tiktokroutes.record.Delivery;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * Camel's {@code report-table:NAME}: writes the mapped rows of a delivery into a table, which is
 * made or checked when the route starts.
 */
public final class ReportTableComponent extends DefaultComponent {

    /** Gives every open item of a delivery an outcome. */
    @FunctionalInterface
    public interface Work {
        void on(Delivery delivery) throws Exception;
    }

    private final OpenTables tables;
    private final UnaryOperator<Work> around;

    /**
     * @param around puts around the work what stands around every sink
     */
    public ReportTableComponent(OpenTables tables, UnaryOperator<Work> around) {
        this.tables = tables;
        this.around = around;
    }

    @Override
    protected Endpoint createEndpoint(
            String uri, String remaining, Map<String, Object> parameters) {
        Map<String, String> settings = new TreeMap<>();
        parameters.forEach((name, value) -> settings.put(name, String.valueOf(value)));
        parameters.clear();
        settings.put("table", remaining);
        Map<String, String> fixed = Map.copyOf(settings);
        tables.check(fixed);
        return new ReportTableEndpoint(uri, this, fixed);
    }

    OpenTables tables() {
        return tables;
    }

    /** Writes a delivery, at once or as part of a window. */
    void write(Delivery delivery, ReportWindow window) throws Exception {
        around.apply(each -> tables.tables().write(each, window)).on(delivery);
    }
}
