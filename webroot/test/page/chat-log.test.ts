// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Backoff, BridgeConnection, MoodClient, Moderation, RoomClient, type Entry, type User } from '../../src/client/index.js';
import '../../src/page/chat-log.js';
import type { ChatLog } from '../../src/page/chat-log.js';
import { Composing } from '../../src/page/composing.js';
import { Hint } from '../../src/page/hint.js';
import { language } from '../../src/page/i18n/language.js';
import { LineActions } from '../../src/page/line-actions.js';
import type { Place } from '../../src/page/room-route.js';
import { jay, me, message, page } from '../client/entries.js';
import { FakeBridge } from '../client/fake-bridge.js';

let bridge: FakeBridge;
let room: RoomClient;
let composing: Composing;
let hint: Hint;
let log: ChatLog;
let places: Place[];

beforeEach(() => {
  vi.useFakeTimers();
  language.use('en');
});

afterEach(() => {
  log.remove();
  vi.useRealTimers();
});

async function show(entries: Entry[], user: User = me): Promise<void> {
  bridge = new FakeBridge();
  const connection = new BridgeConnection(bridge, new Backoff());
  connection.connect();
  bridge.socket.open();
  room = new RoomClient(connection, 'lobby', user);
  composing = new Composing();
  hint = new Hint();
  places = [];
  log = Object.assign(document.createElement('chat-log') as ChatLog, {
    roomClient: room,
    mood: new MoodClient(connection, 'lobby'),
    actions: new LineActions(room, composing, new Moderation(connection), hint, language),
    people: [me, jay],
  });
  log.addEventListener('jump', (event) => places.push((event as CustomEvent<Place>).detail));
  document.body.append(log);
  bridge.socket.confirmAll();
  await vi.advanceTimersByTimeAsync(0);
  bridge.socket.answer(bridge.socket.sends('chat.history')[0]!, page(entries));
  await settle();
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(200);
}

async function arrive(...entries: Entry[]): Promise<void> {
  for (const entry of entries) bridge.socket.publish('chat.room.lobby', entry);
  await settle();
}

const root = (): ShadowRoot => log.shadowRoot!;
const line = (seq: number): HTMLElement => root().querySelector<HTMLElement>(`.line[data-seq="${seq}"]`)!;
const part = (seq: number, testId: string): HTMLElement | null => line(seq).querySelector<HTMLElement>(`[data-testid=${testId}]`);
const words = (seq: number): string => line(seq).querySelector('.words')!.textContent!.trim();
const menu = (): ShadowRoot | undefined => root().querySelector('line-menu')?.shadowRoot ?? undefined;
const choices = (): string[] => [...(menu()?.querySelectorAll<HTMLElement>('[data-testid^=menu-]') ?? [])].map((choice) => choice.dataset['testid']!.slice(5));

async function openMenu(seq: number): Promise<void> {
  part(seq, 'line-menu')!.click();
  await settle();
}

async function choose(testId: string): Promise<void> {
  menu()!.querySelector<HTMLElement>(`[data-testid=${testId}]`)!.click();
  await settle();
}

async function press(at: HTMLElement, key: string): Promise<void> {
  at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
  await settle();
}

it('shows an edit with its mark, and a deletion as a tombstone without anything that it said', async () => {
  await show([message(1), message(2, { text: 'secret' }), message(3, { kind: 'reaction', target: 2, emoji: '👍', on: true })]);
  await arrive(message(4, { kind: 'edit', target: 1, text: 'better' }), message(5, { kind: 'delete', target: 2 }));
  expect(words(1)).toBe('Jay: better');
  expect(part(1, 'edited')!.textContent).toBe('edited');
  expect(words(2)).toBe('Jay: This message was deleted');
  expect(line(2).textContent).not.toContain('secret');
  expect([part(2, 'reaction'), part(2, 'line-menu')]).toEqual([null, null]);
});

it('shows how many chose an emoji and who, and adds or takes back mine with a click', async () => {
  await show([message(1), message(2, { kind: 'reaction', target: 1, emoji: '🚀', on: true })]);
  const reaction = (): HTMLElement => part(1, 'reaction')!;
  expect([reaction().textContent!.trim(), reaction().title, reaction().getAttribute('aria-pressed')]).toEqual(['🚀 1', 'Jay', 'false']);
  reaction().click();
  await settle();
  expect([reaction().textContent!.trim(), reaction().title, reaction().getAttribute('aria-pressed')]).toEqual(['🚀 2', 'Jay, Me', 'true']);
  bridge.socket.answer(bridge.socket.sends('chat.react')[0]!, { room: 'lobby', epoch: 'e1', seq: 3, at: 3_000 });
  await settle();
  reaction().click();
  await settle();
  expect(bridge.socket.sends('chat.react').map(({ body }) => [body.seq, body.emoji, body.on])).toEqual([[1, '🚀', true], [1, '🚀', false]]);
  expect(reaction().title).toBe('Jay');
});

it('quotes what a message answers as it stands now, and leads to it', async () => {
  await show([message(1), message(2, { replyTo: 1 }), message(3, { kind: 'edit', target: 1, text: 'better' })]);
  const quote = part(2, 'quote')!;
  expect(quote.textContent!.trim()).toBe('Jay: better');
  expect(words(2)).toBe('Jay: text 2');
  quote.click();
  expect(places).toEqual([{ room: 'lobby', seq: 1 }]);
  const jumped = log.jump(1);
  await settle();
  expect(await jumped).toBe(true);
  expect(root().activeElement).toBe(line(1));
  expect(line(1).className).toContain('found');
});

it('names an answered message that is not loaded only as an earlier one', async () => {
  await show([message(50, { replyTo: 3 })]);
  expect(part(50, 'quote')!.textContent!.trim()).toBe('An earlier message');
});

it('shows what somebody does as their action', async () => {
  await show([message(1, { text: '/me waves at @me' }), message(2, { text: '/me waves', from: me })]);
  expect([words(1), words(2)]).toEqual(['Jay waves at @me', 'me waves']);
});

it('marks the people who are called, and a line that calls me', async () => {
  await show([message(1, { text: 'hey @me and @Jay, me@jay.example' }), message(2)]);
  expect([...line(1).querySelectorAll('mark')].map((mark) => [mark.textContent, mark.className])).toEqual([['@me', 'me'], ['@Jay', '']]);
  expect([line(1).className.includes('mention'), line(2).className.includes('mention')]).toEqual([true, false]);
});

it('has a line where the unread begins', async () => {
  await show([message(1), message(2), message(3)]);
  log.unreadBefore = 2;
  await settle();
  const mark = root().querySelector('[data-testid=unread-line]')!;
  expect(mark.nextElementSibling).toBe(line(2));
  expect(mark.getAttribute('role')).toBe('separator');
});

it('offers to edit and delete my lines, and to report the others', async () => {
  await show([message(1), message(2, { from: me })]);
  await openMenu(1);
  expect(choices()).toEqual(['reply', 'link', 'report']);
  await openMenu(2);
  expect(choices()).toEqual(['reply', 'edit', 'delete', 'link']);
  await openMenu(2);
  expect(menu()).toBeUndefined();
});

it('lets a moderator delete, mute and kick', async () => {
  await show([message(1)], { ...me, role: 'moderator' });
  await openMenu(1);
  expect(choices()).toEqual(['reply', 'delete', 'link', 'report', 'mute', 'kick']);
  await choose('menu-mute');
  await choose('confirm');
  const [mute] = bridge.socket.sends('chat.mute');
  expect(mute!.body).toEqual({ room: 'lobby', user: jay.id, minutes: 10 });
  bridge.socket.refuse(mute!, 403, 'not here');
  await settle();
  expect(hint.text).toContain('not here');
});

it('asks before it deletes, with the focus on the way out', async () => {
  await show([message(1, { from: me })]);
  await openMenu(1);
  await choose('menu-delete');
  expect(menu()!.activeElement).toBe(menu()!.querySelector('[data-testid=keep]'));
  await choose('keep');
  expect(bridge.socket.sends('chat.delete')).toEqual([]);
  await choose('menu-delete');
  await choose('confirm');
  expect(bridge.socket.sends('chat.delete').map(({ body }) => body.seq)).toEqual([1]);
  expect(words(1)).toBe('Me: This message was deleted');
  expect(menu()).toBeUndefined();
});

it('shows why a change was refused, until it is tried again or given up', async () => {
  await show([message(1, { from: me })]);
  room.edit(1, 'better');
  bridge.socket.refuse(bridge.socket.sends('chat.edit')[0]!, 409, 'the message was deleted');
  await settle();
  expect(words(1)).toBe('Me: text 1');
  expect(part(1, 'failed')!.textContent).toContain('the message was deleted');
  part(1, 'discard')!.click();
  await settle();
  expect(part(1, 'failed')).toBeNull();
});

it('is walked through with the arrows, and opens and closes a menu by key', async () => {
  await show([message(1), message(2, { from: me })]);
  const focused = (): Element | null => root().activeElement;
  await press(root().querySelector('.log')!, 'ArrowUp');
  expect(focused()).toBe(line(2));
  await press(line(2), 'ArrowUp');
  expect(focused()).toBe(line(1));
  await press(line(1), 'ArrowUp');
  expect(focused()).toBe(line(1));
  await press(line(1), 'ArrowRight');
  expect(focused()).toBe(part(1, 'line-menu'));
  await press(part(1, 'line-menu')!, 'Escape');
  expect(focused()).toBe(line(1));
  await press(line(1), 'Enter');
  expect(menu()!.activeElement).toBe(menu()!.querySelector('button'));
  await press(menu()!.activeElement as HTMLElement, 'Escape');
  expect(menu()).toBeUndefined();
  expect(focused()).toBe(line(1));
});

it('hands a line over to be answered or edited', async () => {
  await show([message(1), message(2, { from: me })]);
  await openMenu(1);
  await choose('menu-reply');
  expect(composing.composition).toMatchObject({ kind: 'reply', line: { seq: 1 } });
  await openMenu(2);
  await choose('menu-edit');
  expect(composing.composition).toMatchObject({ kind: 'edit', line: { seq: 2 } });
});

it('reacts from the menu with any of its emoji', async () => {
  await show([message(1)]);
  await openMenu(1);
  await choose('more-emoji');
  menu()!.querySelector<HTMLElement>('[data-emoji="🐳"]')!.click();
  await settle();
  expect(bridge.socket.sends('chat.react').map(({ body }) => [body.emoji, body.on])).toEqual([['🐳', true]]);
  expect(part(1, 'reaction')!.dataset['emoji']).toBe('🐳');
});

it('tells that the reader is at the end again, also when the newest lines have to be read for it', async () => {
  await show([message(1), message(2)]);
  const told: boolean[] = [];
  log.addEventListener('at-end', (event) => told.push((event as CustomEvent<boolean>).detail));
  // To have the newest lines go takes 2,000 lines, for which the test's document needs seconds.
  vi.spyOn(room, 'hasNewer', 'get').mockReturnValue(true);
  void log.jump(1);
  await settle();
  expect(told).toEqual([false]);
  root().querySelector<HTMLElement>('[data-testid=to-end]')!.click();
  expect(told).toEqual([false, true]);
});

it('says so when it cannot lead to a message', async () => {
  await show([message(20_001)]);
  const jumped = log.jump(3);
  await settle();
  expect(await jumped).toBe(false);
});
