// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Backoff, BridgeConnection, RoomDirectory, type Report } from '../../src/client/index.js';
import { language } from '../../src/page/i18n/language.js';
import { ModerationDesk } from '../../src/page/moderation-desk.js';
import '../../src/page/moderation-panel.js';
import type { ModerationPanel } from '../../src/page/moderation-panel.js';
import type { Place } from '../../src/page/room-route.js';
import { jay, me } from '../client/entries.js';
import { FakeBridge, type Sent } from '../client/fake-bridge.js';

const report: Report = { id: 7, kind: 'report', at: 5_000, room: 'lobby', by: me, seq: 3, from: jay, text: 'buy <b>my</b> coin', reason: 'spam' };
const second: Report = { ...report, id: 6, by: { id: 'u-kim', name: 'kim' } };
const held: Report = { id: 5, kind: 'held', at: 4_000, room: 'attic', by: jay, text: 'a rude word' };

let bridge: FakeBridge;
let desk: ModerationDesk;
let panel: ModerationPanel;
let closed: number;

beforeEach(async () => {
  vi.useFakeTimers();
  language.use('en');
  bridge = new FakeBridge();
  const connection = new BridgeConnection(bridge, new Backoff());
  connection.connect();
  bridge.socket.open();
  await settle();
  desk = new ModerationDesk(connection);
  bridge.socket.confirmAll();
  closed = 0;
  panel = Object.assign(document.createElement('moderation-panel') as ModerationPanel, { desk, directory: new RoomDirectory(connection), room: 'lobby' });
  panel.addEventListener('close', () => (closed += 1));
  document.body.append(panel);
  await settle();
});

afterEach(() => {
  panel.remove();
  desk.close();
  vi.useRealTimers();
});

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(100);
}

function all<T extends HTMLElement>(testId: string, root: ParentNode = panel.shadowRoot!): T[] {
  return [...root.querySelectorAll<HTMLElement>('*')].flatMap((child) => [...(child.dataset['testid'] === testId ? [child as T] : []), ...(child.shadowRoot === null ? [] : all<T>(testId, child.shadowRoot))]);
}

const find = <T extends HTMLElement>(testId: string): T => all<T>(testId)[0]!;
const words = (testId: string): string => find(testId).textContent!.trim();

const focused = (testId: string): boolean => (find(testId).getRootNode() as ShadowRoot).activeElement === find(testId);

async function click(testId: string): Promise<void> {
  find(testId).click();
  await settle();
}

/** Answers the newest request, which is to this address. */
async function answer(address: string, body: unknown): Promise<Sent> {
  const request = bridge.socket.sends(address).at(-1)!;
  bridge.socket.answer(request, body);
  await settle();
  return request;
}

async function list(...reports: Report[]): Promise<void> {
  for (const request of bridge.socket.sends('chat.reports')) bridge.socket.answer(request, { reports });
  await settle();
  for (const request of bridge.socket.sends('chat.reports')) bridge.socket.answer(request, { reports });
  await settle();
}

it('shows who reported what of whom and why, as text', async () => {
  await list(report, held);
  expect(all('report').map((card) => card.dataset['kind'])).toEqual(['report', 'held']);
  expect(words('report-text')).toBe('buy <b>my</b> coin');
  expect(words('report-reason')).toBe('Reason: spam');
  expect(words('report')).toMatch(/Reported by me.*lobby.*Jay/s);
  expect(all('report')[1]!.textContent).toMatch(/Held for an unwanted word.*attic.*Jay.*a rude word/s);
});

it('says that nothing is open', async () => {
  await list();
  expect(words('reports-status')).toBe('No open reports.');
});

it('dismisses a report, which is gone then', async () => {
  await list(report, held);
  await click('report-dismiss');
  expect((await answer('chat.resolve', {})).body).toEqual({ report: 7, post: false });
  expect(all('report').map((card) => card.dataset['id'])).toEqual(['5']);
  expect(words('reports-status')).toBe('Done.');
});

it('deletes a message when that was asked for twice, and closes every report of it', async () => {
  await list(report, second);
  await click('report-delete');
  expect(bridge.socket.sends('chat.delete')).toEqual([]);
  await click('report-confirm');
  expect((await answer('chat.delete', {})).body).toMatchObject({ room: 'lobby', seq: 3 });
  expect((await answer('chat.resolve', {})).body).toMatchObject({ report: 7 });
  expect((await answer('chat.resolve', {})).body).toMatchObject({ report: 6 });
  expect(all('report')).toEqual([]);
});

it.each([
  ['mute', 'chat.mute'],
  ['ban', 'chat.ban'],
])('can %s the author in that room for so long as is chosen', async (act, address) => {
  await list(report);
  await click(`report-${act}`);
  find<HTMLSelectElement>('report-minutes').value = '1440';
  await click('report-confirm');
  expect((await answer(address, {})).body).toEqual({ room: 'lobby', user: 'u-jay', minutes: 1_440 });
  await answer('chat.resolve', {});
  expect(all('report')).toEqual([]);
});

it('asks for nothing when the answer is no, also with Escape, and gives the focus back', async () => {
  await list(report);
  await click('report-mute');
  expect(focused('report-keep')).toBe(true);
  find('report-keep').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true, cancelable: true }));
  await settle();
  expect(focused('report-dismiss')).toBe(true);
  expect([bridge.socket.sends('chat.mute'), closed]).toEqual([[], 0]);
});

it('lets a held message in, or drops it', async () => {
  await list(held, { ...held, id: 4 });
  await click('report-release');
  expect((await answer('chat.resolve', {})).body).toEqual({ report: 5, post: true });
  await click('report-drop');
  expect((await answer('chat.resolve', {})).body).toEqual({ report: 4, post: false });
});

it('says what was refused, keeps the report, and looks what became of it', async () => {
  await list(report);
  const before = bridge.socket.sends('chat.reports').length;
  await click('report-dismiss');
  bridge.socket.refuse(bridge.socket.sends('chat.resolve')[0]!, 404, 'report: there is none');
  await settle();
  expect(words('report-error')).toContain('report: there is none');
  expect(bridge.socket.sends('chat.reports').length).toBe(before + 1);
  await list();
  expect(all('report')).toEqual([]);
});

it('leads to the message', async () => {
  const places: Place[] = [];
  panel.addEventListener('jump', (event) => places.push((event as CustomEvent<Place>).detail));
  await list(report);
  await click('report-show');
  expect(places).toEqual([{ room: 'lobby', seq: 3 }]);
});

it('looks for reports when it is told to, and once for all that it is told meanwhile', async () => {
  await list(report);
  const asked = (): number => bridge.socket.sends('chat.reports').length;
  const before = asked();
  bridge.socket.publish('notice.staff', { kind: 'reports' });
  await settle();
  expect(asked()).toBe(before + 1);
  for (let told = 0; told < 5; told += 1) bridge.socket.publish('notice.staff', { kind: 'reports' });
  await settle();
  expect(asked()).toBe(before + 1);
  await list(report, held);
  expect(asked()).toBe(before + 2);
  expect(all('report').map((card) => card.dataset['id'])).toEqual(['7', '5']);
});

it('asks for nothing while nothing is told', async () => {
  await list(report);
  const before = bridge.socket.sends('chat.reports').length;
  for (let passedMs = 0; passedMs < 60_000; passedMs += 5_000) {
    await vi.advanceTimersByTimeAsync(5_000);
    bridge.socket.receive({ type: 'pong' });
  }
  expect(bridge.socket.sends('chat.reports').length).toBe(before);
});

const settings = { access: 'public', archived: false, slowModeSeconds: 0, retentionDays: 0, words: ['scam'], wordAction: 'mask' };

it('shows how the room is run, and sends what was changed alone', async () => {
  await click('moderation-settings');
  expect((await answer('chat.settings', settings)).body).toEqual({ room: 'lobby' });
  expect(find<HTMLTextAreaElement>('settings-words').value).toBe('scam');
  find<HTMLInputElement>('settings-slow').value = '30';
  find<HTMLTextAreaElement>('settings-words').value = 'scam\n\n 사기 ';
  find<HTMLSelectElement>('settings-word-action').value = 'hold';
  find('settings-save').closest('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
  await settle();
  const saved = { ...settings, slowModeSeconds: 30, words: ['scam', '사기'], wordAction: 'hold' };
  expect((await answer('chat.settings', saved)).body).toEqual({ room: 'lobby', slowModeSeconds: 30, words: ['scam', '사기'], wordAction: 'hold' });
  expect(words('settings-status')).toBe('Saved.');
  expect(find<HTMLTextAreaElement>('settings-words').value).toBe('scam\n사기');
});

it('says which setting was refused', async () => {
  await click('moderation-settings');
  await answer('chat.settings', settings);
  find('settings-save').closest('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
  await settle();
  bridge.socket.refuse(bridge.socket.sends('chat.settings').at(-1)!, 400, 'words: must be at most 200');
  await settle();
  expect(words('settings-error')).toContain('words: must be at most 200');
});

it('shows what words say in the room, tries one on what was said, sets it and removes it', async () => {
  await click('moderation-settings');
  expect((await answer('sentiment.words', { room: 'lobby', words: [] })).body).toEqual({ room: 'lobby' });
  expect(words('words-status')).toBe('No words of its own.');
  find<HTMLInputElement>('words-word').value = '진격';
  find<HTMLInputElement>('words-weight').value = '0.6';
  // In happy-dom 0.6 is no multiple of 0.05, which it takes in binary; in a browser it is.
  vi.spyOn(find('words-add').closest('form')!, 'reportValidity').mockReturnValue(true);
  await click('words-try');
  const changed = [{ seq: 7, text: '오늘 진격', before: { label: 'neutral', score: 0, emoji: '😐' }, after: { label: 'positive', score: 0.6, emoji: '😊' } }];
  expect((await answer('sentiment.try', { room: 'lobby', read: 90, changed })).body).toEqual({ room: 'lobby', word: '진격', weight: 0.6 });
  expect(words('words-status')).toBe('1 of the last 90 messages would be scored otherwise.');
  expect(words('word-effect')).toMatch(/오늘 진격.*Neutral 😐 0\.00 → Positive 😊 \+0\.60/s);

  find('words-add').closest('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
  await settle();
  expect((await answer('sentiment.teach', { room: 'lobby', words: [{ word: '진격', weight: 0.6 }] })).body).toEqual({ room: 'lobby', word: '진격', weight: 0.6 });
  expect(words('room-word')).toMatch(/진격.*\+0\.60/s);
  expect(all('word-effect')).toEqual([]);
  expect(find<HTMLInputElement>('words-word').value).toBe('');

  await click('words-remove');
  expect((await answer('sentiment.teach', { room: 'lobby', words: [] })).body).toEqual({ room: 'lobby', word: '진격' });
  expect(all('room-word')).toEqual([]);
});

it('says why a word is not set, and keeps it', async () => {
  await click('moderation-settings');
  await answer('sentiment.words', { room: 'lobby', words: [] });
  find<HTMLInputElement>('words-word').value = 'love';
  find('words-add').closest('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
  await settle();
  bridge.socket.refuse(bridge.socket.sends('sentiment.teach').at(-1)!, 400, 'word: says the same in every room');
  await settle();
  expect(words('words-error')).toContain('word: says the same in every room');
  expect(find<HTMLInputElement>('words-word').value).toBe('love');
});

it('tells who did what, page by page', async () => {
  await click('moderation-audit');
  const actions = Array.from({ length: 50 }, (_, index) => ({ id: 90 - index, at: 1_000, by: me, action: 'mute', room: 'lobby', user: 'u-jay', detail: '10 minutes' }));
  await answer('chat.audit', { actions });
  expect(all('action')).toHaveLength(50);
  expect(words('action')).toMatch(/Mute.*u-jay.*10 minutes.*me.*lobby/s);
  await click('list-more');
  expect((await answer('chat.audit', { actions: [{ id: 40, at: 1, by: me, action: 'something new' }] })).body).toEqual({ before: 41, limit: 50 });
  expect(all('action').at(-1)!.textContent).toContain('something new');
  expect(all('list-more')).toEqual([]);
});

it('is closed', async () => {
  await click('moderation-close');
  expect(closed).toBe(1);
});
