import { beforeEach, expect, it } from 'vitest';
import { UnreadMark } from '../../src/page/unread-mark.js';

let mark: UnreadMark;

beforeEach(() => {
  mark = new UnreadMark();
});

it('stands where the reader left off when they come in, and stays there', () => {
  mark.follow(5, true);
  expect(mark.before).toBe(5);
  mark.follow(undefined, true);
  mark.follow(9, true);
  expect(mark.before).toBe(5);
});

it('is not there for who comes in with everything read, or reads what comes as it comes', () => {
  mark.follow(undefined, true);
  mark.follow(3, true);
  mark.follow(undefined, true);
  expect(mark.before).toBeUndefined();
});

it('stands before the first of those that came while nobody looked', () => {
  mark.follow(undefined, true);
  mark.follow(undefined, false);
  mark.follow(7, false);
  mark.follow(7, false);
  mark.follow(7, true);
  expect(mark.before).toBe(7);
  mark.follow(undefined, true);
  mark.follow(12, false);
  expect(mark.before).toBe(12);
});
