package io.tiktokroutes.warehouse;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Ends a run whose exchange is over although nobody ended it. */
final class Abandoned extends SynchronizationAdapter {

    private final SyncWork work;
    private final SyncRun run;

    Abandoned(SyncWork work, SyncRun run) {
        this.work = work;
        this.run = run;
    }

    @Override
    public void onDone(Exchange exchange) {
        if (!run.isEnded()) {
            run.fail(
                    exchange.getException() == null
                            ? new ModelException("its exchange ended before it did")
                            : exchange.getException());
            try {
                work.ended(run);
            } catch (ModelException e) {
                // told by the run already
            }
        }
    }
}
