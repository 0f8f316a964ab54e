package io.tiktokroutes.inbox;

import io.tiktokroutes.record.Accepted;
import io.tiktokroutes.record.Record;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Commits together what several callers put at the same moment. A commit costs as much as a hundred
 * records, so single posts would be slow one by one.
 *
 * <p>No caller waits for another on purpose: whoever finds nobody committing commits at once, and
 * takes along what came in meanwhile.
 */
final class GroupCommit {

    /** Records of one transaction; more of them make it no cheaper. */
    private static final int MOST = 2_000;

    /** Writes records with different keys in one transaction. */
    interface Write {
        /** The ids of those that were new, by record key. */
        Map<String, Long> commit(List<Record> records) throws SQLException;
    }

    /** What one caller put, and what came of it. */
    private static final class Request {
        private final List<Record> records;
        private Accepted accepted;
        private SQLException failure;

        Request(List<Record> records) {
            this.records = records;
        }

        boolean isDone() {
            return accepted != null || failure != null;
        }

        Accepted result() throws SQLException {
            if (failure != null) {
                throw failure;
            }
            return accepted;
        }
    }

    private final Write write;
    private final Queue<Request> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock committing = new ReentrantLock();

    GroupCommit(Write write) {
        this.write = write;
    }

    /** Puts records; when this returns they are committed. */
    Accepted put(List<Record> records) throws SQLException {
        Request mine = new Request(records);
        waiting.add(mine);
        committing.lock();
        try {
            while (!mine.isDone()) {
                commit(next());
            }
        } finally {
            committing.unlock();
        }
        return mine.result();
    }

    private List<Request> next() {
        List<Request> group = new ArrayList<>();
        int size = 0;
        for (Request request = waiting.peek();
                request != null && (group.isEmpty() || size + request.records.size() <= MOST);
                request = waiting.peek()) {
            group.add(waiting.remove());
            size += request.records.size();
        }
        return group;
    }

    private void commit(List<Request> group) {
        Map<String, Record> byKey = new LinkedHashMap<>();
        group.forEach(request -> request.records.forEach(r -> byKey.putIfAbsent(r.key(), r)));
        try {
            Set<String> fresh = new HashSet<>(write.commit(List.copyOf(byKey.values())).keySet());
            group.forEach(request -> request.accepted = accepted(request.records, fresh));
        } catch (SQLException | RuntimeException e) {
            if (group.size() > 1) {
                // what one of them put must not cost the others
                group.forEach(request -> commit(List.of(request)));
            } else {
                group.get(0).failure = e instanceof SQLException s ? s : new SQLException(e);
            }
        }
    }

    /**
     * @param fresh keys that were new to the transaction; a request takes its own out of it
     */
    private static Accepted accepted(List<Record> records, Set<String> fresh) {
        Set<String> own = new HashSet<>();
        Set<String> known = new HashSet<>();
        for (Record record : records) {
            if (fresh.remove(record.key())) {
                own.add(record.key());
            } else if (!own.contains(record.key())) {
                known.add(record.key());
            }
        }
        return new Accepted(own.size(), records.size() - own.size(), Set.copyOf(known));
    }
}
