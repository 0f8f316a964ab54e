package io.tiktokroutes.schedule;

import java.time.Instant;
import java.util.Date;
import org.quartz.Calendar;
import org.quartz.ScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.impl.triggers.AbstractTrigger;

/** Quartz's trigger at the times of a {@link Schedule}; several that were missed are one. */
final class DueTrigger extends AbstractTrigger<Trigger> {

    private static final long serialVersionUID = 1L;

    private final transient Schedule schedule;
    private Date start;
    private Date end;
    private Date next;
    private Date previous;

    /**
     * @param start what is due before counts no more
     */
    DueTrigger(Schedule schedule, Instant start) {
        this.schedule = schedule;
        this.start = Date.from(start);
    }

    @Override
    public Date computeFirstFireTime(Calendar calendar) {
        next = getFireTimeAfter(start);
        return next;
    }

    @Override
    public Date getFireTimeAfter(Date after) {
        Instant from = after == null ? Instant.now() : after.toInstant();
        return schedule.next(from).map(Date::from).orElse(null);
    }

    @Override
    public void triggered(Calendar calendar) {
        previous = next;
        next = getFireTimeAfter(next);
    }

    @Override
    public void updateAfterMisfire(Calendar calendar) {
        next = Date.from(Instant.now());
    }

    @Override
    public void updateWithNewCalendar(Calendar calendar, long misfireThreshold) {
        next = getFireTimeAfter(previous);
    }

    @Override
    public boolean mayFireAgain() {
        return next != null;
    }

    @Override
    public Date getStartTime() {
        return start;
    }

    @Override
    public void setStartTime(Date start) {
        this.start = start;
    }

    @Override
    public Date getEndTime() {
        return end;
    }

    @Override
    public void setEndTime(Date end) {
        this.end = end;
    }

    @Override
    public Date getNextFireTime() {
        return next;
    }

    @Override
    public void setNextFireTime(Date next) {
        this.next = next;
    }

    @Override
    public Date getPreviousFireTime() {
        return previous;
    }

    @Override
    public void setPreviousFireTime(Date previous) {
        this.previous = previous;
    }

    @Override
    public Date getFinalFireTime() {
        return null;
    }

    @Override
    protected boolean validateMisfireInstruction(int instruction) {
        return instruction == MISFIRE_INSTRUCTION_SMART_POLICY;
    }

    @Override
    public ScheduleBuilder<Trigger> getScheduleBuilder() {
        throw new UnsupportedOperationException("a schedule is not changed; make another trigger");
    }
}
