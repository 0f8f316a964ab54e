-- The last calls of each destination, for people who look what was sent. Personal data is masked.
create table if not exists sent_call (
    id           bigint not null auto_increment primary key,
    destination  varchar(128)  not null,
    called_at    datetime(3)  not null,
    method       varchar(8)    not null,
    -- the path, without the host
    endpoint     varchar(256)  not null,
    record_count integer       not null,
    millis       integer       not null,
    -- 0 when there was no answer
    http_status  integer       not null,
    -- that of the answer's envelope; empty without one
    code         varchar(16)   not null,
    -- the other side's words, or why there was no answer
    message      varchar(1000) not null,
    request_id   varchar(128)  not null,
    failed       boolean       not null,
    -- gzip of a JSON array: the record keys in the order of the request; null when not known
    record_keys  mediumblob,
    -- gzip of JSON; null when not kept
    request      mediumblob,
    answer       mediumblob,
    -- what was left out, and why
    note         varchar(200)  not null,
    index sent_call_newest (destination, failed, id),
    index sent_call_called (called_at)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;
