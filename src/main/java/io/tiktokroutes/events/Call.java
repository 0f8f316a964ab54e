package io.tiktokroutes.events;

import io.tiktokroutes.record.Outcome;
import java.util.List;

/** Sends lists of items to somebody who refuses a whole list for the sake of one item. */
interface Call<T> {

    /**
     * Gives every item an outcome, or answers that they are refused as a whole.
     *
     * @param items one or more; a single one always has its outcome afterwards
     */
    Answer send(List<T> items);

    /** Refuses an item for what an answer said about it, without asking again. */
    void refuse(T item, Answer answer);

    /**
     * What came back.
     *
     * @param kind what became of the items
     * @param named the item that the answer names by its place, counted from 0; -1 when none
     * @param outcome what an item that it names is refused with; null when all have their outcomes
     */
    record Answer(Kind kind, int named, Outcome outcome) {

        /** What became of the items. */
        enum Kind {
            /** Every item has its outcome. */
            SETTLED,
            /** There was one item only, and it is refused. */
            REFUSED_ALONE,
            /** Refused as a whole for the sake of some item. */
            REFUSED
        }

        static final Answer DONE = new Answer(Kind.SETTLED, -1, null);

        boolean isSettled() {
            return kind != Kind.REFUSED;
        }
    }
}
