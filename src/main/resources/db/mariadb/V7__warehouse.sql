-- What a sync is bound to since its first run. A run under way holds it until claimed_until.
create table if not exists model_sync (
    id            integer not null auto_increment primary key,
    name          varchar(128)  not null,
    -- empty, as is the mode, until the first query was read to its end
    primary_key   varchar(128)  not null,
    mode          varchar(16)   not null,
    -- where its records go; empty until the first were taken, and for mode all
    inbox         varchar(128)  not null,
    -- what its tables in the warehouse begin with; empty when results are not written back
    write_back    varchar(128)  not null,
    -- names and types of the columns of the last run, JSON; null: those of the next one are taken as they are
    columns_seen  longtext,
    bound_at      datetime(3)  not null,
    claimed_until datetime(3),
    constraint model_sync_name unique (name)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- The rows as they were last sent, by a hash of their values.
create table if not exists model_row (
    sync_id  integer      not null,
    row_key  varchar(200) not null,
    row_hash bigint       not null,
    -- the run that sent it last
    run_id   bigint       not null,
    constraint model_row_key primary key (sync_id, row_key)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- One execution of a sync, and what it found.
create table if not exists model_run (
    id          bigint not null auto_increment primary key,
    sync        varchar(128)  not null,
    -- querying, processing, completed, completed with errors, aborted, cancelled
    state       varchar(32)   not null,
    started_at  datetime(3)  not null,
    -- the query was read to its end
    queried_at  datetime(3),
    -- all its records were handed on; their outcomes may still be missing
    handed_at   datetime(3),
    finished_at datetime(3),
    row_count   bigint        not null,
    added       bigint        not null,
    changed     bigint        not null,
    removed     bigint        not null,
    -- refused before, and tried again although they did not change
    again       bigint        not null,
    -- why it was aborted or cancelled; empty otherwise
    reason      varchar(1000) not null,
    -- somebody wants it to stop
    cancel_at   datetime(3),
    -- the outcomes of its rows were counted; null while some are missing
    settled_at  datetime(3),
    -- its results stand in the tables of the warehouse
    written_at  datetime(3),
    index model_run_sync (sync, started_at),
    index model_run_settled (settled_at)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- What a run did with each row that it handed on.
create table if not exists model_run_row (
    run_id     bigint       not null,
    row_key    varchar(200) not null,
    record_key varchar(256) not null,
    -- added, changed, removed, again
    op         varchar(8)   not null,
    constraint model_run_row_key primary key (run_id, row_key)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- What destinations made of a run's rows, counted when the run is finished.
create table if not exists model_run_result (
    run_id      bigint       not null,
    destination varchar(128) not null,
    op          varchar(8)   not null,
    outcome     varchar(16)  not null,
    reason      varchar(64)  not null,
    row_count   bigint       not null,
    constraint model_run_result_key primary key (run_id, destination, op, outcome, reason)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- Syncs that somebody wants to run at once.
create table if not exists model_call (
    sync     varchar(128) not null primary key,
    asked_at datetime(3) not null
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;
