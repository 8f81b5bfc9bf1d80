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
