package io.tiktokroutes.audiences;

import io.tiktokroutes.audiences.ListedAudiences.Listed;
import io.tiktokroutes.metrics.Metrics;
import io.tiktokroutes.tiktok.TikTokApi;
import io.tiktokroutes.tiktok.TikTokException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks TikTok how audiences are, often while they change and else once a day. */
public final class AudienceWatch {

    private static final Logger LOG = LoggerFactory.getLogger(AudienceWatch.class);

    /** After a change TikTok may come to another size for so long. */
    private static final Duration MOVING = Duration.ofDays(3);

    private static final Duration DAY = Duration.ofDays(1);

    /** A new audience need not be listed at once. */
    private static final Duration APPEARS = Duration.ofMinutes(30);

    private static final int DOES_NOT_EXIST = 40007;

    private final ListedAudiences lists;
    private final AudienceCalls calls;
    private final Duration between;
    private final long minimum;
    private final Metrics metrics;
    private final Clock clock;
    private final Map<String, Listed> shown = new ConcurrentHashMap<>();
    private final Set<String> measured = new HashSet<>();
    private volatile List<Listed> known = List.of();

    /**
     * @param between two questions about an audience that changes
     * @param minimum fewer people TikTok does not serve
     * @param metrics where sizes are shown
     */
    public AudienceWatch(
            ListedAudiences lists,
            TikTokApi api,
            Duration between,
            long minimum,
            Metrics metrics,
            Clock clock) {
        this.lists = lists;
        this.calls = new AudienceCalls(api, api);
        this.between = between;
        this.minimum = minimum;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The audiences that were looked after the last time, as they were then. */
    public List<Listed> known() {
        return known;
    }

    /** Asks for those audiences of these destinations whose turn it is. */
    public void look(Set<String> destinations) throws SQLException {
        ask(of(destinations).stream().filter(this::isDue).toList());
        show(of(destinations));
    }

    /**
     * Asks for all audiences of these destinations.
     *
     * @return what TikTok did not tell, by ad account
     */
    public Map<String, String> askAll(Set<String> destinations) throws SQLException {
        Map<String, String> untold = ask(of(destinations));
        show(of(destinations));
        return untold;
    }

    private List<Listed> of(Set<String> destinations) throws SQLException {
        return lists.all().stream()
                .filter(each -> destinations.contains(each.destination()))
                .toList();
    }

    private boolean isDue(Listed audience) {
        if (audience.checkedAt() == null) {
            return true;
        }
        Instant now = clock.instant();
        // members go to segments one by one, and TikTok need not tell of these at all
        boolean moves =
                (audience.isFile() && audience.state().isPassing())
                        || now.isBefore(audience.changedAt().plus(MOVING));
        return !now.isBefore(audience.checkedAt().plus(moves ? between : DAY));
    }

    private Map<String, String> ask(List<Listed> audiences) throws SQLException {
        Map<String, List<Listed>> byAccount =
                audiences.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Listed::advertiserId, TreeMap::new, Collectors.toList()));
        Map<String, String> untold = new TreeMap<>();
        for (Map.Entry<String, List<Listed>> account : byAccount.entrySet()) {
            List<Listed> all = account.getValue();
            for (int from = 0; from < all.size(); from += AudienceCalls.MOST_ASKED) {
                int to = Math.min(all.size(), from + AudienceCalls.MOST_ASKED);
                try {
                    ask(account.getKey(), all.subList(from, to));
                } catch (TikTokException e) {
                    untold.put(account.getKey(), e.getMessage());
                    LOG.warn(
                            "audiences of ad account {} are not known: {}",
                            account.getKey(),
                            e.getMessage());
                }
            }
        }
        return untold;
    }

    private void ask(String account, List<Listed> audiences) throws TikTokException, SQLException {
        Map<String, AudienceDetails> details;
        try {
            List<String> ids = audiences.stream().map(Listed::audienceId).distinct().toList();
            details = calls.details(account, ids);
        } catch (TikTokException e) {
            if (e.code() != DOES_NOT_EXIST) {
                throw e;
            }
            if (audiences.size() > 1) {
                // one that is gone must not hide the others
                for (Listed each : audiences) {
                    ask(account, List.of(each));
                }
                return;
            }
            details = Map.of();
        }
        for (Listed each : audiences) {
            note(each, details.get(each.audienceId()));
        }
    }

    private void note(Listed before, AudienceDetails details) throws SQLException {
        AudienceState state;
        if (details != null) {
            state = details.state(before.changedAt(), clock.instant(), minimum);
        } else if (before.isFile()) {
            boolean appears = clock.instant().isBefore(before.changedAt().plus(APPEARS));
            state = appears ? before.state() : AudienceState.GONE;
        } else {
            state = AudienceState.UNKNOWN;
        }
        long size = details == null ? before.size() : details.size();
        lists.note(before, state, size);
        if (state != before.state()) {
            tell(before, state, size);
        }
    }

    private void tell(Listed audience, AudienceState state, long size) {
        String words = AudienceWords.of(audience, state, size, minimum);
        if (state == AudienceState.TOO_SMALL || state.isOver()) {
            LOG.warn("{}", words);
        } else {
            LOG.info("{}", words);
        }
    }

    private void show(List<Listed> now) {
        known = new ArrayList<>(now);
        Map<String, Listed> current = new TreeMap<>();
        now.forEach(each -> current.put(key(each), each));
        shown.keySet().retainAll(current.keySet());
        shown.putAll(current);
        for (Listed each : now) {
            if (measured.add(key(each))) {
                String key = key(each);
                metrics.audience(
                        each.destination(),
                        each.advertiserId(),
                        () -> shown.containsKey(key) ? (Number) shown.get(key).size() : Double.NaN);
            }
        }
    }

    private static String key(Listed audience) {
        return audience.destination() + " " + audience.advertiserId();
    }
}
