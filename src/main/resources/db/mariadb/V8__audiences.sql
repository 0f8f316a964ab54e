-- What an audience destination is bound to since it was first used.
create table if not exists audience (
    destination    varchar(128)  not null,
    -- segment or file; empty: the next use decides anew
    kind           varchar(16)   not null,
    -- with commas, in order
    advertiser_ids varchar(1000) not null,
    audience_name  varchar(128)  not null,
    -- for files: the one match field, such as EMAIL_SHA256; empty otherwise
    calculate_type varchar(32)   not null,
    -- the inbox, or for mode all the sync, that its records come from
    inbox          varchar(128)  not null,
    bound_at       datetime(3)  not null,
    constraint audience_key primary key (destination)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- The audience of each ad account, and what TikTok says of it.
create table if not exists audience_list (
    destination   varchar(128)  not null,
    advertiser_id varchar(64)   not null,
    audience_id   varchar(64)   not null,
    -- processing, ready, too small, expired, gone; unknown until TikTok was asked
    state         varchar(16)   not null,
    member_count  bigint        not null,
    -- the day (UTC) of the last file; null when there was none
    uploaded_on   date,
    changed_at    datetime(3)  not null,
    checked_at    datetime(3),
    constraint audience_list_key primary key (destination, advertiser_id)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- Which run last spoke of a row to an audience: what is older comes too late.
create table if not exists audience_member (
    destination varchar(128) not null,
    row_key     varchar(200) not null,
    version     bigint       not null,
    constraint audience_member_key primary key (destination, row_key)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- The digests that each row has in an audience, so that those of a row that left are taken out, unless another has them.
create table if not exists audience_id (
    destination varchar(128) not null,
    id_type     varchar(16)  not null,
    digest      varchar(64)  not null,
    row_key     varchar(200) not null,
    constraint audience_id_key primary key (destination, digest, id_type, row_key),
    index audience_id_row (destination, row_key)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;

-- Changes of which it is not known whether TikTok has them: a call about them began and its end was not seen.
create table if not exists audience_doubt (
    destination varchar(128) not null,
    part        integer      not null,
    -- JSON: of each row its key, its version and digests before, and its digests now
    changes     longtext     not null,
    constraint audience_doubt_key primary key (destination, part)
) engine = InnoDB character set utf8mb4 collate utf8mb4_nopad_bin;
