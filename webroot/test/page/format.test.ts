import { expect, it } from 'vitest';
import { formatAge } from '../../src/page/age.js';
import { CandleScale } from '../../src/page/candle-scale.js';
import { isSameDay } from '../../src/page/date-format.js';
import { pageTitle } from '../../src/page/page-title.js';

const MINUTE = 60_000;

it('writes ages short, with tenths only while they matter', () => {
  expect([0, 449, 9_990, 12_400, 61_000, 7_300_000].map((ageMs) => formatAge(ageMs, 'en'))).toEqual(['0.0 sec', '0.4 sec', '9.9 sec', '12 sec', '1 min', '2 hr']);
  expect(formatAge(12_400, 'ko')).toBe('12초');
  expect(formatAge(-5, 'en')).toBe('0.0 sec');
});

it('counts unread messages in the title of a hidden page only', () => {
  expect(pageTitle('WebSocket 채팅', 3, true)).toBe('(3) WebSocket 채팅');
  expect(pageTitle('WebSocket 채팅', 3, false)).toBe('WebSocket 채팅');
  expect(pageTitle('WebSocket 채팅', 0, true)).toBe('WebSocket 채팅');
});

it('separates days at the midnight of the reader', () => {
  const midnight = new Date(2026, 0, 2).getTime();
  expect(isSameDay(midnight - 1, midnight)).toBe(false);
  expect(isSameDay(midnight, midnight + 86_399_999)).toBe(true);
});

it('draws candles within the drawing, higher prices higher', () => {
  const candles = [{ openTime: 0, open: 10, high: 20, low: 5, close: 15 }];
  const scale = new CandleScale(candles, 600, 200, 60, MINUTE);
  expect(scale.y(20)).toBeGreaterThan(0);
  expect(scale.y(5)).toBeLessThan(200);
  expect(scale.y(20)).toBeLessThan(scale.y(5));
});

const flat = (minute: number) => ({ openTime: minute * MINUTE, open: 7, high: 7, low: 7, close: 7 });

it('finds the candle that is nearest, also where there is none', () => {
  const scale = new CandleScale([flat(0), flat(1), flat(9)], 600, 200, 60, MINUTE);
  expect([-5, 15, 60, 9_999].map((x) => scale.indexAt(x))).toEqual([0, 1, 2, 2]);
});

it('gives each candle the place of its time, so that a minute that is missing is a hole', () => {
  const scale = new CandleScale([flat(0), flat(1), flat(5)], 600, 200, 60, MINUTE);
  expect(scale.shown.map((candle) => scale.x(candle))).toEqual([5, 15, 55]);
});

it('leaves out what is older than it has room for', () => {
  const scale = new CandleScale([flat(0), flat(10), flat(69)], 600, 200, 60, MINUTE);
  expect(scale.shown.map(({ openTime }) => openTime / MINUTE)).toEqual([10, 69]);
});

it('marks gaps where they are, and none before the first candle or after the end', () => {
  const scale = new CandleScale([flat(10), flat(20)], 600, 200, 60, MINUTE);
  const gaps = [
    { from: 0, to: 5 * MINUTE },
    { from: 8 * MINUTE, to: 11 * MINUTE },
    { from: 12 * MINUTE, to: 15 * MINUTE },
    { from: 69 * MINUTE, to: 90 * MINUTE },
    { from: 100 * MINUTE, to: 110 * MINUTE },
  ];
  expect(scale.stretches(gaps)).toEqual([
    { x: 0, width: 10 },
    { x: 20, width: 30 },
    { x: 590, width: 10 },
  ]);
});

it('draws a market that does not move as a line in the middle', () => {
  const scale = new CandleScale([{ openTime: 0, open: 7, high: 7, low: 7, close: 7 }], 600, 200, 60, MINUTE);
  expect(scale.y(7)).toBeCloseTo(100);
});
