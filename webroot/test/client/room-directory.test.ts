import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Backoff, BridgeConnection, RoomDirectory, type RoomSummary } from '../../src/client/index.js';
import { FakeBridge, type Sent } from './fake-bridge.js';

let bridge: FakeBridge;
let directory: RoomDirectory;

beforeEach(() => {
  vi.useFakeTimers();
  bridge = new FakeBridge();
  const connection = new BridgeConnection(bridge, new Backoff({ random: () => 0 }));
  directory = new RoomDirectory(connection);
  connection.connect();
  bridge.socket.open();
});

afterEach(() => vi.useRealTimers());

const asked = (): Sent[] => bridge.socket.sends('chat.rooms');
const room = (name: string, last: number, seen?: number): RoomSummary => ({ room: name, title: name, last, people: 0, ...(seen === undefined ? {} : { seen }) });

async function answer(...rooms: RoomSummary[]): Promise<void> {
  bridge.socket.answer(asked().at(-1)!, { rooms });
  await vi.advanceTimersByTimeAsync(0);
}

it('knows how much is new in each room, and of one that I never looked at nothing', async () => {
  expect(directory.loaded).toBe(false);
  await answer(room('lobby', 10, 7), room('alts', 5, 5), room('new', 100));
  expect([directory.loaded, ...['lobby', 'alts', 'new', 'unknown'].map((name) => directory.unread(name))]).toEqual([true, 3, 0, 0, 0]);
});

it('does not forget what I read while the server was asked', async () => {
  await answer(room('lobby', 10, 7));
  directory.saw('lobby', 10);
  expect(directory.unread('lobby')).toBe(0);
  void directory.refresh();
  await answer(room('lobby', 12, 7));
  expect(directory.unread('lobby')).toBe(2);
});

it('asks again when the rooms are not to be had for a moment', async () => {
  bridge.socket.refuse(asked()[0]!, 503);
  await vi.advanceTimersByTimeAsync(500);
  expect(asked()).toHaveLength(2);
  bridge.socket.refuse(asked()[1]!, 403);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(asked()).toHaveLength(2);
});
