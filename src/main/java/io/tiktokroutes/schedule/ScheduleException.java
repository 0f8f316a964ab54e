package io.tiktokroutes.schedule;

/** A schedule or time zone that is none; the message says what to write. */
public final class ScheduleException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    ScheduleException(String message) {
        super(message);
    }
}
