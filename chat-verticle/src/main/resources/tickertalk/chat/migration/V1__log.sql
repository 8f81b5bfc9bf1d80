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
-- about, reply_to the one that a message answers; foreign keys would keep a log from ever being cut
-- off at its old end. body is null once the message was deleted, also that of its edits.
-- author_name is the name at the time of writing; a person may change theirs. The order within the
-- unique key matters to the disk: ids that begin with the time, as a UUID of version 7, are written
-- side by side, whoever made them in whichever room. With the room first, each room that a commit
-- writes to was another page of that index to write.
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
  unique (id, author, room),
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
-- like one, and which grams to take out when the log has lost the text for good. author is the name
-- under which it was said, as it is compared.
create table chat_search_message (
  ${only_sqlite}number integer not null primary key,
  ${only_postgresql}number bigint not null primary key,
  room   text   not null,
  seq    bigint not null,
  author text   not null,
  at     bigint not null,
  folded text   not null,
  ${only_postgresql}grams int[] not null,
  unique (room, seq)
);

${only_postgresql}create index chat_search_gram on chat_search_message using gin (grams);
${only_sqlite}create virtual table chat_search_gram using fts5(grams, content='', detail=none, columnsize=0, tokenize='ascii');
${only_sqlite}insert into chat_search_gram (chat_search_gram, rank) values ('secure-delete', 1);
-- Mutes and bans. A room of '' is every room. Lines past until may go; no until is for good.
create table chat_sanction (
  kind    text   not null check (kind in ('mute', 'ban')),
  person  text   not null check (length(person) > 0),
  room    text   not null,
  until   bigint check (until > 0),
  by_role text   not null,
  reason  text,
  primary key (person, kind, room)
);

-- Who was last seen with a role from moderator upwards: what moderators may not touch.
create table chat_staff (
  person text not null primary key,
  role   text not null
);

-- How a room is run, where that is not as it was opened; its access stands in chat_room.
create table chat_room_settings (
  room              text    not null primary key references chat_room (name),
  archived          integer not null check (archived in (0, 1)),
  slow_mode_seconds integer not null check (slow_mode_seconds >= 0),
  retention_days    integer not null check (retention_days >= 0),
  word_action       text    not null check (word_action in ('mask', 'hold'))
);

create table chat_word (
  room text not null references chat_room (name),
  word text not null check (length(word) > 0),
  primary key (room, word)
);

-- What those who moderate have to look at: entries that somebody reported (seq), and messages that
-- are held (id, body). Of the reported ones there is no text here, so that it is nowhere once it is
-- deleted. state 'released' is a held message on its way into the log.
create table chat_report (
  report    ${identity},
  kind      text   not null check (kind in ('report', 'held')),
  state     text   not null check (state in ('open', 'released')),
  at        bigint not null,
  person    text   not null,
  name      text   not null,
  room      text   not null references chat_room (name),
  seq       bigint check (seq > 0),
  id        text,
  body      text,
  reply_to  bigint,
  reason    text,
  unique (room, person, seq),
  unique (room, person, id),
  check ((kind = 'report' and seq is not null) or (kind = 'held' and id is not null and body is not null))
);

create index chat_report_person on chat_report (person);

-- Who did what, written with what was done. Nothing is ever changed here.
create table chat_action (
  action_id ${identity},
  at        bigint not null,
  by_id     text   not null,
  by_name   text   not null,
  action    text   not null check (length(action) > 0),
  room      text,
  person    text,
  detail    text
);

create index chat_action_room on chat_action (room, action_id);
