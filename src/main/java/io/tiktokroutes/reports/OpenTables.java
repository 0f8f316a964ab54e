package io.tiktokroutes.reports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of the running routes: made or checked before the first row. A table that a person has
 * to mend keeps its route from starting; a database that does not answer does not, for leads and
 * events need it not, and is asked again.
 */
public final class OpenTables {

    private static final Logger LOG = LoggerFactory.getLogger(OpenTables.class);

    /** Who asked in vain waits so long; several sinks of one dead database ask once. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final ReportTable tables;
    private final Clock clock;
    private final Map<Map<String, String>, String> troubles = new ConcurrentHashMap<>();
    private final Set<Map<String, String>> tried = ConcurrentHashMap.newKeySet();
    private final Set<Map<String, String>> running = ConcurrentHashMap.newKeySet();
    private volatile Instant askAgain = Instant.MIN;
    private volatile boolean looks;

    public OpenTables(ReportTable tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    ReportTable tables() {
        return tables;
    }

    /** From now on a route that is tried out has its table looked at, before it takes effect. */
    public void started() {
        looks = true;
    }

    /**
     * What is wrong with a sink, as far as that can be told before it starts.
     *
     * @throws TableException for a mistake of a person
     */
    void check(Map<String, String> settings) {
        tables.check(settings);
        if (!looks) {
            tried.add(settings);
        } else {
            try {
                tables.look(settings);
            } catch (TableException e) {
                if (!e.isPassing()) {
                    throw e;
                }
            }
        }
    }

    /**
     * Makes or checks the tables of all sinks that were tried out so far, so that a mistake is told
     * before anything runs.
     *
     * @throws TableException for a mistake of a person
     */
    public void openAll() {
        tried.forEach(this::open);
    }

    /**
     * Makes or checks the table of a sink.
     *
     * @throws TableException for a mistake of a person
     */
    void open(Map<String, String> settings) {
        if (clock.instant().isBefore(askAgain)) {
            troubles.put(settings, troubles.values().stream().findFirst().orElse("waits"));
            return;
        }
        try {
            tables.open(settings);
            troubles.remove(settings);
        } catch (TableException e) {
            if (!e.isPassing()) {
                throw e;
            }
            note(settings, e);
            askAgain = clock.instant().plus(PAUSE);
        }
    }

    private void note(Map<String, String> settings, TableException e) {
        if (!e.getMessage().equals(troubles.put(settings, e.getMessage()))) {
            LOG.error("{}. Everything else runs; it is tried again", e.getMessage());
        }
    }

    /** The settings of the sinks that run. */
    public Set<Map<String, String>> running() {
        return Set.copyOf(running);
    }

    /** A sink that starts. */
    void start(Map<String, String> settings) {
        open(settings);
        running.add(settings);
    }

    /** A sink that stopped troubles nobody. */
    void stop(Map<String, String> settings) {
        running.remove(settings);
        troubles.remove(settings);
    }

    /** Tries again what did not work; called from time to time. */
    public void retry() {
        for (Map<String, String> settings : List.copyOf(troubles.keySet())) {
            try {
                tables.open(settings);
                if (troubles.remove(settings) != null) {
                    LOG.info("table {} can be written now", settings.get("table"));
                }
            } catch (TableException e) {
                note(settings, e);
                if (e.isPassing()) {
                    return; // the others are of the same database
                }
            }
        }
    }

    /** What keeps tables from being written, by table. */
    public Map<String, String> troubles() {
        Map<String, String> byTable = new TreeMap<>();
        troubles.forEach((settings, words) -> byTable.put(settings.get("table"), words));
        return byTable;
    }
}
