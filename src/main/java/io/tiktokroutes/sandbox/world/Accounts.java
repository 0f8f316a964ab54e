package io.tiktokroutes.sandbox.world;

import io.tiktokroutes.sandbox.world.World.Advertiser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The ad accounts of one sandbox: those of the world and those somebody added. */
public final class Accounts {

    private static final int MOST = 100;
    private static final long FIRST_ADDED = 7200000000000000101L;

    private final Settings settings;
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private volatile List<Advertiser> all = World.ADVERTISERS;

    public Accounts(Settings settings) {
        this.settings = settings;
    }

    public List<Advertiser> all() {
        return all;
    }

    public Optional<Advertiser> find(String id) {
        return all.stream().filter(a -> a.id().equals(id)).findFirst();
    }

    /** The account, unless it is gone; which code TikTok then has is not certain. */
    Advertiser live(String id) {
        Optional<Advertiser> found = find(id);
        if (found.isEmpty() || gone.contains(id)) {
            throw new Refusal(
                    (int) settings.number(Switch.ADVERTISER_GONE_CODE),
                    "The advertiser " + id + " doesn't exist or has been deleted.");
        }
        return found.get();
    }

    /** Deletes an account; tokens still list it, as they were seen to. */
    public void delete(String id) {
        if (find(id).isEmpty()) {
            throw new IllegalArgumentException("there is no advertiser " + id);
        }
        gone.add(id);
    }

    /** The id that the next account may have. */
    public String nextId() {
        return Long.toString(FIRST_ADDED + all.size() - World.ADVERTISERS.size());
    }

    /** Adds an account; IllegalArgumentException in the user's words when it cannot be. */
    public synchronized void add(Advertiser advertiser) {
        if (find(advertiser.id()).isPresent()) {
            throw new IllegalArgumentException(
                    "there is an advertiser " + advertiser.id() + " already");
        }
        if (all.size() >= MOST) {
            throw new IllegalArgumentException("there are " + MOST + " advertisers, that is all");
        }
        List<Advertiser> more = new ArrayList<>(all);
        more.add(advertiser);
        all = List.copyOf(more);
    }

    public synchronized void reset() {
        all = World.ADVERTISERS;
        gone.clear();
    }
}
