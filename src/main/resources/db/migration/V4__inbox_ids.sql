-- H2 writes to disk whenever it reserves the next ids of a table, by default every 32 rows.
alter table inbox alter column id set cache 10000;
