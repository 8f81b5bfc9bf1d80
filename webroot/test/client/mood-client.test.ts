import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Backoff, BridgeConnection, MoodClient, type RoomMood } from '../../src/client/index.js';
import { FakeBridge } from './fake-bridge.js';

const ADDRESS = 'sentiment.room.lobby';

let bridge: FakeBridge;
let client: MoodClient;

beforeEach(async () => {
  vi.useFakeTimers();
  bridge = new FakeBridge();
  const connection = new BridgeConnection(bridge, new Backoff({ random: () => 0 }));
  connection.connect();
  bridge.socket.open();
  client = new MoodClient(connection, 'lobby');
  bridge.socket.confirmAll();
  await settle();
});

afterEach(() => vi.useRealTimers());

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const mood = (window: string, score: number): RoomMood => ({ window, score, low: -1, high: 1, messages: 3, people: 3, enough: true });

it('shows the last five minutes, whatever is told of other windows', async () => {
  bridge.socket.publish(ADDRESS, { kind: 'mood', room: 'lobby', ...mood('5m', 0.5) });
  bridge.socket.publish(ADDRESS, { kind: 'mood', room: 'lobby', ...mood('1d', -0.2) });
  await settle();
  expect(client.mood?.score).toBe(0.5);
  expect(client.moods.get('1d')?.score).toBe(-0.2);
  expect(client.points.map(({ score }) => score)).toEqual([0.5]);
});

it('knows the mood before anybody speaks again', async () => {
  const [question] = bridge.socket.sends('sentiment.mood');
  const points = [{ at: 60_000, score: 0.1, messages: 2, people: 2 }];
  bridge.socket.answer(question!, { room: 'lobby', points, moods: [mood('1m', 0), mood('5m', 0.3)] });
  await settle();
  expect(client.mood?.score).toBe(0.3);
  expect(client.mood?.enough).toBe(true);
  expect(client.points).toEqual(points);
});
