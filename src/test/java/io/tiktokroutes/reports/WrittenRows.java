package io.tiktokroutes.reports;

import java.sql.Connection;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.api.Trigger;

/** Counts what H2 writes. */
public final class WrittenRows implements Trigger {

    static final AtomicLong COUNT = new AtomicLong();

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) {
        COUNT.incrementAndGet();
    }
}
