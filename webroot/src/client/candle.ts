/** `[openTime, open, high, low, close, volume]` as `price.candles` answers; ascending by time. */
export type WireCandle = [number, string, string, string, string, string];

export interface Candle {
  /** Epoch milliseconds. */
  openTime: number;
  open: number;
  high: number;
  low: number;
  close: number;
}

/** `[from, to)` in epoch milliseconds, as `price.candles` answers. */
export type WireGap = [number, number];

/** A stretch of which not everything is known: nothing is to be drawn across it. */
export interface Gap {
  /** Epoch milliseconds, inclusive. */
  from: number;
  /** Epoch milliseconds, exclusive. */
  to: number;
}

export function readCandle([openTime, open, high, low, close]: WireCandle): Candle {
  return { openTime, open: Number(open), high: Number(high), low: Number(low), close: Number(close) };
}

/**
 * Carries a series on with a live price: into the candle of its interval, or into a new one.
 * @param limit how many candles to keep
 */
export function withPrice(candles: readonly Candle[], price: number, atMs: number, intervalMs: number, limit: number): readonly Candle[] {
  if (!Number.isFinite(price)) return candles;
  const openTime = Math.floor(atMs / intervalMs) * intervalMs;
  const last = candles.at(-1);
  if (last !== undefined && openTime < last.openTime) return candles;
  if (last === undefined || openTime > last.openTime) {
    return [...candles, { openTime, open: price, high: price, low: price, close: price }].slice(-limit);
  }
  const updated = { ...last, high: Math.max(last.high, price), low: Math.min(last.low, price), close: price };
  return [...candles.slice(0, -1), updated];
}
