package io.tiktokroutes.runtime.sinks;

import io.tiktokroutes.record.Delivery;

/** A sink as a kamelet calls it, with what stands around it. */
public final class Sink {

    /** Gives every open item of a delivery an outcome. */
    @FunctionalInterface
    public interface Work {
        void on(Delivery delivery) throws Exception;
    }

    private final Work work;

    public Sink(Work work) {
        this.work = work;
    }

    /** The name under which kamelets call it. */
    public void send(Delivery delivery) throws Exception {
        work.on(delivery);
    }
}
