-- Each day of each report that was read whole: what a backfill need not read again, how fresh a table is, and where the
-- next scheduled pull begins. The day is the ad account's own.
create table report_day (
    source        varchar(128) not null,
    advertiser_id varchar(32)  not null,
    report_date   date         not null,
    -- digest of what was asked: after a metric was added, the days before count as not read
    asked         varchar(64)  not null,
    row_count     bigint       not null,
    pulled_at     timestamp(3) not null,
    constraint report_day_key primary key (source, advertiser_id, report_date)
);

-- When each schedule last ran to the end: what is due since then was missed while the program, or its flow, stood still.
create table schedule_run (
    name     varchar(257) not null,
    fired_at timestamp(3) not null,
    constraint schedule_run_key primary key (name)
);
