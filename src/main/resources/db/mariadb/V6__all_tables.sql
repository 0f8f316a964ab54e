-- MariaDB. What V1 to V6 of db/migration make of H2 and PostgreSQL, in one step, since no older version of ours ran on
-- it; from V7 on each file there has its sister here. Times are UTC: datetime, as a timestamp of MariaDB would be
-- converted by time zones. A text is equal to itself alone: keys that differ in case or in blanks at their end are two.
-- MariaDB cannot take back what a script began, so each statement can be run again.

create table if not exists inbox (
    id               bigint        not null auto_increment primary key,
    inbox            varchar(128)  not null,
    record_key       varchar(256)  not null,
    payload          longtext      not null,
    attempts         integer       not null,
    ready_at         datetime(3)   not null,
    received_at      datetime(3)   not null,
    claimed_until    datetime(3),
    -- null: the record is for every destination of its route. Names, one a line: it was put back to work for these alone
    only_destination varchar(4000),
    constraint inbox_key unique (inbox, record_key),
    -- in the order in which records are claimed
    index inbox_ready (inbox, ready_at, id)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- One row per destination and record: the latest outcome, and the guard against repeats.
create table if not exists ledger (
    destination varchar(128)  not null,
    inbox       varchar(128)  not null,
    record_key  varchar(256)  not null,
    outcome     varchar(16)   not null,
    reason      varchar(64)   not null,
    detail      varchar(1000) not null,
    request_id  varchar(128)  not null,
    attempts    integer       not null,
    decided_at  datetime(3)   not null,
    -- which route delivered it, and when the record was accepted
    flow        varchar(128)  not null default '',
    received_at datetime(3),
    -- when the record was put back to work for this destination: the outcome does not count any more
    again_at    datetime(3),
    primary key (inbox, record_key, destination),
    index ledger_decided (decided_at)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- Outcomes that a later one of the same record and destination replaced.
create table if not exists ledger_history (
    id          bigint        not null auto_increment primary key,
    destination varchar(128)  not null,
    inbox       varchar(128)  not null,
    record_key  varchar(256)  not null,
    outcome     varchar(16)   not null,
    reason      varchar(64)   not null,
    detail      varchar(1000) not null,
    request_id  varchar(128)  not null,
    attempts    integer       not null,
    decided_at  datetime(3)   not null,
    flow        varchar(128)  not null,
    received_at datetime(3),
    index ledger_history_record (inbox, record_key),
    index ledger_history_decided (decided_at)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- What was refused, as it came in, for replay after the mapping or the data was mended.
create table if not exists refused (
    destination varchar(128)  not null,
    inbox       varchar(128)  not null,
    record_key  varchar(256)  not null,
    reason      varchar(64)   not null,
    detail      varchar(1000) not null,
    payload     longtext      not null,
    refused_at  datetime(3)   not null,
    primary key (inbox, record_key, destination)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- How far a source has read.
create table if not exists checkpoint (
    source     varchar(256)  not null primary key,
    position   varchar(1000) not null,
    updated_at datetime(3)   not null
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- Every lead that was seen: a lead export always holds all retained leads.
create table if not exists lead (
    lead_id       varchar(64) not null primary key,
    form_id       varchar(64) not null,
    advertiser_id varchar(64) not null,
    seen_at       datetime(3) not null,
    -- the answers, for a bulk process; null when they were forgotten
    payload       longtext,
    -- webhook or export: which brought it first
    came_by       varchar(16) not null default 'export',
    -- when the form was submitted, as TikTok says; null when it does not
    created_at    datetime(3),
    index lead_seen (seen_at),
    index lead_form (form_id, created_at)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- When a destination was first put to work, and how far it has come with what was there before (startFrom).
create table if not exists destination_start (
    destination varchar(128) not null,
    inbox       varchar(128) not null,
    started_at  datetime(3)  not null,
    position    varchar(256) not null,
    done        boolean      not null,
    primary key (destination, inbox)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- Routes that an operator stopped; they stay so over a restart.
create table if not exists flow_stop (
    flow       varchar(128) not null primary key,
    stopped_at datetime(3)  not null
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- What each route, mapping and lookup said when it was activated.
create table if not exists file_version (
    id           bigint       not null auto_increment primary key,
    file         varchar(512) not null,
    version      integer      not null,
    digest       varchar(64)  not null,
    content      longtext     not null,
    activated_at datetime(3)  not null,
    constraint file_version_key unique (file, version)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- What is kept secret, sealed with secrets.key: the database alone tells nothing.
create table if not exists secret (
    name      varchar(128)  not null primary key,
    sealed    varchar(8000) not null,
    stored_at datetime(3)   not null
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- The WitCloud table: 27 columns in its order; STRING is varchar, FLOAT double, INTEGER bigint.
create table if not exists tiktok_ads_report (
    date                           varchar(10),
    campaign_id                    varchar(32),
    campaign_name                  varchar(1024),
    cost_per_conversion            double precision,
    real_time_conversion           bigint,
    cpc                            double precision,
    conversion_rate                double precision,
    frequency                      double precision,
    real_time_conversion_rate      double precision,
    impressions                    bigint,
    real_time_cost_per_result      double precision,
    conversion                     bigint,
    real_time_result               bigint,
    cost_per_secondary_goal_result varchar(64),
    secondary_goal_result_rate     varchar(64),
    clicks                         bigint,
    cost_per_1000_reached          double precision,
    reach                          bigint,
    real_time_cost_per_conversion  double precision,
    cpm                            double precision,
    ctr                            double precision,
    result_rate                    double precision,
    secondary_goal_result          varchar(64),
    cost_per_result                double precision,
    real_time_result_rate          double precision,
    spend                          double precision,
    result                         bigint,
    unique index tiktok_ads_report_key (date, campaign_id)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- Each day of each report that was read whole: what a backfill need not read again, how fresh a table is, and where the
-- next scheduled pull begins. The day is the ad account's own.
create table if not exists report_day (
    source        varchar(128) not null,
    advertiser_id varchar(32)  not null,
    report_date   date         not null,
    -- digest of what was asked: after a metric was added, the days before count as not read
    asked         varchar(64)  not null,
    row_count     bigint       not null,
    pulled_at     datetime(3)  not null,
    primary key (source, advertiser_id, report_date)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- When each schedule last ran to its end, so that what was missed is caught up.
create table if not exists schedule_run (
    name     varchar(257) not null primary key,
    fired_at datetime(3)  not null
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;
