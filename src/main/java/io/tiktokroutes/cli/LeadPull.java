package io.tiktokroutes.cli;

import io.tiktokroutes.inbox.InboxStore;
import io.tiktokroutes.leads.ExportTroubles;
import io.tiktokroutes.leads.FormExport;
import io.tiktokroutes.leads.LeadLabels;
import io.tiktokroutes.leads.LeadSource;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.runtime.StartupException;
import io.tiktokroutes.store.Sql;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Exports leads and puts those that were not seen into an inbox, as the routes do. */
final class LeadPull {

    /**
     * What is to be exported, and where to.
     *
     * @param source the name that the records carry
     * @param forms with commas between; empty for all
     * @param regions with commas between
     */
    record Order(String source, String forms, String regions, String inbox) {}

    private final LeadDesk desk;
    private final Order order;
    private final InboxStore store;
    private final ExportTroubles troubles = new ExportTroubles(Clock.systemUTC());
    private final LeadSource source;
    private long leads;
    private long fresh;

    LeadPull(LeadDesk desk, Database database, Order order, LeadLabels labels) {
        this.desk = desk;
        this.order = order;
        this.store = new InboxStore(new Sql(database.dataSource()), Clock.systemUTC());
        this.source =
                new LeadSource(
                        desk.tiktok(),
                        desk.advertisers(),
                        database.dataSource(),
                        labels,
                        troubles,
                        Clock.systemUTC());
    }

    /** Does it; gives the exit code. */
    int run(Bar bar) throws StartupException, SQLException {
        int poll = desk.settings().number("leads.poll-millis", 1, Integer.MAX_VALUE);
        Iterator<FormExport> exports;
        try {
            exports = source.exports(order.source(), order.forms(), order.regions(), poll);
        } catch (IllegalArgumentException e) {
            throw new StartupException("tiktok.lead-" + e.getMessage(), e);
        }
        if (tellTroubles("form ")) {
            return Main.MISTAKE;
        }
        boolean good = !tellTroubles("");
        while (exports.hasNext()) {
            good &= pull(exports.next(), bar);
        }
        troubles.gaps().forEach((part, words) -> desk.err().println(part + ": " + words));
        desk.out().println(counted(leads, fresh) + ", into inbox " + order.inbox());
        desk.out().flush();
        return good ? 0 : 1;
    }

    private boolean pull(FormExport export, Bar bar) throws SQLException {
        export.onRead(bar::step);
        try (export) {
            while (export.hasNext()) {
                Batch batch = export.next();
                store.put(order.inbox(), batch);
                source.seen(batch);
            }
            source.finished(export);
        }
        leads += export.leads();
        fresh += export.fresh();
        if (export.isFailed()) {
            return !tellTroubles(export.words());
        }
        String bad = export.bad() == 0 ? "" : ", " + export.bad() + " rows passed over";
        desk.out()
                .println(
                        export.words()
                                + " "
                                + export.form().title()
                                + ": "
                                + counted(export.leads(), export.fresh())
                                + bad);
        desk.out().flush();
        return true;
    }

    private static String counted(long leads, long fresh) {
        return String.format(Locale.ROOT, "%d leads, %d new", leads, fresh);
    }

    /** True when there were any whose part begins so. */
    private boolean tellTroubles(String part) {
        String begins = order.source() + ": " + part;
        List<String> told =
                troubles.now().entrySet().stream()
                        .filter(trouble -> trouble.getKey().startsWith(begins))
                        .map(
                                trouble ->
                                        trouble.getKey().substring(order.source().length() + 2)
                                                + ": "
                                                + trouble.getValue().words())
                        .toList();
        told.forEach(desk::tell);
        return !told.isEmpty();
    }
}
