-- The log of each room that the scores speak of. Another epoch is another log.
create table sentiment_room (
  room  text not null primary key,
  epoch text not null
);

-- One row for each log entry, written in the order of the log: the greatest seq of an epoch is how
-- far that room is read. The author is kept because in a mood each person has one voice.
create table sentiment_score (
  room   text             not null,
  epoch  text             not null,
  seq    bigint           not null check (seq > 0),
  author text             not null,
  at     bigint           not null,
  label  text             not null check (label in ('positive', 'neutral', 'negative')),
  score  double precision not null check (score between -1 and 1),
  primary key (room, epoch, seq),
  foreign key (room) references sentiment_room (room)
);

-- A room's mood over a stretch of time, and, at a start, the newest voices of all rooms.
create index sentiment_score_of_room_at on sentiment_score (room, epoch, at);
create index sentiment_score_at on sentiment_score (at);
