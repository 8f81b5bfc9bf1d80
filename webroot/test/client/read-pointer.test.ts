import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ReadPointer } from '../../src/client/read-pointer.js';

let told: number[];
let reachable: boolean;
let pointer: ReadPointer;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  reachable = true;
  pointer = new ReadPointer(async (seq) => {
    if (!reachable) throw new Error('not connected');
    told.push(seq);
  });
});

afterEach(() => vi.useRealTimers());

const aSecond = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1_000);

it('moves forward only, whoever moves it', () => {
  const moves: Array<number | undefined> = [];
  pointer.onChange(() => moves.push(pointer.seen));
  expect(pointer.seen).toBeUndefined();
  pointer.look(5);
  pointer.learn(3);
  pointer.learn(8);
  pointer.look(7);
  expect(moves).toEqual([5, 8]);
});

it('tells once a second, and only what the server does not know', async () => {
  pointer.look(1);
  pointer.look(2);
  await aSecond();
  pointer.look(2);
  await aSecond();
  pointer.look(3);
  pointer.learn(4);
  await aSecond();
  expect(told).toEqual([2]);
});

it('tells later what it could not tell', async () => {
  reachable = false;
  pointer.look(2);
  await aSecond();
  reachable = true;
  await pointer.flush();
  expect(told).toEqual([2]);
});
