package io.tiktokroutes.runtime;

import io.tiktokroutes.inbox.RefusedRecords;
import io.tiktokroutes.warehouse.RefusedRows;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Refused rows of a warehouse, as the tables of the inbox have them. */
final class RefusedInInbox implements RefusedRows {

    private final RefusedRecords records;

    RefusedInInbox(RefusedRecords records) {
        this.records = records;
    }

    @Override
    public void each(String inbox, Taker taker) throws SQLException {
        records.each(inbox, taker::take);
    }

    @Override
    public Set<String> again(String inbox, Map<String, String> payloads) throws SQLException {
        return records.again(inbox, payloads);
    }

    @Override
    public void withdraw(String inbox, Collection<String> recordKeys) throws SQLException {
        records.withdraw(inbox, recordKeys);
    }
}
