package io.tiktokroutes.reports;

/** A pull that could not be finished; its checkpoint stays where it was. */
public final class ReportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReportException(String advertiserId, Throwable cause) {
        super("report of advertiser " + advertiserId + ": " + cause.getMessage(), cause);
    }

    ReportException(String message) {
        super(message);
    }
}
