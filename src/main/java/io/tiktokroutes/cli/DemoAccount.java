package io.tiktokroutes.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** Tells in a page what the demo read, delivered, skipped and refused, and why. */
final class DemoAccount {

    private final DemoWork work;
    private final PrintWriter out;

    DemoAccount(DemoWork work, PrintWriter out) {
        this.work = work;
        this.out = out;
    }

    /**
     * Prints the account.
     *
     * @return false when a sample record was lost
     */
    boolean print(boolean done) throws Exception {
        out.println();
        out.println(
                "Leads           "
                        + work.leads()
                        + " submitted on TikTok forms, "
                        + work.leadsTold()
                        + " told by webhook at once");
        destination("cdp-submit-lead", "CDP 365 event Submit Lead");
        destination("cdp-customers", "CDP 365 object Customers");
        out.println("Ads report      30 days and today, two ad accounts");
        long rows = work.count("select count(*) from tiktok_ads_report");
        line(rows + " rows in table tiktok_ads_report");
        events("tiktok-web", "Commanders Act", "TikTok web events");
        events("tiktok-mparticle", "mParticle, in batches", "TikTok web events");
        events("tiktok-segment", "a library of Segment", "TikTok web events");
        events("tiktok-offline", "the till of a shop", "TikTok offline events");
        warehouse();
        out.println();
        reasons();
        boolean kept = kept(done, rows);
        out.println();
        out.println("Where to look");
        line("what TikTok received     " + work.sandbox().url() + "/_sandbox/received/events");
        line("audiences of TikTok      " + work.sandbox().url() + "/_sandbox/received/audiences");
        line("what the CDP received    " + work.sandbox().url() + "/_sandbox/received/cdp-events");
        line("health                   " + work.url() + "/observe/health");
        line(
                "tables                   ledger, refused, tiktok_ads_report and shop_… in the database");
        out.println();
        out.flush();
        return kept;
    }

    private void warehouse() throws Exception {
        DemoWarehouse warehouse = work.warehouse();
        for (DemoWarehouse.Sync sync : warehouse.syncs()) {
            out.println(
                    "Warehouse       "
                            + warehouse.rows(work, sync)
                            + " rows of the query routes/models/"
                            + sync.name()
                            + ".sql");
            destination(sync.destination(), sync.title());
        }
        for (JsonNode audience : work.audiences()) {
            line(
                    "'"
                            + audience.path("name").asText()
                            + "' of ad account "
                            + audience.path("advertiser_id").asText()
                            + " has "
                            + audience.path("size").asLong()
                            + " identifiers");
        }
    }

    private void events(String destination, String sender, String title) throws SQLException {
        int posted = work.events().getOrDefault(destination, 0);
        out.println("Events          " + posted + " posted by " + sender);
        destination(destination, title);
    }

    private void line(String text) {
        out.println("                " + text);
    }

    private void destination(String name, String title) throws SQLException {
        line(
                String.format(
                        Locale.ROOT,
                        "%-27s %4d delivered %4d skipped %4d refused %4d failed",
                        title,
                        outcomes(name, "delivered"),
                        outcomes(name, "skipped"),
                        outcomes(name, "refused"),
                        outcomes(name, "failed")));
    }

    private long outcomes(String destination, String outcome) throws SQLException {
        return work.count(
                "select count(*) from ledger where destination = ? and outcome = ?",
                destination,
                outcome);
    }

    private void reasons() throws SQLException {
        out.println("Not delivered, and why (the samples hold a few bad records on purpose)");
        try (Connection connection = work.connection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "select destination, outcome, reason, min(detail), count(*)"
                                        + " from ledger where outcome <> 'delivered'"
                                        + " group by destination, outcome, reason"
                                        + " order by destination, outcome, reason");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                line(
                        String.format(
                                Locale.ROOT,
                                "%-25s %-8s %2d  %-18s %s",
                                rows.getString(1),
                                rows.getString(2),
                                rows.getInt(5),
                                rows.getString(3),
                                rows.getString(4)));
            }
        }
    }

    private boolean kept(boolean done, long rows) throws Exception {
        long delivered = work.warehouse().delivered(work);
        for (String destination : work.events().keySet()) {
            delivered += outcomes(destination, "delivered");
        }
        long received = work.eventsReceived();
        long reported = work.reportRows();
        out.println();
        if (!done) {
            out.println("Not everything was done in time; run with --verbose to see why.");
        } else if (!work.warehouse().isKept(work)) {
            out.println("Something was lost: an audience has not the members that were sent.");
        } else if (delivered != received || rows != reported) {
            out.println(
                    "Something was lost: TikTok holds "
                            + received
                            + " events and reports "
                            + reported
                            + " rows.");
        } else {
            out.println("Every record has an outcome; nothing was lost.");
            return true;
        }
        return false;
    }
}
