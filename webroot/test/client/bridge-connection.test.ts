import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Backoff, BridgeConnection, RequestError, type Session, type User } from '../../src/client/index.js';
import { jay, me, sessionOf } from './entries.js';
import { FakeBridge } from './fake-bridge.js';

describe('a bridge connection', () => {
  let bridge: FakeBridge;
  let connection: BridgeConnection;

  beforeEach(() => {
    vi.useFakeTimers();
    bridge = new FakeBridge();
    connection = new BridgeConnection(bridge, new Backoff({ random: () => 0 }));
  });

  afterEach(() => vi.useRealTimers());

  function open(): void {
    connection.connect();
    bridge.socket.open();
  }

  it('answers a request with the body of its reply', async () => {
    open();
    const answer = connection.request('price.quote', { symbol: 'BTC-USDT' });
    const [request] = bridge.socket.sends('price.quote');
    expect(request).toMatchObject({ body: { symbol: 'BTC-USDT' }, headers: {} });
    bridge.socket.answer(request!, { price: '1' });
    await expect(answer).resolves.toEqual({ price: '1' });
  });

  it('rejects a refused request with code, message and waiting time', async () => {
    open();
    const answer = connection.request('chat.post', {});
    bridge.socket.refuse(bridge.socket.sends('chat.post')[0]!, 429, 'too fast', { retryAfterMs: 700 });
    await expect(answer).rejects.toMatchObject({ code: 429, message: 'too fast', retryAfterMs: 700, temporary: true });
  });

  it('does not come back by itself to an address that it was sent away from, but does when told to', async () => {
    const ends: RequestError[] = [];
    open();
    connection.subscribe('chat.room.lobby', { message: () => undefined, refused: (error) => ends.push(error) });
    bridge.socket.confirmAll();
    await vi.advanceTimersByTimeAsync(0);
    bridge.socket.receive({ type: 'err', address: 'chat.room.lobby', failureCode: 403, failureType: 'kicked', message: 'out' });
    expect(ends).toMatchObject([{ code: 403, type: 'kicked', message: 'out' }]);
    const registered = (): number => bridge.socket.sent.filter(({ type }) => type === 'register').length;
    bridge.socket.drop();
    await vi.advanceTimersByTimeAsync(250);
    bridge.socket.open();
    expect(registered()).toBe(0);
    connection.subscribe('chat.room.lobby', { message: () => undefined });
    expect(registered()).toBe(1);
  });

  it('rejects a request that is not answered in time', async () => {
    open();
    const answer = connection.request('chat.post', {}, 500);
    const rejected = expect(answer).rejects.toMatchObject({ code: 408 });
    await vi.advanceTimersByTimeAsync(500);
    await rejected;
  });

  it('rejects what is under way when the connection breaks, and what is asked while it is broken', async () => {
    open();
    const answer = connection.request('chat.post', {});
    bridge.socket.drop();
    await expect(answer).rejects.toBeInstanceOf(RequestError);
    await expect(connection.request('chat.post', {})).rejects.toMatchObject({ code: -1 });
  });

  it('reconnects after every unwanted close, also for being too slow, and renews its registrations', async () => {
    const messages: unknown[] = [];
    let live = 0;
    open();
    connection.subscribe('chat.room.lobby', { message: (body) => messages.push(body), live: () => (live += 1) });
    bridge.socket.confirmAll();
    await vi.advanceTimersByTimeAsync(0);
    bridge.socket.drop(4001);
    expect(connection.state).toBe('waiting');
    await vi.advanceTimersByTimeAsync(250);
    expect(bridge.sockets).toHaveLength(2);
    bridge.socket.open();
    bridge.socket.confirmAll();
    await vi.advanceTimersByTimeAsync(0);
    bridge.socket.publish('chat.room.lobby', 'hello');
    expect(live).toBe(2);
    expect(messages).toEqual(['hello']);
  });

  it('does not reconnect after the session ended', async () => {
    open();
    bridge.socket.drop(4401);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connection.state).toBe('signed-out');
    expect(bridge.sockets).toHaveLength(1);
  });

  it('does not reconnect after close', async () => {
    open();
    connection.close();
    expect(bridge.socket.closedWith).toBe(1000);
    bridge.socket.drop(1000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connection.state).toBe('closed');
    expect(bridge.sockets).toHaveLength(1);
  });

  it('backs off from attempt to attempt, and starts anew after a connection that held', async () => {
    connection.connect();
    bridge.socket.drop();
    await vi.advanceTimersByTimeAsync(250);
    bridge.socket.drop();
    await vi.advanceTimersByTimeAsync(499);
    expect(bridge.sockets).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(bridge.sockets).toHaveLength(3);
    expect(bridge.failures).toBe(2);
    bridge.socket.open();
    await vi.advanceTimersByTimeAsync(5_000);
    bridge.socket.drop();
    await vi.advanceTimersByTimeAsync(250);
    expect(bridge.sockets).toHaveLength(4);
  });

  it.each([0, 1_200, 20_000])('comes back after the %i ms that a bridge which goes away asks for, and no first step of its own', async (askedMs) => {
    open();
    await vi.advanceTimersByTimeAsync(5_000);
    bridge.socket.drop(1001, `{"retryAfterMs":${askedMs}}`);
    expect(connection.nextAttemptAtMs! - Date.now()).toBe(askedMs);
    await vi.advanceTimersByTimeAsync(askedMs);
    expect(bridge.sockets).toHaveLength(2);
    bridge.socket.drop();
    expect(connection.nextAttemptAtMs! - Date.now()).toBe(250);
  });

  it('stays away for half a minute at most, whatever a bridge asks for', async () => {
    open();
    await vi.advanceTimersByTimeAsync(5_000);
    bridge.socket.drop(1001, '{"retryAfterMs":86400000}');
    expect(connection.nextAttemptAtMs! - Date.now()).toBe(30_000);
  });

  it.each(['', '{', 'null', '[]', '"1"', '{}', '{"retryAfterMs":"700"}', '{"retryAfterMs":null}', '{"retryAfterMs":-1}', '{"retryAfterMs":1e999}'])(
    'takes its own step when a bridge goes away with the reason %j',
    async (reason) => {
      open();
      await vi.advanceTimersByTimeAsync(5_000);
      bridge.socket.drop(1001, reason);
      expect(connection.nextAttemptAtMs! - Date.now()).toBe(250);
    },
  );

  it('believes the time to wait of no other close', async () => {
    open();
    await vi.advanceTimersByTimeAsync(5_000);
    bridge.socket.drop(1013, '{"retryAfterMs":20000}');
    expect(connection.nextAttemptAtMs! - Date.now()).toBe(250);
  });

  it('backs off from a bridge that goes away right after every opening, however soon it is asked back', async () => {
    const delays: number[] = [];
    connection.connect();
    for (let round = 0; round < 4; round += 1) {
      bridge.socket.open();
      bridge.socket.drop(1001, '{"retryAfterMs":600}');
      delays.push(connection.nextAttemptAtMs! - Date.now());
      await vi.advanceTimersByTimeAsync(delays.at(-1)!);
    }
    expect(delays).toEqual([600, 600, 1_000, 2_000]);
  });

  it.each([4001, 1009, 1013])('goes on backing off from a server that closes with %i right after every opening', async (code) => {
    const delays: number[] = [];
    connection.connect();
    for (let round = 0; round < 7; round += 1) {
      bridge.socket.open();
      await vi.advanceTimersByTimeAsync(100);
      bridge.socket.drop(code);
      delays.push(connection.nextAttemptAtMs! - Date.now());
      await vi.advanceTimersByTimeAsync(delays.at(-1)!);
    }
    expect(delays).toEqual([250, 500, 1_000, 2_000, 4_000, 7_500, 7_500]);
  });

  it('takes the biggest command under way for the message that was too big', async () => {
    open();
    const big = connection.request('chat.post', { text: 'x'.repeat(1_000) });
    const small = connection.request('chat.post', { text: 'x' });
    bridge.socket.drop(1009);
    await expect(big).rejects.toMatchObject({ code: 413 });
    await expect(small).rejects.toMatchObject({ code: -1 });
    expect(connection.state).toBe('waiting');
  });

  it('never takes a registration for the message that was too big', async () => {
    const refusals: RequestError[] = [];
    open();
    connection.subscribe('chat.room.lobby', { message: () => undefined, refused: (error) => refusals.push(error) });
    bridge.socket.drop(1009);
    await vi.advanceTimersByTimeAsync(0);
    expect(refusals).toEqual([]);
  });

  it('connects at once when told to, without waiting for the back-off', () => {
    open();
    bridge.socket.drop();
    connection.connectNow();
    expect(bridge.sockets).toHaveLength(2);
    expect(connection.nextAttemptAtMs).toBeUndefined();
  });

  it('gives up an attempt that never opens', async () => {
    connection.connect();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(connection.state).toBe('waiting');
    expect(bridge.socket.closed).toBe(true);
  });

  it('treats silence after a ping as death', async () => {
    open();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(bridge.socket.sent.at(-1)).toEqual({ type: 'ping', replyAddress: expect.any(String) });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(connection.state).toBe('open');
    await vi.advanceTimersByTimeAsync(1);
    expect(connection.state).toBe('waiting');
  });

  it('stays open as long as pings are answered', async () => {
    open();
    const { socket } = bridge;
    for (let round = 0; round < 5; round += 1) {
      await vi.advanceTimersByTimeAsync(20_000);
      socket.answer(socket.sent.at(-1)!, {});
    }
    expect(connection.state).toBe('open');
    expect(bridge.sockets).toHaveLength(1);
  });

  it('finds out within seconds that a peer died while the machine slept', async () => {
    open();
    connection.checkAlive();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(connection.state).toBe('waiting');
  });

  it('ignores what a given-up transport still says', async () => {
    open();
    const old = bridge.socket;
    old.drop();
    connection.connectNow();
    bridge.socket.open();
    old.drop(4401);
    expect(connection.state).toBe('open');
  });

  it('goes on without confirmation, for a bridge that gives none', async () => {
    let live = 0;
    open();
    connection.subscribe('chat.room.lobby', { message: () => undefined, live: () => (live += 1) });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(live).toBe(1);
  });

  it('tells a subscriber that its registration was refused', async () => {
    const refusals: RequestError[] = [];
    open();
    connection.subscribe('internal.x', { message: () => undefined, refused: (error) => refusals.push(error) });
    bridge.socket.refuse(bridge.socket.sent[0]!, 403, 'access_denied');
    await vi.advanceTimersByTimeAsync(0);
    expect(refusals.map(({ code }) => code)).toEqual([403]);
  });

  it('registers once for many subscribers, and unregisters with the last', () => {
    open();
    const stops = [1, 2].map(() => connection.subscribe('price.BTC-USDT', { message: () => undefined }));
    stops[0]!();
    expect(bridge.socket.sent.map(({ type }) => type)).toEqual(['register']);
    stops[1]!();
    expect(bridge.socket.sent.map(({ type }) => type)).toEqual(['register', 'unregister']);
  });

  it('survives frames that are no envelopes', () => {
    open();
    for (const frame of ['', '{', 'null', '[]', '{"type":"rec"}', '{"type":"err"}']) bridge.socket.listener.received(frame);
    expect(connection.state).toBe('open');
  });
});

describe('a bridge connection that asks whose it is', () => {
  let bridge: FakeBridge;
  let connection: BridgeConnection;
  let answers: Array<{ resolve(session: Session | undefined): void; reject(error: RequestError): void }>;

  beforeEach(() => {
    vi.useFakeTimers();
    bridge = new FakeBridge();
    answers = [];
    const whoAmI = (): Promise<Session | undefined> => new Promise((resolve, reject) => answers.push({ resolve, reject }));
    connection = new BridgeConnection(bridge, new Backoff({ random: () => 0 }), whoAmI);
    connection.subscribe('chat.room.lobby', { message: () => undefined });
    connection.connect();
    bridge.socket.open();
  });

  afterEach(() => vi.useRealTimers());

  async function answer(user: User | undefined): Promise<void> {
    answers.at(-1)!.resolve(user && sessionOf(user));
    await vi.advanceTimersByTimeAsync(0);
  }

  it('sends nothing before it knows', async () => {
    expect(connection.state).toBe('connecting');
    await expect(connection.request('chat.post', {})).rejects.toMatchObject({ code: -1 });
    expect(bridge.socket.sent).toEqual([]);
    await answer(me);
    expect(connection.state).toBe('open');
    expect(bridge.socket.sent.map(({ type }) => type)).toEqual(['register']);
    expect([connection.isOf(me), connection.isOf(jay)]).toEqual([true, false]);
  });

  it('asks again at every reconnect', async () => {
    await answer(me);
    bridge.socket.drop();
    expect([connection.user, connection.isOf(me)]).toEqual([undefined, false]);
    await vi.advanceTimersByTimeAsync(250);
    bridge.socket.open();
    await answer(jay);
    expect(connection.user).toEqual(jay);
  });

  it("is nobody's without a session", async () => {
    await answer(undefined);
    expect(connection.state).toBe('open');
    expect(connection.isOf(me)).toBe(false);
  });

  it('tries again when it gets no answer', async () => {
    answers[0]!.reject(new RequestError(-1, 'the server does not answer'));
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.state).toBe('waiting');
    await vi.advanceTimersByTimeAsync(250);
    bridge.socket.open();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([connection.state, bridge.socket.closed]).toEqual(['waiting', true]);
  });

  it('ignores an answer about a connection that is gone', async () => {
    const late = answers[0]!;
    bridge.socket.drop();
    late.resolve(sessionOf(me));
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.state).toBe('waiting');
  });
});
