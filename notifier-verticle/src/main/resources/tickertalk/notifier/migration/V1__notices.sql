create table notifier_person (
  id text primary key,
  name text not null check (name <> ''),
  -- The name as mentions are matched by: Unicode form NFC, case folded.
  name_key text not null,
  -- Epoch milliseconds, to the hour.
  seen_at bigint not null,
  -- The newest notice when the person was first seen; what was told to everybody before is not theirs.
  after_notice bigint not null check (after_notice >= 0),
  -- What the person last came with; null as long as they were only spoken of. rooms is a JSON array,
  -- null for a session that is for all rooms.
  role text,
  rooms text
);

create index notifier_person_by_name on notifier_person (name_key, seen_at);

create table notifier_notice (
  id ${identity},
  -- Null: to everybody.
  person text references notifier_person (id),
  kind text not null check (kind in ('joined', 'periodic', 'mention', 'message', 'alert')),
  text text not null check (text <> ''),
  at bigint not null,
  room text,
  epoch text,
  seq bigint check (seq > 0),
  from_id text,
  from_name text,
  -- What an alert's notice says; it outlives the alert.
  alert bigint,
  symbol text,
  rule text,
  -- As it was told, digit by digit.
  price text,
  market text check (market in ('live', 'replay')),
  check ((epoch is null) = (seq is null)),
  check (seq is null or room is not null),
  check ((from_id is null) = (from_name is null)),
  check (kind <> 'joined' or (person is null and room is not null and from_id is not null)),
  check (kind <> 'mention' or (person is not null and seq is not null and from_id is not null)),
  check ((kind = 'alert') = (alert is not null)),
  check (kind <> 'alert' or (person is not null and symbol is not null and rule is not null
    and price is not null and market is not null)),
  -- A log entry that is told again names nobody again.
  unique (person, room, epoch, seq)
);

create index notifier_notice_to_one on notifier_notice (person, id) where person is not null;
create index notifier_notice_to_everybody on notifier_notice (id) where person is null;

-- For what was said and is deleted.
create index notifier_notice_about on notifier_notice (room, epoch, seq) where seq is not null;

-- One periodic notice an instant, also while two servers both believe it is theirs to send.
create unique index notifier_notice_periodic on notifier_notice (at) where kind = 'periodic';

create table notifier_last_read (
  person text primary key references notifier_person (id),
  notice bigint not null check (notice >= 0)
);

create table notifier_alert (
  id ${identity},
  person text not null references notifier_person (id),
  symbol text not null,
  rule text not null,
  cooldown_ms bigint not null check (cooldown_ms > 0),
  created_at bigint not null,
  -- Where the price was when it was last looked at, and in which market; null as long as it was not.
  side text check (side in ('above', 'below')),
  -- Whether the line itself is the border, or the price has to go a band beyond it.
  armed boolean,
  market text check (market in ('live', 'replay')),
  fired_at bigint,
  -- The notice of the last firing, until it is known to have been told.
  untold bigint,
  -- Counts the changes: one that was decided on an older state is not made.
  revision bigint not null,
  check ((side is null) = (armed is null)),
  check ((side is null) = (market is null)),
  -- Who asks twice, because the answer was lost, has one alert.
  unique (person, symbol, rule)
);
