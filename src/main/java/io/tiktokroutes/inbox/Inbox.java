package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Record;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** One inbox as this process sees it: what producers and consumers of the same name share. */
final class Inbox {

    private final String name;
    private final InboxStore store;
    private final Handover handover = new Handover();
    private final GroupCommit commits = new GroupCommit(this::commit);
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean tableHasNews = true;

    Inbox(String name, InboxStore store) {
        this.name = name;
        this.store = store;
    }

    /** Puts records; when this returns they are committed, and a waiting consumer was woken. */
    Accepted put(List<Record> records) throws SQLException {
        Accepted accepted = records.isEmpty() ? Accepted.NOTHING : commits.put(records);
        ring();
        return accepted;
    }

    private Map<String, Long> commit(List<Record> records) throws SQLException {
        long size = characters(records);
        Duration lease = handover.reserve(records.size(), size);
        Map<String, Long> ids = Map.of();
        try {
            ids = store.insert(name, records, lease);
        } finally {
            List<Record> stored = stored(records, ids);
            if (lease == null) {
                tableHasNews = true;
            } else {
                handover.cancel(records.size() - stored.size(), size - characters(stored));
                if (!handover.give(stored)) {
                    store.release(stored);
                }
            }
        }
        return ids;
    }

    private static long characters(List<Record> records) {
        return records.stream().mapToLong(record -> record.text().length()).sum();
    }

    private static List<Record> stored(List<Record> records, Map<String, Long> ids) {
        return records.stream()
                .filter(record -> ids.containsKey(record.key()))
                .map(record -> record.stored(ids.get(record.key())))
                .toList();
    }

    Handover handover() {
        return handover;
    }

    /** True when the table may hold records that are ready and claimed by nobody. */
    boolean tableHasNews() {
        return tableHasNews;
    }

    /** Told by a consumer: false before it looks into the table, true when it left some there. */
    void tableHasNews(boolean more) {
        tableHasNews = more;
    }

    /** Tells the consumers that records of the table became ready. */
    void wake() {
        tableHasNews = true;
        ring();
    }

    /** Rung when there is something to do, so that a waiting consumer looks at once. */
    Semaphore bell() {
        return bell;
    }

    void ring() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }
}
