package io.tiktokroutes.sandbox.reports;

import io.tiktokroutes.sandbox.world.Settings;
import io.tiktokroutes.sandbox.world.Switch;
import io.tiktokroutes.sandbox.world.World.Advertiser;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/** Where the rows of every report come from, whether it is asked for by pages or as a task. */
public final class ReportSource {

    private final Settings settings;
    private final Catalog catalog;
    private final GivenRows given;

    public ReportSource(Settings settings, Catalog catalog, GivenRows given) {
        this.settings = settings;
        this.catalog = catalog;
        this.given = given;
    }

    /** All rows of a report; the same in number, order and content each time they are walked. */
    @FunctionalInterface
    interface Rows {
        void each(Consumer<Row> sink);
    }

    /**
     * What is known at a moment; later changes of the sandbox do not show in it.
     *
     * @param query its page is not looked at
     */
    Rows at(ReportQuery query, Instant now) {
        List<Rows> parts = query.advertisers().stream().map(own -> of(own, query, now)).toList();
        return sink ->
                parts.forEach(
                        part ->
                                part.each(
                                        row -> {
                                            if (passes(row, query)) {
                                                sink.accept(row);
                                            }
                                        }));
    }

    /** Equal for two moments between which no row has changed. */
    Object state(Instant now) {
        return List.of(
                now.truncatedTo(ChronoUnit.HOURS),
                now.atZone(ZoneOffset.UTC).getMinute() / 15,
                settings.state(),
                catalog.version(),
                given.version());
    }

    private Rows of(Advertiser advertiser, ReportQuery query, Instant now) {
        boolean whole = query.several() || advertiser.currency().equals("JPY");
        List<Row> own = given.of(advertiser, query);
        if (own != null) {
            return sink -> own.forEach(row -> sink.accept(whole ? whole(row) : row));
        }
        long late = settings.number(Switch.REPORT_LATENCY_HOURS);
        GeneratedRows generated =
                new GeneratedRows(
                        query,
                        advertiser,
                        catalog.of(advertiser.id()),
                        now.minus(late, ChronoUnit.HOURS).atZone(advertiser.zone()),
                        settings.on(Switch.REPORT_RESTATEMENT));
        return sink -> generated.each(row -> sink.accept(whole ? whole(row) : row));
    }

    private static boolean passes(Row row, ReportQuery query) {
        for (Filter filter : query.filters()) {
            if (filter.isMetric() && !filter.passes(row.value().apply(filter.field()))) {
                return false;
            }
        }
        return true;
    }

    /** Across advertisers, and in yen, amounts have no decimals (reference, leads 4.1, 4.9). */
    private static Row whole(Row row) {
        return new Row(
                row.names(),
                row.where(),
                name -> {
                    String value = row.value().apply(name);
                    return Metrics.isCost(name) && value.contains(".")
                            ? new BigDecimal(value)
                                    .setScale(0, RoundingMode.HALF_UP)
                                    .toPlainString()
                            : value;
                });
    }
}
