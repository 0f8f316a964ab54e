package io.tiktokroutes.runtime;

import io.tiktokroutes.lint.Finding;
import io.tiktokroutes.lint.Rule;
import io.tiktokroutes.mapping.MappingTable;
import io.tiktokroutes.mapping.Mappings;
import io.tiktokroutes.reports.OpenTables;
import io.tiktokroutes.reports.ReportTable;
import io.tiktokroutes.reports.ReportTableComponent;
import io.tiktokroutes.reports.TableException;
import io.tiktokroutes.routefile.Position;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.support.service.ServiceSupport;

/** The tables of reports: their database, what routes need to write them, and an eye on both. */
final class ReportBeans extends ServiceSupport {

    private static final long RETRY_SECONDS = 30;

    private final ReportDatabase database;
    private final ReportTable table;
    private final OpenTables tables;
    private CamelContext context;
    private ScheduledExecutorService timer;

    ReportBeans(Settings settings, DataSource ours, Mappings mappings) throws StartupException {
        this.database = ReportDatabase.of(settings, ours);
        this.table =
                new ReportTable(
                        database.dataSource(), mapping -> ReportColumns.of(mappings, mapping));
        this.tables = new OpenTables(table, Clock.systemUTC());
    }

    /**
     * Gives a context the component that writes tables.
     *
     * @param around puts around the work what stands around every sink
     */
    void furnish(CamelContext context, UnaryOperator<ReportTableComponent.Work> around) {
        context.addComponent("report-table", new ReportTableComponent(tables, around));
    }

    void equip(CamelContext running) throws Exception {
        context = running;
        HealthCheckRegistry.get(running).register(new ReportTableHealthCheck(tables));
        running.addService(this);
    }

    /** Makes and checks the tables of all routes, before anything runs. */
    void open() throws StartupException {
        try {
            tables.openAll();
        } catch (TableException e) {
            throw new StartupException(e.getMessage(), e);
        }
    }

    /** Routes and mappings that are edited from now on have their tables looked at before. */
    void begin() {
        tables.started();
    }

    /** What is wrong with a mapping in the eyes of the tables that it fills now. */
    List<Finding> findings(MappingTable mapping) {
        List<Finding> findings = new ArrayList<>();
        for (Map<String, String> sink : tables.running()) {
            if (mapping.name().equals(sink.get("mapping"))) {
                try {
                    table.look(sink, ReportColumns.of(mapping));
                } catch (TableException | IllegalArgumentException e) {
                    if (!(e instanceof TableException trouble && trouble.isPassing())) {
                        findings.add(
                                Finding.error(
                                        mapping.file(),
                                        Position.START,
                                        Rule.UNKNOWN_COLUMN,
                                        e.getMessage()));
                    }
                }
            }
        }
        return findings.stream().distinct().toList();
    }

    @Override
    protected void doStart() {
        timer =
                context.getExecutorServiceManager()
                        .newSingleThreadScheduledExecutor(this, "report-tables");
        var unused =
                timer.scheduleWithFixedDelay(
                        tables::retry, RETRY_SECONDS, RETRY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() {
        if (timer != null) { // null when the start failed before this one's turn
            context.getExecutorServiceManager().shutdownNow(timer);
        }
        database.close();
    }
}
