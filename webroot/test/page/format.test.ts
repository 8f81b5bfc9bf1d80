import { expect, it } from 'vitest';
import { formatAge } from '../../src/page/age.js';
import { CandleScale } from '../../src/page/candle-scale.js';
import { isSameDay } from '../../src/page/date-format.js';
import { pageTitle } from '../../src/page/page-title.js';

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
  const scale = new CandleScale(candles, 600, 200, 60);
  expect(scale.y(20)).toBeGreaterThan(0);
  expect(scale.y(5)).toBeLessThan(200);
  expect(scale.y(20)).toBeLessThan(scale.y(5));
  expect([scale.indexAt(-5, 60), scale.indexAt(15, 60), scale.indexAt(9_999, 60)]).toEqual([0, 1, 59]);
});

it('draws a market that does not move as a line in the middle', () => {
  const scale = new CandleScale([{ openTime: 0, open: 7, high: 7, low: 7, close: 7 }], 600, 200, 60);
  expect(scale.y(7)).toBeCloseTo(100);
});
