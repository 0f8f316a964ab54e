package io.tiktokroutes.warehouse;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** The records of an inbox that some destination refused, and what can be done about them. */
public interface RefusedRows {

    /** Takes one refused record. */
    interface Taker {

        /**
         * @param refusedAt when it was last refused
         */
        void take(String recordKey, Instant refusedAt) throws SQLException;
    }

    /** Shows every record of the inbox that is refused now; of each the latest time. */
    void each(String inbox, Taker taker) throws SQLException;

    /**
     * Puts refused records to work again for the destinations that refused them, with what their
     * rows say now. Their keys stay, and so do the ids they have at TikTok.
     *
     * @param payloads JSON by record key
     * @return the keys of those that could not be put now, since a batch holds them: they are still
     *     refused, and are to come at the next run
     */
    Set<String> again(String inbox, Map<String, String> payloads) throws SQLException;

    /** Forgets refused records whose rows are gone, or were replaced by a newer record. */
    void withdraw(String inbox, Collection<String> recordKeys) throws SQLException;
}
