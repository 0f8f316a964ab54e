package io.tiktokroutes.warehouse;

import java.util.function.Supplier;

/** Whether a run is to end before its time, because its flow or the program is being stopped. */
final class Stopping {

    /** A run was told to stop. */
    static final class StoppedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StoppedException(String reason) {
            super(reason);
        }
    }

    private static final long LONGEST_WAIT_MILLIS = 10_000;

    private final Supplier<String> looked;
    private volatile String reason = "";

    /**
     * @param looked says why it is to end; empty when it is not
     */
    Stopping(Supplier<String> looked) {
        this.looked = looked;
    }

    /** True once it is to end. */
    boolean look() {
        if (reason.isEmpty()) {
            reason = looked.get();
        }
        return !reason.isEmpty();
    }

    /** Why it is to end; empty when it is not. */
    String reason() {
        return reason;
    }

    /**
     * @throws StoppedException when it is to end
     */
    void check() {
        if (!reason.isEmpty()) {
            throw new StoppedException(reason);
        }
    }

    /** Waits a while, in steps between which it looks; longer the more often it was waited. */
    void pause(int times) {
        long left = Math.min(LONGEST_WAIT_MILLIS, 250L << Math.min(times, 6));
        while (left > 0) {
            if (look()) {
                check();
            }
            long step = Math.min(left, 250);
            left -= step;
            try {
                Thread.sleep(step);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoppedException("the program was stopped");
            }
        }
    }
}
