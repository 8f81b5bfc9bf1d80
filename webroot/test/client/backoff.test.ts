import { expect, it } from 'vitest';
import { Backoff } from '../../src/client/index.js';

function delays(backoff: Backoff, count: number): number[] {
  return Array.from({ length: count }, () => backoff.nextDelayMs());
}

it('doubles from half a second to fifteen', () => {
  expect(delays(new Backoff({ random: () => 1 }), 7)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
});

it('spreads each wait over the upper half of its step', () => {
  expect(delays(new Backoff({ random: () => 0 }), 3)).toEqual([250, 500, 1_000]);
});

it('starts anew after a reset', () => {
  const backoff = new Backoff({ random: () => 1 });
  delays(backoff, 4);
  backoff.reset();
  expect(backoff.nextDelayMs()).toBe(500);
});

it('stays at its limit however often it is asked', () => {
  const backoff = new Backoff({ random: () => 1 });
  delays(backoff, 5_000);
  expect(backoff.nextDelayMs()).toBe(15_000);
});
