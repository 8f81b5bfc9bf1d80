import { expect, it } from 'vitest';
import { startOfDay } from '../../src/page/day-input.js';

it('is the midnight with which a day begins here', () => {
  expect(startOfDay('2026-11-21')).toBe(new Date(2026, 10, 21).getTime());
  expect(startOfDay('2026-11-30', 1)).toBe(new Date(2026, 11, 1).getTime());
});

it.each(['', '2026-11', '0202-11-21', '9999-01-01'])('is nothing for "%s"', (value) => {
  expect(startOfDay(value)).toBeUndefined();
});
