package io.tiktokroutes.events;

import java.util.List;

/**
 * Delivers a batch that is refused as a whole for the sake of single items: it is halved until the
 * bad ones stand alone.
 *
 * <p>One bad item among n costs at most 2·log2(n)+1 calls.
 */
final class Halving {

    /** What a call made of a list of items. */
    enum Verdict {
        /** Done: the call gave every item of the list an outcome. */
        SETTLED,
        /** Refused as a whole for the sake of some item. */
        REFUSED
    }

    /** Sends one list of items. */
    interface Call<T> {
        /** Gives every item an outcome unless it answers {@link Verdict#REFUSED}. */
        Verdict send(List<T> items);
    }

    private Halving() {}

    /**
     * Sends the items.
     *
     * @param call never answers REFUSED for a single item: that one has its outcome then
     */
    static <T> void deliver(List<T> items, Call<T> call) {
        if (!items.isEmpty() && call.send(items) == Verdict.REFUSED) {
            split(items, call);
        }
    }

    private static <T> void split(List<T> refused, Call<T> call) {
        int middle = refused.size() / 2;
        List<T> first = refused.subList(0, middle);
        List<T> second = refused.subList(middle, refused.size());
        if (call.send(first) == Verdict.REFUSED) {
            split(first, call);
            deliver(second, call);
        } else if (second.size() > 1) {
            // the first half went through, so the reason stands in the second: no need to ask
            split(second, call);
        } else {
            call.send(second);
        }
    }
}
