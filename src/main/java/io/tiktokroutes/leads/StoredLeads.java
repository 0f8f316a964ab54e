package io.tiktokroutes.leads;

import io.tiktokroutes.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The leads that were seen, with their answers as long as these are kept. */
public final class StoredLeads {

    /**
     * Which ones.
     *
     * @param forms page ids; none for all forms
     * @param from submitted then or later; null for all. What TikTok does not tell the time of
     *     counts from when it was first seen
     * @param to submitted before then; null for all
     * @param seenSince first seen then or later; null for all
     */
    public record Wanted(Set<String> forms, Instant from, Instant to, Instant seenSince) {

        private static final String SUBMITTED = "coalesce(created_at, seen_at)";

        /** Of these forms, whenever they came. */
        public static Wanted of(Set<String> forms) {
            return new Wanted(forms, null, null, null);
        }

        /** The same, of those first seen then or later. */
        public Wanted seenSince(Instant time) {
            return new Wanted(forms, from, to, time);
        }

        private String condition() {
            return (forms.isEmpty() ? "" : " and form_id in (" + Sql.marks(forms.size()) + ")")
                    + (from == null ? "" : " and " + SUBMITTED + " >= ?")
                    + (to == null ? "" : " and " + SUBMITTED + " < ?")
                    + (seenSince == null ? "" : " and seen_at >= ?");
        }

        private void set(PreparedStatement select, int first) throws SQLException {
            int next = first;
            for (String form : forms) {
                select.setString(next++, form);
            }
            for (Instant time : new Instant[] {from, to, seenSince}) {
                if (time != null) {
                    select.setObject(next++, Sql.utc(time));
                }
            }
        }
    }

    /**
     * One lead.
     *
     * @param payload the record as it was put into its inbox; null when its answers were forgotten
     */
    public record StoredLead(String id, String payload) {}

    /**
     * How many there are.
     *
     * @param withoutAnswers those of them whose answers were forgotten
     */
    public record Counts(long leads, long withoutAnswers) {}

    private final Sql sql;

    public StoredLeads(Sql sql) {
        this.sql = sql;
    }

    /** How many leads there are, and how many of them can be sent no more. */
    public Counts counts(Wanted wanted) throws SQLException {
        return sql.transaction(
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    "select count(*), count(*) - count(payload) from lead"
                                            + " where 1 = 1"
                                            + wanted.condition())) {
                        wanted.set(select, 1);
                        try (ResultSet rows = select.executeQuery()) {
                            rows.next();
                            return new Counts(rows.getLong(1), rows.getLong(2));
                        }
                    }
                });
    }

    /** The forms of which leads are stored. */
    public Set<String> forms() throws SQLException {
        return sql.transaction(
                connection -> {
                    Set<String> forms = new TreeSet<>();
                    try (PreparedStatement select =
                                    connection.prepareStatement(
                                            "select distinct form_id from lead");
                            ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            forms.add(rows.getString(1));
                        }
                    }
                    return forms;
                });
    }

    /**
     * The next ones in the order of their ids.
     *
     * @param after the last id of the page before; empty at first
     */
    public List<StoredLead> page(Wanted wanted, String after, int most) throws SQLException {
        return sql.transaction(connection -> page(connection, wanted, after, most));
    }

    private static List<StoredLead> page(
            Connection connection, Wanted wanted, String after, int most) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select lead_id, payload from lead where lead_id > ?"
                                + wanted.condition()
                                + " order by lead_id fetch first "
                                + most
                                + " rows only")) {
            select.setString(1, after);
            wanted.set(select, 2);
            List<StoredLead> page = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    page.add(new StoredLead(rows.getString(1), rows.getString(2)));
                }
            }
            return page;
        }
    }
}
