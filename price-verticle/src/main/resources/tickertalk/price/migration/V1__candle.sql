-- One candle a minute. Decimals are text, so that no digit is lost; the key serves every query.
create table price_candle (
  symbol text not null,
  source text not null check (source in ('live', 'replay')),
  open_time bigint not null check (open_time % 60000 = 0),
  open text not null,
  high text not null,
  low text not null,
  close text not null,
  volume text not null,
  primary key (symbol, source, open_time)
);

-- Of which minutes everything is known. A minute that is in none of these is a gap, also if it has
-- a candle; one that is in one and has no candle was quiet.
create table price_known (
  symbol text not null,
  from_time bigint not null check (from_time % 60000 = 0),
  to_time bigint not null check (to_time % 60000 = 0),
  primary key (symbol, from_time)
);
