package io.tiktokroutes.leads;

import io.tiktokroutes.inbox.InboxStore;
import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Batch;
import io.tiktokroutes.record.Record;
import io.tiktokroutes.runtime.Database;
import io.tiktokroutes.sandbox.Sandbox;
import io.tiktokroutes.store.BothDatabases;
import io.tiktokroutes.store.Sql;
import io.tiktokroutes.tiktok.Bench;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A sandbox with leads, a real database, and the steps of the kamelet between them. */
final class LeadBench implements AutoCloseable {

    static final String TASK = "/page/lead/task/";
    static final String DOWNLOAD = "/page/lead/task/download/";

    final Bench bench = new Bench();
    final Database database;
    final InboxStore inbox;

    LeadBench(String kind, Path folder) throws Exception {
        database = BothDatabases.open(kind, folder);
        inbox = new InboxStore(new Sql(database.dataSource()), Clock.systemUTC());
    }

    /** What "now" is for sources made from now on. */
    Clock clock = Clock.systemUTC();

    final ExportTroubles troubles = new ExportTroubles(Clock.systemUTC());

    LeadSource source(String... advertisers) {
        return new LeadSource(
                bench.api(),
                bench.advertisers(advertisers),
                database.dataSource(),
                LeadLabels.english(),
                troubles,
                clock);
    }

    LeadSource source() {
        return source(Sandbox.ADVERTISER_ID);
    }

    /** Somebody fills in a form. */
    void submit(String form, String region, String name) throws IOException {
        // the second form is German and asks for the first name
        String question = form.equals(Sandbox.SECOND_FORM_ID) ? "first_name" : "name";
        String answers =
                "{\"answers\":{\"%s\":\"%s\"},\"region\":\"%s\"}".formatted(question, name, region);
        bench.control("POST", "/forms/" + form + "/leads", answers);
    }

    static List<FormExport> exports(LeadSource source) {
        return exports(source, "", "row,us,eu");
    }

    static List<FormExport> exports(LeadSource source, String forms, String regions) {
        List<FormExport> exports = new ArrayList<>();
        source.exports("leads", forms, regions, 1).forEachRemaining(exports::add);
        return exports;
    }

    /** The first batch there is. */
    static Batch first(LeadSource source) {
        for (FormExport export : exports(source)) {
            if (export.hasNext()) {
                return export.next();
            }
        }
        throw new AssertionError("no lead");
    }

    /** What the kamelet does; the names of the leads that came, in order of the alphabet. */
    List<String> pull(LeadSource source, boolean markSeen) throws Exception {
        return pull(source, exports(source), markSeen);
    }

    List<String> pull(LeadSource source, List<FormExport> exports, boolean markSeen)
            throws Exception {
        TreeSet<String> names = new TreeSet<>();
        int accepted = 0;
        int duplicates = 0;
        for (FormExport export : exports) {
            while (export.hasNext()) {
                Batch batch = export.next();
                Accepted put = inbox.put("leads", batch);
                accepted += put.accepted();
                duplicates += put.duplicates();
                batch.forEach(lead -> names.add(name(lead)));
                if (markSeen) {
                    source.seen(batch);
                }
            }
            if (markSeen) {
                source.finished(export);
            }
        }
        List<String> all = new ArrayList<>(names);
        all.add(accepted + " new, " + duplicates + " duplicates");
        return all;
    }

    /** A column of the leads that are kept. */
    List<String> column(String which, String column) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement select = connection.createStatement();
                ResultSet rows =
                        select.executeQuery("select " + column + " from lead where " + which)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    static String name(Record lead) {
        String name = lead.payload().path("name").asText();
        return name.isEmpty() ? lead.payload().path("Vorname").asText() : name;
    }

    @Override
    public void close() {
        bench.close();
        database.close();
    }
}
