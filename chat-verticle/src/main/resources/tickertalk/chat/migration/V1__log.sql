create table chat_person (
  id   text not null primary key,
  name text not null check (length(name) > 0)
);

-- last is the newest seq of the room's log. Whoever raises it holds the row until the commit, so
-- that seqs are given out one by one, whatever the cluster believes about who may write.
create table chat_room (
  name      text   not null primary key check (length(name) between 1 and 64),
  title     text   not null check (length(title) > 0),
  epoch     text   not null unique,
  access    text   not null check (access in ('public', 'members')),
  last      bigint not null default 0 check (last >= 0),
  opened_at bigint not null
);

-- The log: messages, and what was done to them later, in one sequence, so that a reader who has a
-- stretch of it has the changes too. A message as it stands is what this table says: its text is the
-- body of its newest edit, or its own. target is the message that an edit, a delete or a reaction is
-- about; a foreign key would keep a log from ever being cut off at its old end. body is null once
-- the message was deleted, also that of its edits.
-- author_name is the name at the time of writing; a person may change theirs. The order within the
-- unique key matters to the disk: ids that begin with the time, as a UUID of version 7, are written
-- side by side, whoever made them.
create table chat_entry (
  room        text   not null references chat_room (name),
  seq         bigint not null check (seq > 0),
  id          text   not null,
  author      text   not null references chat_person (id),
  author_name text   not null,
  kind        text   not null default 'message' check (kind in ('message', 'edit', 'delete', 'reaction')),
  target      bigint check (target < seq),
  body        text   check (length(body) > 0),
  emoji       text,
  is_on       boolean,
  reply_to    bigint check (reply_to < seq),
  at          bigint not null,
  primary key (room, seq),
  unique (room, id, author),
  foreign key (room, reply_to) references chat_entry (room, seq),
  check ((target is null) = (kind = 'message')),
  check (body is null or kind in ('message', 'edit')),
  check ((emoji is not null) = (kind = 'reaction') and (is_on is not null) = (kind = 'reaction'))
);

create index chat_entry_at on chat_entry (at);

-- For the changes to a message. Partial, so that a post does not pay for it.
create index chat_entry_change on chat_entry (room, target, kind, seq) where target is not null;

-- The newest reaction of each person with each emoji, which the log alone gives only by reading all
-- reactions that the message ever had: seq is its entry. Those of a deleted message are gone.
create table chat_reaction (
  room   text    not null,
  target bigint  not null,
  emoji  text    not null,
  person text    not null references chat_person (id),
  is_on  boolean not null,
  seq    bigint  not null,
  primary key (room, target, emoji, person)
);

-- How many have put which emoji on a message.
create index chat_reaction_on on chat_reaction (room, target, emoji) where is_on;

create table chat_last_read (
  person text   not null references chat_person (id),
  room   text   not null references chat_room (name),
  seq    bigint not null check (seq >= 0),
  primary key (person, room)
);

-- Session tokens that are no longer good before their time: one (kind 'session'), or all that a user
-- was given before a moment while they had no higher role than up_to (kind 'user'). Lines past expires_at may go, as the tokens are over by then.
create table chat_revocation (
  kind          text   not null check (kind in ('session', 'user')),
  id            text   not null check (length(id) > 0),
  up_to         text   not null check ((kind = 'user') = (length(up_to) > 0)),
  issued_before bigint not null check (issued_before >= 0),
  expires_at    bigint not null check (expires_at >= 0),
  primary key (kind, id, up_to)
);

-- The search index follows the rooms' logs: how far, and which number its newest message has. Who
-- extends it holds the one row of chat_search until the commit, so that nothing is in it twice.
create table chat_search (
  one    int    not null primary key check (one = 1),
  newest bigint not null check (newest >= 0)
);
insert into chat_search (one, newest) values (1, 0);

create table chat_search_position (
  room text   not null primary key references chat_room (name),
  seq  bigint not null check (seq >= 0)
);

-- A text as it is compared, beside the one that was written: it tells a find from what only looks
-- like one, and which grams to take out when the log has lost the text for good.
create table chat_search_message (
  ${only_sqlite}number integer not null primary key,
  ${only_postgresql}number bigint not null primary key,
  room   text   not null,
  seq    bigint not null,
  folded text   not null,
  ${only_postgresql}grams int[] not null,
  unique (room, seq)
);

${only_postgresql}create index chat_search_gram on chat_search_message using gin (grams);
${only_sqlite}create virtual table chat_search_gram using fts5(grams, content='', detail=none, columnsize=0, tokenize='ascii');
${only_sqlite}insert into chat_search_gram (chat_search_gram, rank) values ('secure-delete', 1);
