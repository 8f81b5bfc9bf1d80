import { expect, it } from 'vitest';
import { isStale, quoteAgeMs, shownState, type Quote } from '../../src/client/index.js';

const live: Quote = { symbol: 'BTC-USDT', price: '1', display: '$1.00', source: 'binance', at: 0, ageMs: 400, state: 'live' };

it('ages by our own clock from the age it came with', () => {
  expect(quoteAgeMs({ quote: live, receivedAtMs: 10_000 }, 12_000)).toBe(2_400);
});

it('does not get younger when the clock is set back', () => {
  expect(quoteAgeMs({ quote: live, receivedAtMs: 10_000 }, 9_000)).toBe(400);
});

it('is shown as stale when nothing newer comes for five seconds', () => {
  const received = { quote: live, receivedAtMs: 0 };
  expect(shownState(received, 4_600)).toBe('live');
  expect(shownState(received, 4_601)).toBe('stale');
});

it('stays labelled as a replay however old it is', () => {
  const received = { quote: { ...live, state: 'replay' as const }, receivedAtMs: 0 };
  expect(shownState(received, 60_000)).toBe('replay');
  expect(isStale(received, 60_000)).toBe(true);
});

it('is not stale in a quiet minute of a recorded market', () => {
  const received = { quote: { ...live, state: 'replay' as const, ageMs: 60_000 }, receivedAtMs: 0 };
  expect(isStale(received, 1_000)).toBe(false);
});

it('is not stale when it does not exist', () => {
  expect(isStale({ quote: { symbol: 'BTC-USDT', state: 'unavailable' }, receivedAtMs: 0 }, 60_000)).toBe(false);
});
