package io.tiktokroutes.leads;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log tells of webhooks: never a word of their content, and not for every stranger. */
final class WebhookNotes {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookNotes.class);

    /** Anybody may post to a public address, and shall not fill the disk with it. */
    private static final long SELDOM_NANOS = Duration.ofMinutes(1).toNanos();

    private final Set<WebhookSignature.Form> told = EnumSet.noneOf(WebhookSignature.Form.class);
    private final AtomicLong unsigned = new AtomicLong();
    private final AtomicLong toldAt = new AtomicLong(System.nanoTime() - SELDOM_NANOS);

    /** Once for each form: TikTok does not say which one it uses. */
    void form(WebhookSignature.Form form) {
        if (form == WebhookSignature.Form.ASCII) {
            return;
        }
        synchronized (told) {
            if (!told.add(form)) {
                return;
            }
        }
        LOG.info(
                "X-Open-Signature fits the body {}",
                form == WebhookSignature.Form.ESCAPED
                        ? "with what is beyond ASCII escaped as \\uXXXX"
                        : "as its bytes are, with nothing escaped");
    }

    void unsigned() {
        unsigned.incrementAndGet();
        long now = System.nanoTime();
        long before = toldAt.get();
        if (now - before >= SELDOM_NANOS && toldAt.compareAndSet(before, now)) {
            LOG.warn(
                    "{} webhooks were turned away since the last such line: X-Open-Signature does"
                            + " not fit the body. If they were TikTok's, check tiktok.app-secret, and"
                            + " that no proxy changes the body",
                    unsigned.getAndSet(0));
        }
    }

    void about(WebhookBody read) {
        if (read.notes().isEmpty()) {
            return;
        }
        String notes = String.join("; ", read.notes());
        if (read.ignored() > 0) {
            LOG.info("a webhook was ignored: {}", notes);
        } else {
            LOG.warn("a webhook could not be read as a whole, the rest is kept: {}", notes);
        }
    }
}
