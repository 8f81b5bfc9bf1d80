import { expect, it } from 'vitest';
import { readCandle, withPrice } from '../../src/client/candle.js';

const MINUTE = 60_000;
const series = [readCandle([0, '10', '12', '9', '11', '1']), readCandle([MINUTE, '11', '11.5', '10', '10.5', '1'])];

it('carries the candle of the minute on', () => {
  expect(withPrice(series, 13, MINUTE + 5_000, MINUTE, 60).at(-1)).toEqual({ openTime: MINUTE, open: 11, high: 13, low: 10, close: 13 });
});

it('opens a new candle with the minute, and keeps no more than the limit', () => {
  const carried = withPrice(series, 8, 2 * MINUTE + 1, MINUTE, 2);
  expect(carried.map(({ openTime }) => openTime)).toEqual([MINUTE, 2 * MINUTE]);
  expect(carried.at(-1)).toEqual({ openTime: 2 * MINUTE, open: 8, high: 8, low: 8, close: 8 });
});

it('ignores a price from before the last candle, and one that is no number', () => {
  expect(withPrice(series, 99, 5_000, MINUTE, 60)).toBe(series);
  expect(withPrice(series, Number.NaN, MINUTE, MINUTE, 60)).toBe(series);
});
