package io.tiktokroutes.runtime;

import io.tiktokroutes.record.InboxFullException;
import io.tiktokroutes.reports.ReportException;
import io.tiktokroutes.warehouse.ModelException;
import org.apache.camel.builder.RouteConfigurationBuilder;

/**
 * Keeps stack traces out of the log where nothing is broken: a full inbox sends callers away, and
 * with a stack trace for each of them the log would fill the disk in the busiest hour.
 */
final class Calm extends RouteConfigurationBuilder {

    @Override
    public void configuration() {
        routeConfiguration()
                .onException(InboxFullException.class, ReportException.class, ModelException.class)
                .logExhausted(false);
    }
}
