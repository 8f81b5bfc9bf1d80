import { beforeEach, expect, it } from 'vitest';
import { PagedList, RequestError } from '../../src/client/index.js';

interface Item {
  id: number;
  text?: string;
}

let server: Item[];
let asked: Array<{ before?: number; limit: number }>;
let list: PagedList<Item>;

beforeEach(() => {
  asked = [];
  server = items(120, 1);
  list = new PagedList(async (page) => {
    asked.push(page);
    return server.filter(({ id }) => id < (page.before ?? Infinity)).slice(0, page.limit);
  });
});

function items(newest: number, oldest: number): Item[] {
  return Array.from({ length: newest - oldest + 1 }, (_, index) => ({ id: newest - index }));
}

const ids = (): number[] | undefined => list.items?.map(({ id }) => id);

it('reads page by page to the end', async () => {
  expect([list.items, list.reading]).toEqual([undefined, false]);
  const reading = list.refresh();
  expect(list.reading).toBe(true);
  await reading;
  expect([ids()!.length, list.hasMore, list.reading]).toEqual([50, true, false]);
  await list.more();
  await list.more();
  expect(ids()).toEqual(items(120, 1).map(({ id }) => id));
  expect([list.hasMore, asked.map(({ before }) => before)]).toEqual([false, [undefined, 71, 21]]);
});

it('keeps older pages when the newest is read anew, without what is gone from it', async () => {
  await list.refresh();
  await list.more();
  server = [{ id: 121 }, ...server.filter(({ id }) => id !== 119)];
  await list.refresh();
  expect(ids()).toEqual([121, 120, ...items(118, 21).map(({ id }) => id)]);
  expect(list.hasMore).toBe(true);
});

it('is empty again when nothing is left', async () => {
  await list.refresh();
  server = [];
  await list.refresh();
  expect([ids(), list.hasMore]).toEqual([[], false]);
});

it('never shows what was removed again, although an answer that was under way has it', async () => {
  await list.refresh();
  const reading = list.refresh();
  list.remove(120);
  await reading;
  expect(ids()![0]).toBe(119);
});

it('says why it could not be read, and keeps what it has', async () => {
  let refuse = false;
  list = new PagedList(async () => {
    if (refuse) throw new RequestError(403, 'no');
    return [{ id: 1 }];
  });
  await list.refresh();
  refuse = true;
  await list.refresh();
  expect([ids(), list.error?.code]).toEqual([[1], 403]);
  refuse = false;
  await list.refresh();
  expect(list.error).toBeUndefined();
});
