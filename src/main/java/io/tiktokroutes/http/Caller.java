package io.tiktokroutes.http;

import java.util.List;
import java.util.function.Supplier;

/**
 * On whose behalf a thread makes calls: that of a destination, and of some records of it. Whoever
 * watches the calls learns it from here, and nobody in between has to hand it on.
 */
public final class Caller {

    /** Something to do, which makes calls. */
    public interface Work<X extends Exception> {
        void go() throws X;
    }

    /** A call, or something that ends in one. */
    public interface Call<T, X extends Exception> {
        T make() throws X;
    }

    private static final ThreadLocal<Caller> NOW = new ThreadLocal<>();

    private final String destination;
    private final Supplier<List<String>> keys;

    private Caller(String destination, Supplier<List<String>> keys) {
        this.destination = destination;
        this.keys = keys;
    }

    /** Does the work on behalf of a destination. */
    public static <X extends Exception> void of(String destination, Work<X> work) throws X {
        Caller before = NOW.get();
        NOW.set(new Caller(destination, List::of));
        try {
            work.go();
        } finally {
            restore(before);
        }
    }

    /**
     * Makes a call that is about some records of the destination.
     *
     * @param keys their record keys in the order in which the call lists them, one several times
     *     where several pieces of the list are of one record; asked when somebody watches
     */
    public static <T, X extends Exception> T about(Supplier<List<String>> keys, Call<T, X> call)
            throws X {
        Caller before = NOW.get();
        if (before == null) {
            return call.make();
        }
        NOW.set(new Caller(before.destination, keys));
        try {
            return call.make();
        } finally {
            restore(before);
        }
    }

    /** The work as another thread is to do it for the one that asks. */
    public static Runnable carried(Runnable work) {
        Caller here = NOW.get();
        if (here == null) {
            return work;
        }
        return () -> {
            Caller before = NOW.get();
            NOW.set(here);
            try {
                work.run();
            } finally {
                restore(before);
            }
        };
    }

    private static void restore(Caller before) {
        if (before == null) {
            NOW.remove();
        } else {
            NOW.set(before);
        }
    }

    /** The one of this thread; null when it works for no destination. */
    static Caller now() {
        return NOW.get();
    }

    String destination() {
        return destination;
    }

    List<String> keys() {
        return keys.get();
    }
}
