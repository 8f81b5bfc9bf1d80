import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Backoff, BridgeConnection, RoomClient, type Entry, type HistoryPage, type User } from '../../src/client/index.js';
import { jay, me, message, messages, page, sessionOf } from './entries.js';
import { FakeBridge, type Sent } from './fake-bridge.js';

describe('a room client', () => {
  let bridge: FakeBridge;
  let connection: BridgeConnection;
  let room: RoomClient;
  let recovered: number[];
  let pages: Array<[number, number]>;

  beforeEach(async () => {
    vi.useFakeTimers();
    recovered = [];
    pages = [];
    bridge = new FakeBridge();
    connection = new BridgeConnection(bridge, new Backoff({ random: () => 0 }));
    connection.connect();
    bridge.socket.open();
    room = new RoomClient(connection, 'lobby', me, {
      recovered: (count) => recovered.push(count),
      pageRead: (first, last) => pages.push([first, last]),
    });
  });

  afterEach(() => vi.useRealTimers());

  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
  const texts = (): string[] => room.lines.map(({ text }) => text);
  const histories = (): Sent[] => bridge.socket.sends('chat.history');
  const posts = (): Sent[] => bridge.socket.sends('chat.post');

  async function confirm(): Promise<void> {
    bridge.socket.confirmAll();
    await settle();
  }

  async function history(answer: HistoryPage): Promise<Sent> {
    const request = histories().at(-1)!;
    bridge.socket.answer(request, answer);
    await settle();
    return request;
  }

  async function arrive(...entries: Entry[]): Promise<void> {
    for (const entry of entries) bridge.socket.publish('chat.room.lobby', entry);
    await settle();
  }

  async function load(last: number): Promise<void> {
    await confirm();
    await history(page(messages(1, last)));
  }

  async function reconnect(code?: number): Promise<void> {
    bridge.socket.drop(code);
    await vi.advanceTimersByTimeAsync(connection.nextAttemptAtMs! - Date.now());
    bridge.socket.open();
    await settle();
  }

  it('reads history only after its registration is confirmed', async () => {
    expect(histories()).toHaveLength(0);
    await confirm();
    expect(histories()[0]!.body).toEqual({ room: 'lobby', limit: 60 });
  });

  it('applies what arrives while history is under way, once', async () => {
    await confirm();
    await arrive(message(3), message(4));
    await history(page(messages(1, 3)));
    expect(texts()).toEqual(['text 1', 'text 2', 'text 3', 'text 4']);
  });

  it('fills a hole from history', async () => {
    await load(2);
    await arrive(message(5));
    expect(texts()).toEqual(['text 1', 'text 2']);
    const request = await history(page(messages(3, 5)));
    expect(request.body).toMatchObject({ after: 2 });
    expect(texts()).toEqual(['text 1', 'text 2', 'text 3', 'text 4', 'text 5']);
  });

  it('reads a long gap page by page and counts what came back', async () => {
    await load(2);
    await reconnect();
    await confirm();
    await history(page(messages(3, 502), 700));
    const second = await history(page(messages(503, 700), 700));
    expect(second.body).toMatchObject({ after: 502, limit: 500 });
    expect(room.lines.map(({ seq }) => seq)).toEqual(Array.from({ length: 700 }, (_, index) => index + 1));
    expect(recovered).toEqual([698]);
    expect(pages).toEqual([[1, 2], [3, 502], [503, 700]]);
  });

  it('goes on from where it was when the connection breaks again in the middle of a gap', async () => {
    await load(2);
    await reconnect();
    await confirm();
    await history(page(messages(3, 502), 700));
    await reconnect();
    await confirm();
    const request = await history(page(messages(503, 700), 700));
    expect(request.body).toMatchObject({ after: 502 });
    expect(room.lines).toHaveLength(700);
  });

  it('tries again when history is not available for a moment', async () => {
    await confirm();
    bridge.socket.refuse(histories()[0]!, 503);
    await vi.advanceTimersByTimeAsync(500);
    await history(page(messages(1, 1)));
    expect(texts()).toEqual(['text 1']);
  });

  it('reloads when the log is another one', async () => {
    await load(2);
    await arrive(message(1, { epoch: 'e2', text: 'new world' }));
    await history(page([message(1, { epoch: 'e2', text: 'new world' })], 1, { epoch: 'e2' }));
    expect(texts()).toEqual(['new world']);
  });

  it('reloads when the log was replaced during a break', async () => {
    await load(2);
    await reconnect();
    await confirm();
    await history(page([], 1, { epoch: 'e2' }));
    await history(page([message(1, { epoch: 'e2', text: 'new world' })], 1, { epoch: 'e2' }));
    expect(texts()).toEqual(['new world']);
  });

  it('shows an own message at once, and only once when it comes back as an event', async () => {
    await load(1);
    room.post('안녕');
    expect(room.lines.at(-1)).toMatchObject({ text: '안녕', own: true, state: 'sending' });
    const { key, id } = room.lines.at(-1)!;
    await arrive(message(2, { from: me, id, text: '안녕' }));
    bridge.socket.answer(posts()[0]!, { room: 'lobby', epoch: 'e1', seq: 2, at: 2_000 });
    await settle();
    expect(room.lines.filter(({ text }) => text === '안녕')).toMatchObject([{ key, seq: 2, state: 'sent' }]);
  });

  it('does not take a message of somebody else with the same id for its own', async () => {
    await load(1);
    room.post('mine');
    await arrive(message(2, { from: jay, id: room.lines.at(-1)!.id, text: 'theirs' }));
    expect(texts()).toEqual(['text 1', 'theirs', 'mine']);
  });

  it('sends an unanswered message again after a reconnect, under the same id', async () => {
    await load(1);
    room.post('again');
    const { id } = posts()[0]!.body as { id: string };
    await reconnect();
    expect(posts().map(({ body }) => body.id)).toEqual([id]);
    bridge.socket.answer(posts()[0]!, { room: 'lobby', epoch: 'e1', seq: 2, at: 2_000 });
    await confirm();
    await history(page([message(2, { from: me, id, text: 'again' })]));
    expect(texts()).toEqual(['text 1', 'again']);
    expect(recovered).toEqual([]);
  });

  it('keeps what is written while there is no connection, in order', async () => {
    await load(1);
    bridge.socket.drop();
    room.post('one');
    room.post('two');
    expect(room.lines.slice(1).map(({ state }) => state)).toEqual(['sending', 'sending']);
    await vi.advanceTimersByTimeAsync(250);
    bridge.socket.open();
    await settle();
    expect(posts().map(({ body }) => body.text)).toEqual(['one']);
    bridge.socket.answer(posts()[0]!, { room: 'lobby', epoch: 'e1', seq: 2, at: 2_000 });
    await settle();
    expect(posts().map(({ body }) => body.text)).toEqual(['one', 'two']);
  });

  it('marks a refused message failed, and sends it again under the same id when asked to', async () => {
    await load(1);
    room.post('no');
    bridge.socket.refuse(posts()[0]!, 403);
    await settle();
    const failed = room.lines.at(-1)!;
    expect(failed).toMatchObject({ state: 'failed', error: { code: 403 } });
    room.retry(failed.id);
    expect(posts().map(({ body }) => body.id)).toEqual([failed.id, failed.id]);
  });

  it('marks a message failed that is too big for the server, and sends the others', async () => {
    await load(1);
    room.post('x'.repeat(300_000));
    room.post('small');
    await reconnect(1009);
    expect(room.lines.slice(1)).toMatchObject([{ state: 'failed', error: { code: 413 } }, { text: 'small', state: 'sending' }]);
    expect(posts().map(({ body }) => body.text)).toEqual(['small']);
    await reconnect();
    expect(posts().map(({ body }) => body.text)).toEqual(['small']);
  });

  it('gives up a message under which one connection after the other breaks, and sends the others', async () => {
    await load(1);
    room.post('poison');
    room.post('harmless');
    for (let round = 0; round < 4; round += 1) {
      expect(posts().map(({ body }) => body.text)).toEqual(['poison']);
      await reconnect();
    }
    await reconnect();
    expect(posts().map(({ body }) => body.text)).toEqual(['harmless']);
    expect(room.lines.slice(1)).toMatchObject([{ text: 'poison', state: 'failed', error: { code: -2 } }, { text: 'harmless', state: 'sending' }]);
    await reconnect();
    expect(posts().map(({ body }) => body.text)).toEqual(['harmless']);
  });

  it('does not count breaks during which a message was not under way', async () => {
    await load(1);
    bridge.socket.drop();
    room.post('patient');
    for (let round = 0; round < 10; round += 1) {
      await vi.advanceTimersByTimeAsync(connection.nextAttemptAtMs! - Date.now());
      bridge.socket.drop();
    }
    expect(room.lines.at(-1)).toMatchObject({ text: 'patient', state: 'sending' });
  });

  it('asks again soon when the chat died over a message, under the same id', async () => {
    await load(1);
    room.post('hello?');
    await vi.advanceTimersByTimeAsync(4_500);
    const [lost, again] = posts();
    expect(again!.body).toEqual(lost!.body);
    bridge.socket.answer(again!, { room: 'lobby', epoch: 'e1', seq: 2, at: 2_000 });
    await settle();
    expect(room.lines.at(-1)).toMatchObject({ text: 'hello?', state: 'sent' });
  });

  it('waits as long as the server demands when it was too fast', async () => {
    await load(1);
    room.post('fast');
    bridge.socket.refuse(posts()[0]!, 429, 'too fast', { retryAfterMs: 2_000 });
    await vi.advanceTimersByTimeAsync(1_999);
    expect(posts()).toHaveLength(1);
    expect(room.lines.at(-1)!.state).toBe('sending');
    await vi.advanceTimersByTimeAsync(1);
    expect(posts()).toHaveLength(2);
  });

  it('looks for an acknowledged message that never arrives as an event', async () => {
    await load(1);
    room.post('lost event');
    const { id } = posts()[0]!.body as { id: string };
    bridge.socket.answer(posts()[0]!, { room: 'lobby', epoch: 'e1', seq: 2, at: 2_000 });
    await settle();
    expect(room.lines.at(-1)).toMatchObject({ state: 'sent', seq: 2 });
    await vi.advanceTimersByTimeAsync(1_000);
    await history(page([message(2, { from: me, id, text: 'lost event' })]));
    expect(texts()).toEqual(['text 1', 'lost event']);
  });

  it('reads older pages on demand until there are none', async () => {
    await confirm();
    await history(page(messages(41, 100)));
    expect(room.hasOlder).toBe(true);
    void room.loadOlder();
    const request = await history(page(messages(1, 40), 100));
    expect(request.body).toMatchObject({ before: 41 });
    expect(room.hasOlder).toBe(false);
    expect(room.lines[0]!.seq).toBe(1);
  });

  it('moves the last-read pointer forward only', async () => {
    await load(3);
    room.markSeen();
    room.markSeen();
    expect(bridge.socket.sends('chat.seen').map(({ body }) => body)).toEqual([{ room: 'lobby', seq: 3 }]);
  });

  it('still sends what was written when the room is left', async () => {
    await load(1);
    bridge.socket.drop();
    room.post('goodbye');
    room.close();
    await vi.advanceTimersByTimeAsync(250);
    bridge.socket.open();
    await settle();
    expect(posts().map(({ body }) => body.text)).toEqual(['goodbye']);
  });
});

describe('a room client whose session another tab may change', () => {
  let bridge: FakeBridge;
  let connection: BridgeConnection;
  let room: RoomClient;
  let who: User | undefined;
  let unsent: string[];

  beforeEach(async () => {
    vi.useFakeTimers();
    bridge = new FakeBridge();
    who = me;
    unsent = [];
    connection = new BridgeConnection(bridge, new Backoff({ random: () => 0 }), async () => who && sessionOf(who));
    connection.connect();
    await opened();
    room = new RoomClient(connection, 'lobby', me, { unsent: (texts) => unsent.push(...texts) });
  });

  afterEach(() => vi.useRealTimers());

  const posted = (): string[] => bridge.socket.sends('chat.post').map(({ body }) => body.text as string);

  async function opened(): Promise<void> {
    bridge.socket.open();
    await vi.advanceTimersByTimeAsync(0);
  }

  async function reconnectAs(user: User | undefined): Promise<void> {
    who = user;
    bridge.socket.drop();
    await vi.advanceTimersByTimeAsync(connection.nextAttemptAtMs! - Date.now());
    await opened();
  }

  it('sends an unanswered message again only when it knows that it is still the author', async () => {
    room.post('mine');
    bridge.socket.drop();
    await vi.advanceTimersByTimeAsync(250);
    bridge.socket.open();
    expect(posted()).toEqual([]);
    await vi.advanceTimersByTimeAsync(0);
    expect(posted()).toEqual(['mine']);
  });

  it('never sends as somebody else, and gives back what was not sent', async () => {
    room.post('under way');
    room.post('behind it');
    await reconnectAs(jay);
    expect(posted()).toEqual([]);
    expect(room.lines).toMatchObject([
      { text: 'under way', state: 'failed', error: { code: -3 } },
      { text: 'behind it', state: 'failed', error: { code: -3 } },
    ]);
    await reconnectAs(jay);
    expect(unsent).toEqual(['under way', 'behind it']);
    room.retry(room.lines[0]!.id);
    expect(posted()).toEqual([]);
  });

  it('gives back what was not sent when the session is over', async () => {
    room.post('too late');
    await reconnectAs(undefined);
    expect(posted()).toEqual([]);
    expect(room.lines).toMatchObject([{ state: 'failed', error: { code: 401 } }]);
    expect(unsent).toEqual(['too late']);
  });

  it('gives back what was written in a room that was left since', async () => {
    room.post('goodbye');
    bridge.socket.drop();
    room.close();
    await vi.advanceTimersByTimeAsync(0);
    who = jay;
    connection.connectNow();
    await opened();
    expect(posted()).toEqual([]);
    expect(unsent).toEqual(['goodbye']);
  });
});
