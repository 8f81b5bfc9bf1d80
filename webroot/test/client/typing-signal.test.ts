import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TypingSignal } from '../../src/client/index.js';

let sent: Array<[number, boolean]>;
let signal: TypingSignal;

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  sent = [];
  signal = new TypingSignal((typing) => sent.push([Date.now(), typing]));
});

afterEach(() => vi.useRealTimers());

it('tells at once, and that it stopped one second after the last key', () => {
  signal.keyStroke();
  expect(sent).toEqual([[0, true]]);
  vi.advanceTimersByTime(5_000);
  expect(sent).toEqual([[0, true], [1_000, false]]);
});

it('repeats at most every 300 ms, with a trailing one', () => {
  for (let key = 0; key < 7; key += 1) {
    signal.keyStroke();
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(1_000);
  expect(sent).toEqual([[0, true], [300, true], [600, true], [900, true], [1_600, false]]);
});

it('stops when told, once, and says nothing later', () => {
  signal.keyStroke();
  vi.advanceTimersByTime(50);
  signal.keyStroke();
  signal.stop();
  signal.stop();
  vi.advanceTimersByTime(5_000);
  expect(sent).toEqual([[0, true], [50, false]]);
});

it('tells at once again after a stop', () => {
  signal.keyStroke();
  signal.stop();
  signal.keyStroke();
  expect(sent.map(([, typing]) => typing)).toEqual([true, false, true]);
});
