package io.tiktokroutes.reports;

import io.tiktokroutes.tiktok.Remedy;
import io.tiktokroutes.tiktok.TikTokException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a window that could not be pulled. */
final class PullTroubles {

    private static final Logger LOG = LoggerFactory.getLogger(PullTroubles.class);

    private static final int PARAMETER_ERROR = 40002;
    private static final int NO_PERMISSION = 40001;

    private final PullRun run;

    PullTroubles(PullRun run) {
        this.run = run;
    }

    /** TikTok did not answer with rows. */
    void tikTok(WantedWindow window, TikTokException e) {
        String advertiserId = window.account().id();
        if (run.isStopped()) {
            run.anew(window);
        } else if (e.remedy() == Remedy.HALVE) {
            tooLarge(window, e);
        } else if (namesMetrics(window, e)
                || (e.code() == PARAMETER_ERROR && !e.answer().contains(advertiserId))) {
            parameters(window, e);
        } else if (e.remedy() == Remedy.REAUTHORISE) {
            run.failed(window, any -> true, e.getMessage() + "; give access again with authorize");
        } else if (e.remedy() == Remedy.RETRY || e.remedy() == Remedy.SLOW_DOWN) {
            run.failed(window, true, e.getMessage());
        } else if (e.remedy() == Remedy.CONFIGURE || e.answer().contains(advertiserId)) {
            run.failed(
                    window,
                    other -> other.account().id().equals(advertiserId),
                    e.getMessage()
                            + "; whoever granted the token needs this ad account, and the app the"
                            + " permission for reports");
        } else {
            run.failed(window, false, e.getMessage());
        }
    }

    /** A metric that only some accounts have may also be a matter of permission. */
    private boolean namesMetrics(WantedWindow window, TikTokException e) {
        return (e.code() == PARAMETER_ERROR || e.code() == NO_PERMISSION)
                && !run.query(window.account().id()).namedIn(e.answer()).isEmpty();
    }

    private void tooLarge(WantedWindow window, TikTokException e) {
        // a row without a day sums up all of the window, and halves of it mean something else
        boolean divisible = window.days().count() > 1 && run.report().query().isDated();
        if (divisible) {
            run.halved(window);
        } else if (!window.asTask()) {
            run.anew(window.asATask());
        } else {
            run.failed(window, false, e.getMessage());
        }
    }

    private void parameters(WantedWindow window, TikTokException e) {
        String advertiserId = window.account().id();
        ReportQuery query = run.query(advertiserId);
        List<String> unavailable = query.namedIn(e.answer());
        ReportQuery others = query.without(unavailable);
        if (unavailable.isEmpty() || others.metrics().isEmpty()) {
            String words =
                    "%s. Asked was %s; write only dimensions and metrics that TikTok gives together at that level"
                            .formatted(e.getMessage(), query.words());
            run.failed(window, other -> other.account().id().equals(advertiserId), words);
            return;
        }
        if (run.dropped(advertiserId, others)) {
            LOG.warn(
                    "{}: advertiser {} does not have {}, which stays NULL: {}",
                    run.report().name(),
                    advertiserId,
                    String.join(", ", unavailable),
                    e.getMessage());
            run.listener()
                    .without(
                            "advertiser %s does not have %s, which stays NULL"
                                    .formatted(advertiserId, String.join(", ", unavailable)));
        }
        run.anew(window);
    }

    /** The route, the database or the disk. */
    void other(WantedWindow window, Exception e) {
        if (run.isStopped()) {
            run.anew(window);
            return;
        }
        LOG.debug("{}", window.window(), e);
        Throwable cause = e;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        run.failed(
                window,
                true,
                cause.getMessage() == null
                        ? cause.getClass().getSimpleName()
                        : cause.getMessage().lines().findFirst().orElse(""));
    }
}
