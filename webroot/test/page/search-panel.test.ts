// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Backoff, BridgeConnection, RoomDirectory } from '../../src/client/index.js';
import { language } from '../../src/page/i18n/language.js';
import type { Place } from '../../src/page/room-route.js';
import '../../src/page/search-panel.js';
import type { SearchPanel } from '../../src/page/search-panel.js';
import { message } from '../client/entries.js';
import { FakeBridge, type Sent } from '../client/fake-bridge.js';

let bridge: FakeBridge;
let panel: SearchPanel;
let places: Place[];
let closed: number;

beforeEach(async () => {
  vi.useFakeTimers();
  language.use('en');
  bridge = new FakeBridge();
  const connection = new BridgeConnection(bridge, new Backoff());
  connection.connect();
  bridge.socket.open();
  places = [];
  closed = 0;
  panel = Object.assign(document.createElement('search-panel') as SearchPanel, { connection, directory: new RoomDirectory(connection), room: 'lobby' });
  panel.addEventListener('jump', (event) => places.push((event as CustomEvent<Place>).detail));
  panel.addEventListener('close', () => (closed += 1));
  document.body.append(panel);
  await panel.updateComplete;
});

afterEach(() => {
  panel.remove();
  vi.useRealTimers();
});

const find = <T extends HTMLElement>(testId: string): T | null => panel.shadowRoot!.querySelector<T>(`[data-testid=${testId}]`);
const asked = (): Sent[] => bridge.socket.sends('chat.search');

async function write(query: string): Promise<void> {
  find<HTMLInputElement>('search-input')!.value = query;
  find('search-input')!.dispatchEvent(new InputEvent('input'));
  await vi.advanceTimersByTimeAsync(250);
}

async function answer(body: object): Promise<void> {
  bridge.socket.answer(asked().at(-1)!, body);
  await vi.advanceTimersByTimeAsync(0);
  await panel.updateComplete;
}

it('has the focus, searches when the keys rest, and shows what was found', async () => {
  expect(panel.shadowRoot!.activeElement).toBe(find('search-input'));
  await write('비트');
  expect(asked().map(({ body }) => body)).toEqual([{ query: '비트', limit: 20, room: 'lobby' }]);
  await answer({ hits: [message(5, { text: '비트코인 <b>100</b>' })] });
  expect(find('search-status')!.textContent).toBe('1 messages');
  const hit = find('search-hit')!;
  expect(hit.querySelector('bdi')!.textContent).toBe('비트코인 <b>100</b>');
  expect(hit.querySelector('mark')!.textContent).toBe('비트');
  hit.click();
  expect(places).toEqual([{ room: 'lobby', seq: 5 }]);
});

it('searches all rooms when asked to, and reads on', async () => {
  await write('x');
  find<HTMLInputElement>('search-everywhere')!.click();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked().at(-1)!.body).toEqual({ query: 'x', limit: 20 });
  await answer({ hits: [message(9, { room: 'alts' })], next: 'c9' });
  find('search-more')!.click();
  expect(asked().at(-1)!.body).toEqual({ query: 'x', limit: 20, before: 'c9' });
});

it('says when there is nothing, and why a search failed', async () => {
  await write('nothing');
  await answer({ hits: [] });
  expect(find('search-status')!.textContent).toBe('No message found.');
  await write('fails');
  bridge.socket.refuse(asked().at(-1)!, 400, 'query: too short');
  await vi.advanceTimersByTimeAsync(0);
  await panel.updateComplete;
  expect(find('search-status')!.textContent).toContain('query: too short');
});

it('asks for no further page when it was closed meanwhile', async () => {
  await write('rare');
  panel.remove();
  await answer({ hits: [], next: 'c1' });
  expect(asked()).toHaveLength(1);
});

it('is closed with Escape', () => {
  find('search-input')!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  expect(closed).toBe(1);
});

async function filter(testId: string, value: string, event: string): Promise<void> {
  find<HTMLInputElement>(testId)!.value = value;
  find(testId)!.dispatchEvent(new Event(event));
  await vi.advanceTimersByTimeAsync(250);
}

it('looks for an author, between days, in the order that is chosen, and for none of it when the filters are closed', async () => {
  panel.people = [{ id: 'u-jay', name: 'Jay' }];
  find('search-filters')!.click();
  await vi.advanceTimersByTimeAsync(0);
  expect(panel.shadowRoot!.activeElement).toBe(find('search-author'));
  expect(panel.shadowRoot!.querySelector('datalist option')!.getAttribute('value')).toBe('Jay');
  await filter('search-author', ' Jay ', 'input');
  expect(asked().at(-1)!.body).toEqual({ limit: 20, room: 'lobby', author: 'Jay' });
  await filter('search-from', '2026-11-20', 'change');
  await filter('search-to', '2026-11-21', 'change');
  await filter('search-order', 'oldest', 'change');
  await write('coin');
  const [from, to] = [new Date(2026, 10, 20).getTime(), new Date(2026, 10, 22).getTime()];
  expect(asked().at(-1)!.body).toEqual({ query: 'coin', limit: 20, room: 'lobby', author: 'Jay', from, to, order: 'oldest' });
  find('search-filters')!.click();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked().at(-1)!.body).toEqual({ query: 'coin', limit: 20, room: 'lobby' });
});
