import { beforeEach, expect, it } from 'vitest';
import { Backoff, BridgeConnection, ChatSearch } from '../../src/client/index.js';
import { message } from './entries.js';
import { FakeBridge, type Sent } from './fake-bridge.js';

let bridge: FakeBridge;
let search: ChatSearch;

beforeEach(() => {
  bridge = new FakeBridge();
  const connection = new BridgeConnection(bridge, new Backoff());
  connection.connect();
  bridge.socket.open();
  search = new ChatSearch(connection);
});

const asked = (): Sent[] => bridge.socket.sends('chat.search');
const found = (): Array<number> | undefined => search.hits?.map(({ seq }) => seq);
const settle = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));

async function answer(request: Sent, body: object): Promise<void> {
  bridge.socket.answer(request, body);
  await settle();
}

it('searches one room or all, and reads on from where the page ended', async () => {
  void search.find('비트', { room: 'lobby' });
  expect([asked()[0]!.body, search.searching]).toEqual([{ room: 'lobby', query: '비트', limit: 20 }, true]);
  await answer(asked()[0]!, { hits: [message(9), message(5)], next: 'c5' });
  expect([found(), search.hasMore, search.searching]).toEqual([[9, 5], true, false]);
  void search.more();
  expect(asked()[1]!.body).toMatchObject({ before: 'c5' });
  await answer(asked()[1]!, { hits: [message(2)] });
  expect([found(), search.hasMore]).toEqual([[9, 5, 2], false]);
  void search.find('비트');
  expect(asked()[2]!.body).toEqual({ query: '비트', limit: 20 });
});

it('never shows the answer to an older search', async () => {
  void search.find('bit');
  void search.find('bitcoin');
  await answer(asked()[1]!, { hits: [message(2)] });
  await answer(asked()[0]!, { hits: [message(1)] });
  expect(found()).toEqual([2]);
});

it('says why it failed, and forgets that with the next search', async () => {
  void search.find('x');
  bridge.socket.refuse(asked()[0]!, 503);
  await settle();
  expect(search.error).toMatchObject({ code: 503 });
  void search.find('x');
  expect(search.error).toBeUndefined();
});

it('asks for what an author said in a period, the oldest first, page by page', async () => {
  void search.find('', { author: 'Jay', from: 5, to: 9, order: 'oldest' });
  expect(asked()[0]!.body).toEqual({ author: 'Jay', from: 5, to: 9, order: 'oldest', limit: 20 });
  await answer(asked()[0]!, { hits: [message(6)], next: 'c6' });
  void search.more();
  expect(asked()[1]!.body).toEqual({ author: 'Jay', from: 5, to: 9, order: 'oldest', limit: 20, before: 'c6' });
});

it('asks for nothing when there is nothing to look for', async () => {
  await search.find('  ');
  await search.more();
  expect(asked()).toEqual([]);
  expect(search.hits).toBeUndefined();
});

it('reads on when a page ends without a hit, until another search begins', async () => {
  void search.find('rare');
  await answer(asked()[0]!, { hits: [], next: 'c900' });
  await answer(asked()[1]!, { hits: [], next: 'c800' });
  expect([asked()[2]!.body.before, search.searching]).toEqual(['c800', true]);
  void search.find('other');
  await answer(asked()[2]!, { hits: [], next: 'c700' });
  expect(asked()).toHaveLength(4);
});
