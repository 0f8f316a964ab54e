package io.tiktokroutes.runtime.sinks;

import io.tiktokroutes.record.Delivery;
import io.tiktokroutes.record.Gathering;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** A sink that can only do something with all records of a run, as a kamelet calls it. */
public final class GatheringSink {

    /** Gives every open item of a delivery an outcome, and keeps what it needs of it. */
    @FunctionalInterface
    public interface Work {
        void on(Delivery delivery, Gathering gathering) throws Exception;
    }

    private final Work work;
    private final Function<Sink.Work, Sink> around;

    /**
     * @param around puts around the work what stands around every sink
     */
    public GatheringSink(Work work, Function<Sink.Work, Sink> around) {
        this.work = work;
        this.around = around;
    }

    /**
     * The name under which kamelets call it.
     *
     * @param gathering what the source gathers; null when it does not
     */
    public void send(
            @Body Delivery delivery, @ExchangeProperty(Gathering.PROPERTY) Gathering gathering)
            throws Exception {
        around.apply(each -> work.on(each, gathering)).send(delivery);
    }
}
