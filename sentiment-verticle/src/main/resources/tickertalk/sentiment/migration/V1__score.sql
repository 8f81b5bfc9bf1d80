-- The log of each room that the scores speak of. Another epoch is another log. The minutes before
-- "settled" (epoch milliseconds) are in sentiment_minute.
create table sentiment_room (
  room    text   not null primary key,
  epoch   text   not null,
  settled bigint not null
);

-- When each person first said something, in whatever room: a newcomer weighs less in a mood.
create table sentiment_author (
  author text   not null primary key,
  since  bigint not null
);

-- One row for each message, written in the order of the log: the greatest seq of an epoch is how
-- far that room is read. The author and the gist are kept because in a mood each person has one
-- voice, and nearly the same said again counts once.
create table sentiment_score (
  room   text             not null,
  epoch  text             not null,
  seq    bigint           not null check (seq > 0),
  author text             not null,
  at     bigint           not null,
  gist   bigint           not null,
  label  text             not null check (label in ('positive', 'neutral', 'negative')),
  score  double precision not null check (score between -1 and 1),
  primary key (room, epoch, seq),
  foreign key (room) references sentiment_room (room),
  foreign key (author) references sentiment_author (author)
);

-- A room's mood over a stretch of time and, at a start, its voices; those of one person, after an
-- edit or a deletion.
create index sentiment_score_of_room_at on sentiment_score (room, epoch, at, seq);
create index sentiment_score_of_author_at on sentiment_score (room, epoch, author, at, seq);

-- The mood of each minute that is over and in which somebody spoke.
create table sentiment_minute (
  room     text             not null,
  epoch    text             not null,
  at       bigint           not null,
  score    double precision not null,
  messages bigint           not null,
  people   bigint           not null,
  primary key (room, epoch, at)
);

-- How often the words of a room were changed, so that every JVM sees that they were.
create table sentiment_vocabulary (
  room    text   not null primary key,
  version bigint not null
);

-- What a word says in a room. "folded" is the word as it is looked for, in one case and width.
create table sentiment_word (
  room   text             not null,
  folded text             not null,
  word   text             not null,
  weight double precision not null check (weight between -1 and 1),
  primary key (room, folded),
  foreign key (room) references sentiment_vocabulary (room)
);
