import { afterEach, expect, it, vi } from 'vitest';
import { uuid } from '../../src/client/uuid.js';

afterEach(() => vi.useRealTimers());

it('has the form of version 7 and the variant of RFC 9562', () => {
  for (let made = 0; made < 200; made += 1) expect(uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('begins with the milliseconds of its making', () => {
  vi.useFakeTimers({ now: 0x017f22e279b0 });
  expect(uuid().slice(0, 13)).toBe('017f22e2-79b0');
});

it('sorts by time, also where the lower bytes overflow', () => {
  vi.useFakeTimers({ now: 0x017f2345ffff });
  const earlier = uuid();
  vi.advanceTimersByTime(1);
  expect(uuid() > earlier).toBe(true);
});

it('differs within one millisecond', () => {
  vi.useFakeTimers();
  expect(new Set(Array.from({ length: 1_000 }, uuid)).size).toBe(1_000);
});
