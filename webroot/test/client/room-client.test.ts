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
  const edits = (): Sent[] => bridge.socket.sends('chat.edit');
  const seen = (): number[] => bridge.sockets.flatMap((socket) => socket.sends('chat.seen')).map(({ body }) => body.seq as number);

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
    await vi.advanceTimersByTimeAsync(1_000);
    room.markSeen();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen()).toEqual([3]);
  });

  it('gathers what was read for a second', async () => {
    await load(3);
    for (const seq of [4, 5, 6]) {
      await arrive(message(seq));
      room.markSeen();
    }
    expect(seen()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen()).toEqual([6]);
  });

  it('tells at once what was read when the room is left, and after a break what it could not tell', async () => {
    await load(3);
    room.markSeen();
    bridge.socket.drop();
    await vi.advanceTimersByTimeAsync(1_000);
    bridge.socket.open();
    await settle();
    expect(seen()).toEqual([3]);
    await confirm();
    await history(page([message(4)], 4));
    room.markSeen();
    room.close();
    expect(seen()).toEqual([3, 4]);
  });

  it('does not tell the server what it said itself', async () => {
    await load(3);
    room.learnSeen(3);
    room.markSeen();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen()).toEqual([]);
  });

  it('counts the messages by others that I have not read, on whichever device', async () => {
    await load(3);
    expect(room.unread).toBe(0);
    room.learnSeen(1);
    expect([room.unread, room.firstUnread]).toEqual([2, 2]);
    await arrive(message(4, { from: me }), message(5), message(6, { kind: 'reaction', target: 5, emoji: '👍', on: true }));
    expect(room.unread).toBe(3);
    room.learnSeen(3);
    expect([room.unread, room.firstUnread]).toEqual([1, 5]);
    room.markSeen();
    expect([room.unread, room.seen]).toEqual([0, 6]);
  });

  it('posts what a message answers', async () => {
    await load(1);
    room.post('yes', 1);
    expect(posts()[0]!.body).toMatchObject({ text: 'yes', replyTo: 1 });
    expect(room.lines.at(-1)).toMatchObject({ text: 'yes', replyTo: 1, state: 'sending' });
  });

  it('shows an own edit at once, and as edited when it is durable', async () => {
    await load(2);
    room.edit(2, 'better');
    const [request] = edits();
    expect(request!.body).toMatchObject({ room: 'lobby', seq: 2, text: 'better' });
    expect(room.lines[1]).toMatchObject({ text: 'better', change: { kind: 'edit', state: 'sending' } });
    bridge.socket.answer(request!, { room: 'lobby', epoch: 'e1', seq: 3, at: 3_000 });
    await settle();
    expect(room.lines[1]).toMatchObject({ text: 'better', change: { state: 'sent' } });
    await arrive(message(3, { kind: 'edit', from: me, id: request!.body.id, target: 2, text: 'better' }));
    expect(room.lines[1]).toMatchObject({ text: 'better', edited: true });
    expect(room.lines[1]!.change).toBeUndefined();
  });

  it('sends an unanswered edit, deletion and reaction again after a reconnect, in order and under the same ids', async () => {
    await load(3);
    room.edit(1, 'better');
    const [lost] = edits();
    room.delete(2);
    room.react(3, '👍', true);
    await reconnect();
    const [again] = edits();
    expect(again!.body).toEqual(lost!.body);
    bridge.socket.answer(again!, { room: 'lobby', epoch: 'e1', seq: 4, at: 4_000 });
    await settle();
    const [deletion] = bridge.socket.sends('chat.delete');
    bridge.socket.answer(deletion!, { room: 'lobby', epoch: 'e1', seq: 5, at: 5_000 });
    await settle();
    expect(bridge.socket.sends('chat.react').map(({ body }) => body)).toMatchObject([{ seq: 3, emoji: '👍', on: true }]);
  });

  it('does not hold up a reaction behind a message that has to wait', async () => {
    await load(1);
    room.post('slowly');
    bridge.socket.refuse(posts()[0]!, 429, 'slow mode', { retryAfterMs: 30_000 });
    room.react(1, '🚀', true);
    expect(bridge.socket.sends('chat.react')).toHaveLength(1);
  });

  it('is done with a reaction that was so already, whose entry never comes', async () => {
    await load(3);
    room.react(1, '👍', true);
    expect(room.lines[0]!.reactions!.get('👍')).toEqual([me]);
    bridge.socket.answer(bridge.socket.sends('chat.react')[0]!, { room: 'lobby', epoch: 'e1', seq: 2, at: 2_000 });
    await settle();
    expect(room.lines[0]!.change).toBeUndefined();
  });

  it('shows the old text and the reason of a refused edit, until it is given up', async () => {
    await load(1);
    room.edit(1, 'not mine');
    bridge.socket.refuse(edits()[0]!, 403, 'not yours');
    await settle();
    const { change, text } = room.lines[0]!;
    expect(text).toBe('text 1');
    expect(change).toMatchObject({ kind: 'edit', state: 'failed', error: { code: 403 } });
    room.discard(change!.id);
    expect(room.lines[0]!.change).toBeUndefined();
  });

  it('forgets changes to a log that is gone', async () => {
    await load(2);
    bridge.socket.drop();
    room.delete(1);
    await vi.advanceTimersByTimeAsync(250);
    await arrive(message(1, { epoch: 'e2', text: 'new world' }));
    bridge.socket.drop();
    await reconnect();
    expect(bridge.socket.sends('chat.delete')).toEqual([]);
  });

  it('reads back to a line that is not loaded', async () => {
    await confirm();
    await history(page(messages(941, 1_000), 1_000));
    const reached = room.reach(350);
    await settle();
    await history(page(messages(441, 940), 1_000));
    const request = await history(page(messages(1, 440), 1_000));
    expect(request.body).toMatchObject({ before: 441, limit: 500 });
    expect(await reached).toBe(true);
    expect(room.line(350)).toMatchObject({ text: 'text 350' });
  });

  it('waits until the room is loaded before it looks for a line', async () => {
    const reached = room.reach(2);
    await load(3);
    expect(await reached).toBe(true);
  });

  it('does not look for a line that is not there, or further back than anybody waits for', async () => {
    await confirm();
    await history(page(messages(20_001, 20_060), 20_060));
    expect(await room.reach(5)).toBe(false);
    expect(await room.reach(30_000)).toBe(false);
    expect(histories()).toHaveLength(1);
  });

  async function readBack(pages: number): Promise<void> {
    for (let read = 0; read < pages; read += 1) {
      void room.loadOlder();
      const { before } = histories().at(-1)!.body as { before: number };
      await history(page(messages(before - 100, before - 1), 9_000));
    }
  }

  it('has 2,000 lines at most, however far the reader goes back and forth', async () => {
    await confirm();
    await history(page(messages(8_941, 9_000)));
    await readBack(20);
    expect([room.lines.length, room.lines[0]!.seq, room.hasNewer]).toEqual([2_000, 6_941, true]);
    await arrive(message(9_001), message(9_002, { kind: 'edit', target: 7_000, text: 'changed' }), message(9_003, { kind: 'edit', target: 8_990, text: 'changed, too' }));
    expect(room.line(7_000)).toMatchObject({ text: 'changed' });
    void room.loadNewer();
    const request = await history(page(messages(8_941, 9_001).concat(message(9_002, { kind: 'edit', target: 7_000, text: 'changed' })), 9_003));
    expect(request.body).toMatchObject({ after: 8_940, limit: 100 });
    expect(room.hasNewer).toBe(true);
    void room.loadNewer();
    await history(page([message(9_002, { kind: 'edit', target: 7_000, text: 'changed' }), message(9_003, { kind: 'edit', target: 8_990, text: 'changed, too' })], 9_003));
    expect([room.lines.length, room.lines[0]!.seq, room.hasNewer]).toEqual([2_000, 7_002, false]);
    expect(room.line(8_990)).toMatchObject({ text: 'changed, too' });
  });

  it('reads on over pages that have only reactions, in both directions', async () => {
    const reactions = (first: number, last: number): Entry[] => messages(first, last, { kind: 'reaction', target: 1, emoji: '👍', on: true });
    await confirm();
    await history(page(messages(8_941, 9_000)));
    void room.loadOlder();
    expect((await history(page(reactions(8_841, 8_940), 9_000))).body).toMatchObject({ before: 8_941 });
    expect(room.loadingOlder).toBe(true);
    expect((await history(page(messages(8_741, 8_840), 9_000))).body).toMatchObject({ before: 8_841 });
    expect([room.loadingOlder, room.lines[0]!.seq]).toEqual([false, 8_741]);

    await readBack(20);
    expect([room.lines.length, room.lines.at(-1)!.seq]).toEqual([2_000, 8_740]);
    void room.loadNewer();
    expect((await history(page(reactions(8_741, 8_840), 9_000))).body).toMatchObject({ after: 8_740 });
    expect((await history(page(messages(8_841, 8_940), 9_000))).body).toMatchObject({ after: 8_840 });
    expect([room.loadingNewer, room.lines.at(-1)!.seq, room.hasNewer]).toEqual([false, 8_940, true]);
    void room.loadNewer();
    await history(page(reactions(8_941, 9_000)));
    expect([room.loadingNewer, room.hasNewer]).toEqual([false, false]);
  });

  it('has 4,000 lines at most while the reader looks at older ones, and reads the others when they come down', async () => {
    await load(3_999);
    await arrive(...messages(4_000, 4_001));
    room.trimEnd();
    expect([room.lines.length, room.lines.at(-1)!.seq, room.hasNewer, room.last]).toEqual([4_000, 4_000, true, 4_001]);
    await arrive(message(4_002), message(4_003, { kind: 'edit', target: 4_001, text: 'changed' }));
    expect(room.lines).toHaveLength(4_000);
    void room.loadNewer();
    await history(page([message(4_001), message(4_002), message(4_003, { kind: 'edit', target: 4_001, text: 'changed' })]));
    expect([room.lines.length, room.lines.at(-1)!.seq, room.hasNewer]).toEqual([2_000, 4_002, false]);
    expect(room.line(4_001)).toMatchObject({ text: 'changed' });
  });

  it('goes back to the end when I write something', async () => {
    await confirm();
    await history(page(messages(8_941, 9_000)));
    await readBack(20);
    room.post('here');
    expect(histories().at(-1)!.body).toEqual({ room: 'lobby', limit: 60 });
    await history(page(messages(8_941, 9_000)));
    expect(room.lines.map(({ seq }) => seq).slice(-2)).toEqual([9_000, undefined]);
    expect(room.hasNewer).toBe(false);
  });

  it('does not tear a hole when its oldest lines go while a page before them is under way', async () => {
    await confirm();
    await history(page(messages(8_941, 9_000)));
    await readBack(19);
    await arrive(...messages(9_001, 9_100));
    void room.loadOlder();
    room.trim();
    await history(page(messages(6_941, 7_040), 9_100));
    const seqs = room.lines.map(({ seq }) => seq!);
    expect(seqs).toEqual(Array.from({ length: 2_000 }, (_, index) => 7_101 + index));
  });

  it('has the same fingerprint as another reader of the same entries', async () => {
    await load(3);
    const other = new RoomClient(connection, 'lobby', jay);
    await confirm();
    await history(page(messages(1, 3)));
    expect(await room.stateHash()).toBe(await other.stateHash());
    await arrive(message(4, { kind: 'delete', target: 2 }));
    expect(await room.stateHash()).toBe(await other.stateHash());
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
