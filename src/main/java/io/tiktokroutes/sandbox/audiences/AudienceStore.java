package io.tiktokroutes.sandbox.audiences;

import io.tiktokroutes.sandbox.world.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Every custom audience. Who works with one holds the store's monitor. */
public final class AudienceStore {

    private static final long FIRST_ID = 7440000000000000001L;
    private static final int MOST_PER_ACCOUNT = 400;

    // of about 50 bytes each, so half of the memory
    private static final long MOST_MEMBERS =
            Math.max(2_000_000, Runtime.getRuntime().maxMemory() / 100);

    private final Map<String, Audience> audiences = new LinkedHashMap<>();
    private long nextId = FIRST_ID;

    public synchronized void reset() {
        audiences.clear();
        nextId = FIRST_ID;
    }

    /** Makes an audience with the next id; an account has 400 at most (reference, events 6.5). */
    synchronized Audience create(String advertiserId, Function<String, Audience> maker) {
        if (of(advertiserId).size() >= MOST_PER_ACCOUNT) {
            throw new Refusal(
                    40002, "The advertiser has " + MOST_PER_ACCOUNT + " audiences, that is all.");
        }
        Audience made = maker.apply(Long.toString(nextId++));
        audiences.put(made.id, made);
        return made;
    }

    synchronized void delete(Audience audience) {
        audiences.remove(audience.id);
    }

    /** The audience, or null. */
    synchronized Audience find(String id) {
        return audiences.get(id);
    }

    /** The audience of one of these accounts; 40007 when nobody has it, 40001 when others do. */
    synchronized Audience find(String id, List<String> advertiserIds) {
        Audience found = audiences.get(id);
        if (found == null) {
            throw new Refusal(40007, "The audience " + id + " doesn't exist.");
        }
        if (!advertiserIds.contains(found.advertiserId)) {
            throw new Refusal(40001, "You don't have permission to operate this audience:" + id);
        }
        return found;
    }

    /** The audiences of an account, oldest first. */
    synchronized List<Audience> of(String advertiserId) {
        return audiences.values().stream()
                .filter(a -> a.advertiserId.equals(advertiserId))
                .toList();
    }

    synchronized List<Audience> all() {
        return new ArrayList<>(audiences.values());
    }

    /** Refuses what would need more memory than there is: a limit of the sandbox, not of TikTok. */
    synchronized void checkRoom(long more) {
        if (members() + more > MOST_MEMBERS) {
            throw new Refusal(
                    40002,
                    "The sandbox is full: its audiences have no room for more than %d members."
                            .formatted(MOST_MEMBERS));
        }
    }

    /** How many members all audiences have together. */
    synchronized long members() {
        return audiences.values().stream().mapToLong(a -> a.members().size()).sum();
    }

    /** What an audience that nothing can be done with right now answers (reference, events 1.8). */
    static Refusal notEditable() {
        return new Refusal(40002, "Audience is not editable, please check audience status");
    }
}
