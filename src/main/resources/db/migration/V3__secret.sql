-- What is kept secret, sealed with secrets.key: the database alone tells nothing.
create table secret (
    name      varchar(128)  not null primary key,
    sealed    varchar(8000) not null,
    stored_at timestamp(3)  not null
);
