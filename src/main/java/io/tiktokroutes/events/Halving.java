package io.tiktokroutes.events;

import java.util.List;

/**
 * Delivers a list that was refused as a whole for the sake of single items nobody named: it is
 * halved until the bad ones stand alone.
 *
 * <p>One bad item among n costs at most 2·log2(n)+1 calls, the refused one before it included.
 */
final class Halving {

    private Halving() {}

    /** Sends the items. */
    static <T> void deliver(List<T> items, Call<T> call) {
        if (!items.isEmpty() && !call.send(items).isSettled()) {
            split(items, call);
        }
    }

    /**
     * Sends the items, of which it is known that they are refused together.
     *
     * @param refused two or more
     */
    static <T> void split(List<T> refused, Call<T> call) {
        int middle = refused.size() / 2;
        List<T> first = refused.subList(0, middle);
        List<T> second = refused.subList(middle, refused.size());
        if (!call.send(first).isSettled()) {
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
