package io.tiktokroutes.record;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * Records of one inbox that travel together. It is a list, so that Camel's own patterns work on it.
 */
public final class Batch extends AbstractList<Record> implements RandomAccess {

    private final String inbox;
    private final List<Record> records;

    public Batch(String inbox, List<Record> records) {
        this.inbox = inbox;
        this.records = List.copyOf(records);
    }

    public String inbox() {
        return inbox;
    }

    @Override
    public Record get(int index) {
        return records.get(index);
    }

    @Override
    public int size() {
        return records.size();
    }

    /** The count only: payloads hold personal data, and Camel prints bodies. */
    @Override
    public String toString() {
        return "Batch[" + inbox + ": " + records.size() + " records]";
    }
}
