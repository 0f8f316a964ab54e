package io.tiktokroutes.runtime.notify;

import java.io.IOException;

/** A way to a person. */
interface Channel {

    /** A word for it, such as webhook. */
    String name();

    /**
     * Sends one notification, within a bounded time.
     *
     * @throws IOException when it did not get through; the message may be logged
     */
    void send(Notice notice) throws IOException;
}
