package io.tiktokroutes.http;

/** Is told of every call that was made on behalf of a destination. */
public interface CallWatch {

    /** Returns at once, for the sender waits; and never throws. */
    void made(MadeCall call);
}
