// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Backoff, BridgeConnection, PriceClient, RoomClient } from '../../src/client/index.js';
import '../../src/page/message-input.js';
import type { MessageInput } from '../../src/page/message-input.js';
import { me } from '../client/entries.js';
import { FakeBridge } from '../client/fake-bridge.js';

let bridge: FakeBridge;
let element: MessageInput;
let left: number;

beforeEach(async () => {
  vi.useFakeTimers();
  localStorage.clear();
  bridge = new FakeBridge();
  const connection = new BridgeConnection(bridge, new Backoff());
  connection.connect();
  bridge.socket.open();
  left = 0;
  element = document.createElement('message-input') as MessageInput;
  element.connection = connection;
  element.roomClient = new RoomClient(connection, 'lobby', me);
  element.price = new PriceClient(connection, 'BTC-USDT');
  element.addEventListener('leave', () => (left += 1));
  document.body.append(element);
  await element.updateComplete;
});

afterEach(() => {
  element.remove();
  vi.useRealTimers();
});

const find = <T extends HTMLElement>(testId: string): T => element.shadowRoot!.querySelector<T>(`[data-testid=${testId}]`)!;
const input = (): HTMLTextAreaElement => find('message-input');
const posted = (): string[] => bridge.socket.sends('chat.post').map(({ body }) => body.text as string);
const typing = (): boolean[] => bridge.socket.sends('typing.set').map(({ body }) => body.typing as boolean);

function write(text: string): void {
  input().value = text;
  input().dispatchEvent(new InputEvent('input', { bubbles: true }));
}

function enter(more: KeyboardEventInit & { keyCode?: number } = {}): void {
  const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more });
  if (more.keyCode !== undefined) Object.defineProperty(event, 'keyCode', { value: more.keyCode });
  if (more.isComposing === true) Object.defineProperty(event, 'isComposing', { value: true });
  input().dispatchEvent(event);
}

it('sends with Enter and is empty afterwards', () => {
  write('안녕');
  enter();
  expect(posted()).toEqual(['안녕']);
  expect(input().value).toBe('');
});

it('never sends with an Enter that belongs to the input method', () => {
  input().dispatchEvent(new CompositionEvent('compositionstart'));
  write('한');
  enter({ isComposing: true });
  enter({ keyCode: 229 });
  expect(posted()).toEqual([]);
  expect(input().value).toBe('한');
  input().dispatchEvent(new CompositionEvent('compositionend'));
  enter();
  enter();
  expect(posted()).toEqual(['한']);
});

it('waits with the button for the syllable that is being composed', () => {
  input().dispatchEvent(new CompositionEvent('compositionstart'));
  write('하');
  find('send').closest('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
  expect(posted()).toEqual([]);
  input().dispatchEvent(new CompositionEvent('compositionend'));
  write('한');
  vi.advanceTimersByTime(0);
  expect(posted()).toEqual(['한']);
  expect(input().value).toBe('');
});

it('breaks the line with Shift and Enter', () => {
  write('one');
  enter({ shiftKey: true });
  expect(posted()).toEqual([]);
});

it('tells about typing also while composing, and stops when sent or emptied', () => {
  input().dispatchEvent(new CompositionEvent('compositionstart'));
  write('ㅎ');
  expect(typing()).toEqual([true]);
  write('');
  expect(typing()).toEqual([true, false]);
  write('a');
  enter();
  expect(typing()).toEqual([true, false, true, false]);
});

it('leaves with /exit and sends nothing', () => {
  write('/exit');
  enter();
  expect(left).toBe(1);
  expect(posted()).toEqual([]);
  expect(typing()).toEqual([]);
  expect(input().value).toBe('');
});

it('keeps an unknown command and says so', async () => {
  write('/dance');
  enter();
  await element.updateComplete;
  expect(posted()).toEqual([]);
  expect(input().value).toBe('/dance');
  expect(find('hint').textContent).toContain('/dance');
});

it('sends nothing for blanks', () => {
  write('  \n ');
  enter();
  expect(posted()).toEqual([]);
});

it('keeps the draft of a room over a reload', async () => {
  write('half a thou');
  const { connection, roomClient, price } = element;
  element.remove();
  element = Object.assign(document.createElement('message-input') as MessageInput, { connection, roomClient, price });
  document.body.append(element);
  await element.updateComplete;
  expect(input().value).toBe('half a thou');
});

it('tells the old room that typing stopped when the room changes', async () => {
  write('hello');
  element.roomClient = new RoomClient(element.connection, 'alts', me);
  await element.updateComplete;
  expect(bridge.socket.sends('typing.set').at(-1)!.body).toEqual({ room: 'lobby', typing: false });
  expect(input().value).toBe('');
});

it('shows the mood of what is written, in the words of the page', async () => {
  write('love');
  await vi.advanceTimersByTimeAsync(100);
  bridge.socket.answer(bridge.socket.sends('sentiment.analyze')[0]!, { label: 'positive', score: 0.7, emoji: '😊' });
  await vi.advanceTimersByTimeAsync(0);
  await element.updateComplete;
  expect(['긍정 😊', 'Positive 😊']).toContain(find('preview').textContent);
});
