-- H2 writes to disk whenever it reserves the next ids of a table, by default every 32 rows.
alter table inbox alter column id set cache 10000;

-- In the order in which records are claimed, so that the oldest are found without sorting all.
drop index inbox_ready;
create index inbox_ready on inbox (inbox, ready_at, id);
