import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BridgeConnection, NoticeInbox, type Notice } from '../../src/client/index.js';
import { FakeBridge } from './fake-bridge.js';

let bridge: FakeBridge;
let inbox: NoticeInbox;
let arrived: number[];

const notice = (id: number): Notice => ({ id, kind: 'periodic', text: `notice ${id}`, at: id });

beforeEach(async () => {
  vi.useFakeTimers();
  bridge = new FakeBridge();
  const connection = new BridgeConnection(bridge);
  connection.connect();
  bridge.socket.open();
  arrived = [];
  inbox = new NoticeInbox(connection, 'u-me', ({ id }) => arrived.push(id));
  bridge.socket.confirmAll();
  await vi.advanceTimersByTimeAsync(0);
  for (const request of bridge.socket.sends('notice.list')) bridge.socket.answer(request, { unread: 1, notices: [notice(2), notice(1)] });
  await vi.advanceTimersByTimeAsync(0);
});

afterEach(() => vi.useRealTimers());

it('takes the newest notices for the unread ones', () => {
  expect(inbox.notices.map(({ id, read }) => [id, read])).toEqual([[2, false], [1, true]]);
  expect(arrived).toEqual([]);
});

it('counts a live notice once, newest first', () => {
  bridge.socket.publish('notice.me', notice(3));
  bridge.socket.publish('notice.all', notice(3));
  expect(inbox.notices.map(({ id }) => id)).toEqual([3, 2, 1]);
  expect(inbox.unread).toBe(2);
  expect(arrived).toEqual([3]);
});

it('does not tell readers that they came in themselves', () => {
  const joined = (id: number, from: string): Notice => ({ ...notice(id), kind: 'joined', from: { id: from, name: from } });
  bridge.socket.publish('notice.all', joined(3, 'u-me'));
  bridge.socket.publish('notice.all', joined(4, 'u-other'));
  expect(inbox.notices.map(({ id }) => id)).toEqual([4, 2, 1]);
  expect(inbox.unread).toBe(2);
});

it('marks everything read up to the newest', async () => {
  const marked = inbox.markAllRead();
  const [request] = bridge.socket.sends('notice.read');
  expect(request!.body).toEqual({ upTo: 2 });
  bridge.socket.answer(request!, { unread: 0 });
  await marked;
  expect(inbox.unread).toBe(0);
  expect(inbox.notices.every(({ read }) => read)).toBe(true);
});
