package io.tiktokroutes.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** What Quartz runs: one run of the route that reads the schedule, and never two at once. */
@DisallowConcurrentExecution
public final class ScheduleJob implements Job {

    static final String CONSUMER = "consumer";

    @Override
    public void execute(JobExecutionContext context) {
        ((ScheduleConsumer) context.getMergedJobDataMap().get(CONSUMER)).run();
    }
}
