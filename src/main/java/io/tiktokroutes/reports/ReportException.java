package io.tiktokroutes.reports;

/** A pull that cannot begin, or a page that did not arrive; the message is for a person. */
public final class ReportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReportException(String message) {
        super(message);
    }
}
