package io.tiktokroutes.schedule;

import java.time.ZoneId;
import java.util.function.Supplier;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** One schedule. Its runs never overlap; what is due meanwhile is one run afterwards. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "schedule",
        title = "Schedule",
        syntax = "schedule:group/name",
        consumerOnly = true,
        remote = false)
public final class ScheduleEndpoint extends DefaultEndpoint {

    @UriPath(description = "What it is for, such as reports")
    @Metadata(required = true)
    private final String group;

    @UriPath(description = "The name of the schedule, which no other of its group has")
    @Metadata(required = true)
    private final String name;

    @UriParam(description = "Words such as every day at 05:00, or a Quartz cron expression")
    @Metadata(required = true)
    private String when;

    @UriParam(description = "The IANA time zone whose clock is meant; schedules.zone when empty")
    private String zone = "";

    @UriParam(
            defaultValue = "true",
            description = "Whether a run that was missed is caught up at the start")
    private boolean catchUp = true;

    private final ZoneId usual;
    private ZoneId clock;
    private Schedule schedule;

    /**
     * @param usual the zone when none is named
     */
    ScheduleEndpoint(
            String uri, ScheduleComponent component, String group, String name, ZoneId usual) {
        super(uri, component);
        this.group = group;
        this.name = name;
        this.usual = usual;
    }

    /** Makes sense of what was set. */
    void read() {
        clock = part("zone", zone, () -> zone.isBlank() ? usual : Zones.of(zone));
        schedule = part("when", when, () -> Schedule.of(when == null ? "" : when, clock));
    }

    private <T> T part(String what, String value, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (ScheduleException e) {
            throw new ScheduleException(
                    "schedule:"
                            + group
                            + "/"
                            + name
                            + ": "
                            + (value == null ? what : what + " is '" + value + "'")
                            + ": "
                            + e.getMessage());
        }
    }

    Schedule schedule() {
        return schedule;
    }

    ZoneId clock() {
        return clock;
    }

    @Override
    public ScheduleComponent getComponent() {
        return (ScheduleComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("nothing goes to a schedule; use it with from:");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ScheduleConsumer consumer = new ScheduleConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    public String getGroup() {
        return group;
    }

    public String getName() {
        return name;
    }

    public String getWhen() {
        return when;
    }

    public void setWhen(String when) {
        this.when = when;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(String zone) {
        this.zone = zone;
    }

    public boolean isCatchUp() {
        return catchUp;
    }

    public void setCatchUp(boolean catchUp) {
        this.catchUp = catchUp;
    }
}
