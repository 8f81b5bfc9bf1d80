import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Backoff, BridgeConnection, RequestError, SessionRenewal, type Session } from '../../src/client/index.js';
import { me } from './entries.js';
import { FakeBridge, type Sent } from './fake-bridge.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let bridge: FakeBridge;
let connection: BridgeConnection;
let session: Session | undefined;
let random: number;
let cookies: number;
let renewCookie: () => Promise<void>;

beforeEach(() => {
  vi.useFakeTimers();
  bridge = new FakeBridge();
  random = 0;
  cookies = 0;
  renewCookie = async () => void (cookies += 1);
  connection = new BridgeConnection(bridge, new Backoff({ random: () => 0 }), async () => session);
  new SessionRenewal(connection, () => renewCookie(), () => random);
});

afterEach(() => {
  connection.close();
  vi.useRealTimers();
});

async function openWith(leftMs: number | undefined): Promise<void> {
  session = { user: me, ...(leftMs === undefined ? {} : { expiresAt: Date.now() + leftMs }) };
  connection.connect();
  await letIn();
}

async function letIn(): Promise<void> {
  bridge.socket.open();
  await vi.advanceTimersByTimeAsync(0);
}

const asked = (): Sent[] => bridge.sockets.flatMap((socket) => socket.sends('session.refresh'));

/** Lets time go by, with pings answered sooner than the 10 s after which the peer counts as dead. */
async function pass(ms: number): Promise<void> {
  const untilMs = Date.now() + ms;
  while (Date.now() < untilMs) {
    await vi.advanceTimersByTimeAsync(Math.min(9_000, untilMs - Date.now()));
    const ping = bridge.socket.sent.filter(({ type }) => type === 'ping').at(-1);
    if (ping !== undefined) bridge.socket.answer(ping, {});
  }
}

async function answer(leftMs: number): Promise<void> {
  bridge.socket.answer(asked().at(-1)!, { token: 't', user: me, expiresAt: Date.now() + leftMs });
  await vi.advanceTimersByTimeAsync(0);
}

it('renews the session of the socket, and the cookie, when a quarter of its life is left', async () => {
  await openWith(2 * DAY);
  await pass(0.25 * DAY - MINUTE);
  expect(asked()).toEqual([]);
  await pass(MINUTE + 1_000);
  expect(asked()).toMatchObject([{ body: {}, headers: {} }]);
  expect(cookies).toBe(0);
  await answer(7 * DAY);
  expect(cookies).toBe(1);
});

it('spreads the renewals of many over half of the last quarter', async () => {
  random = 0.999;
  await openWith(2 * DAY);
  await pass(0.25 * DAY + 0.874 * DAY);
  expect(asked()).toEqual([]);
  await pass(12_000);
  expect(asked()).toHaveLength(1);
});

it('renews an old session within ten seconds, and learns from the answer how long sessions live here', async () => {
  random = 0.999;
  await openWith(HOUR);
  await pass(9_000);
  expect(asked()).toEqual([]);
  await pass(1_000);
  expect(asked()).toHaveLength(1);
  random = 0;
  await answer(HOUR);
  await pass(44 * MINUTE);
  expect(asked()).toHaveLength(1);
  await pass(MINUTE + 1_000);
  expect(asked()).toHaveLength(2);
});

it('remembers that over a reconnect', async () => {
  await openWith(HOUR);
  await answer(HOUR);
  session = { user: me, expiresAt: Date.now() + HOUR };
  bridge.socket.drop();
  await vi.advanceTimersByTimeAsync(250);
  await letIn();
  await pass(44 * MINUTE);
  expect(asked()).toHaveLength(1);
  await pass(MINUTE + 1_000);
  expect(asked()).toHaveLength(2);
});

it('asks a few times only for what cannot be put off any more', async () => {
  await openWith(HOUR);
  const end = session!.expiresAt!;
  let answered = 0;
  while (Date.now() < end) {
    for (; answered < asked().length; answered += 1) await answer(end - Date.now());
    await pass(1_000);
  }
  expect(answered).toBeGreaterThan(1);
  expect(answered).toBeLessThan(10);
});

it('does not ask in a circle when the clock of the machine is ahead', async () => {
  await openWith(-DAY);
  await answer(-DAY + MINUTE);
  await pass(HOUR - 5_000);
  expect(asked()).toHaveLength(1);
  await pass(6_000);
  expect(asked()).toHaveLength(2);
});

it('tries again, less and less often, while the server cannot', async () => {
  await openWith(HOUR);
  bridge.socket.refuse(asked()[0]!, 503);
  await vi.advanceTimersByTimeAsync(2_500);
  expect(asked()).toHaveLength(2);
  bridge.socket.refuse(asked()[1]!, 503);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(asked()).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked()).toHaveLength(3);
  bridge.socket.refuse(asked()[2]!, 429, 'too fast', { retryAfterMs: 700 });
  await vi.advanceTimersByTimeAsync(700);
  expect(asked()).toHaveLength(4);
});

it('tries again when the cookie could not be renewed', async () => {
  renewCookie = async () => {
    cookies += 1;
    if (cookies === 1) throw new RequestError(-1, 'the server does not answer');
  };
  await openWith(HOUR);
  await answer(HOUR);
  await vi.advanceTimersByTimeAsync(2_500);
  await answer(HOUR);
  expect(cookies).toBe(2);
  await pass(30 * MINUTE);
  expect(asked()).toHaveLength(2);
});

it('takes a refusal for an answer', async () => {
  await openWith(HOUR);
  bridge.socket.refuse(asked()[0]!, 403);
  await pass(HOUR);
  expect(asked()).toHaveLength(1);
  expect(connection.state).toBe('open');
});

it.each([
  ['that does not end', async () => openWith(undefined)],
  ['of nobody', async () => {
    session = undefined;
    connection.connect();
    await letIn();
  }],
])('renews no session %s', async (_, open) => {
  await open();
  await pass(DAY);
  expect(connection.state).toBe('open');
  expect(asked()).toEqual([]);
});

it('asks nothing of a connection that is gone', async () => {
  await openWith(2 * DAY);
  connection.close();
  await vi.advanceTimersByTimeAsync(2 * DAY);
  expect(asked()).toEqual([]);
});
