package io.tiktokroutes.events;

import java.util.ArrayList;
import java.util.List;

/**
 * Delivers a list of which some items may be bad, in about one call for each bad item: the item
 * that a refusal names by its place is taken out, and the rest is sent again.
 *
 * <p>A name is believed only after the first one was tried out: that item, sent alone, must be
 * refused under the place 0. Where places are counted otherwise, or none is named, the list is
 * halved instead. Where many are bad the lists become shorter, so that the good ones between them
 * do not travel hundreds of times.
 */
final class Sifting<T> {

    /** How many bad items a list holds by expectation, once some were found. */
    private static final int BAD_AT_ONCE = 8;

    private final Call<T> call;
    private List<T> rest;
    private int delivered;
    private int bad;
    private boolean tried;
    private boolean believed = true;

    private Sifting(List<T> items, Call<T> call) {
        this.rest = items;
        this.call = call;
    }

    /** Sends the items, at first all of them at once. */
    static <T> void deliver(List<T> items, Call<T> call) {
        new Sifting<>(items, call).run();
    }

    private void run() {
        int size = rest.size();
        while (!rest.isEmpty()) {
            List<T> part = rest.subList(0, Math.min(size, rest.size()));
            Call.Answer answer = call.send(part);
            int named = answer.named();
            if (answer.isSettled()) {
                pass(part.size());
                size = sizeAfter(delivered);
            } else if (believed && named >= 0 && named < part.size()) {
                take(named, answer);
                size = sizeAfter(delivered + named);
            } else {
                Halving.split(part, call);
                pass(part.size());
            }
        }
    }

    /**
     * @param good how many items were seen beside the bad ones
     */
    private int sizeAfter(int good) {
        return bad == 0 ? rest.size() : Math.max(2, BAD_AT_ONCE * (good + bad) / bad);
    }

    private void pass(int count) {
        delivered += count;
        rest = rest.subList(count, rest.size());
    }

    private void take(int named, Call.Answer answer) {
        T item = rest.get(named);
        List<T> others = new ArrayList<>(rest.size() - 1);
        others.addAll(rest.subList(0, named));
        others.addAll(rest.subList(named + 1, rest.size()));
        rest = others;
        bad++;
        if (tried) {
            call.refuse(item, answer);
        } else {
            tried = true;
            Call.Answer alone = call.send(List.of(item));
            believed = alone.kind() == Call.Answer.Kind.REFUSED_ALONE && alone.named() == 0;
        }
    }
}
