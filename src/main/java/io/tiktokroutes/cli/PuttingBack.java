package io.tiktokroutes.cli;

import io.tiktokroutes.inbox.InboxStore;
import io.tiktokroutes.inbox.Replays;
import io.tiktokroutes.inbox.Replays.Again;
import io.tiktokroutes.inbox.Replays.Placed;
import io.tiktokroutes.store.Sql;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts records back to work piece by piece, beside a running program or without one. */
final class PuttingBack {

    private static final long PAUSE_MILLIS = 100;

    /** So often a record that a batch holds is asked for again. */
    private static final int UNDER_WAY_TRIES = 20;

    /** So often a full inbox is looked at again; a running program empties it. */
    private static final int FULL_TRIES = 100;

    private final WrittenSinks sinks;
    private final InboxStore inboxes;
    private final Replays replays;
    private final Set<String> full = new TreeSet<>();
    private long put;
    private long waiting;
    private long underWay;
    private long left;

    PuttingBack(Sql sql, WrittenSinks sinks) {
        this.sinks = sinks;
        this.inboxes = new InboxStore(sql, Clock.systemUTC());
        this.replays = new Replays(sql, Clock.systemUTC());
    }

    /** Puts the records of one page; leaves them when the inbox stays full. */
    void put(String inbox, List<Again> page) throws SQLException {
        if (page.isEmpty()) {
            return;
        }
        if (full.contains(inbox) || !hasRoom(inbox)) {
            full.add(inbox);
            left += page.size();
            return;
        }
        List<Again> open = page;
        for (int tried = 1; !open.isEmpty(); tried++) {
            Map<String, Placed> placed = replays.again(inbox, open);
            boolean last = tried == UNDER_WAY_TRIES;
            for (Placed came : placed.values()) {
                count(came, last);
            }
            if (last) {
                return;
            }
            open =
                    open.stream()
                            .filter(record -> placed.get(record.key()) == Placed.UNDER_WAY)
                            .toList();
            if (!open.isEmpty()) {
                pause();
            }
        }
    }

    private void count(Placed came, boolean last) {
        switch (came) {
            case PUT -> put++;
            case WAITS -> waiting++;
            case UNDER_WAY -> underWay += last ? 1 : 0;
            case SETTLED -> throw new IllegalStateException("a replay asks for settled ones, too");
        }
    }

    private boolean hasRoom(String inbox) throws SQLException {
        long bound = sinks.boundOf(inbox);
        for (int tried = 1; inboxes.depth(inbox, bound) >= bound; tried++) {
            if (tried == FULL_TRIES) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * Tells what came of it.
     *
     * @param what is counted, such as {@code leads}
     * @return the exit code: 1 when some could not be put
     */
    int tell(PrintWriter out, String what) {
        say(out, "put %,d %s back to work; a running program takes them at once", put, what);
        if (waiting > 0) {
            say(out, "%,d wait in their inbox already", waiting);
        }
        if (underWay > 0) {
            say(out, "%,d are under way at this moment; run it again for them", underWay);
        }
        for (String inbox : full) {
            long bound = sinks.boundOf(inbox);
            say(out, "inbox %s is full with %,d records; run it again later", inbox, bound);
        }
        if (left > 0) {
            say(out, "%,d were left", left);
        }
        out.flush();
        return left + underWay > 0 ? 1 : 0;
    }

    private static void say(PrintWriter out, String line, Object... values) {
        out.println(String.format(Locale.ROOT, line, values));
    }
}
