import { expect, it } from 'vitest';
import { bannerState } from '../../src/page/banner-state.js';

it('says nothing about breaks under two seconds', () => {
  expect(bannerState('waiting', 1_999, true, true)).toBe('none');
  expect(bannerState('waiting', 2_000, true, true)).toBe('reconnecting');
});

it('tells a first connection from a lost one', () => {
  expect(bannerState('connecting', 3_000, false, true)).toBe('connecting');
  expect(bannerState('connecting', 3_000, true, true)).toBe('reconnecting');
});

it('says so at once when the user closed the connection', () => {
  expect(bannerState('closed', 0, true, true)).toBe('closed');
});

it('blames the network only when it is away and the connection, too', () => {
  expect(bannerState('waiting', 3_000, true, false)).toBe('offline');
  expect(bannerState('open', 0, true, false)).toBe('none');
});
