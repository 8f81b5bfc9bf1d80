// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Backoff, BridgeConnection, Moderation, MoodClient, PriceClient, RequestError, RoomClient } from '../../src/client/index.js';
import type { CommandScene } from '../../src/page/command-runner.js';
import { Composing } from '../../src/page/composing.js';
import { Hint } from '../../src/page/hint.js';
import '../../src/page/message-input.js';
import type { MessageInput } from '../../src/page/message-input.js';
import { jay, me, message, page } from '../client/entries.js';
import { FakeBridge } from '../client/fake-bridge.js';

let bridge: FakeBridge;
let element: MessageInput;
let left: number;
let renamed: string[];

beforeEach(async () => {
  vi.useFakeTimers();
  localStorage.clear();
  bridge = new FakeBridge();
  const connection = new BridgeConnection(bridge, new Backoff());
  connection.connect();
  bridge.socket.open();
  left = 0;
  renamed = [];
  element = inputFor({
    connection,
    roomClient: new RoomClient(connection, 'lobby', me),
    price: new PriceClient(connection, 'BTC-USDT'),
    mood: new MoodClient(connection, 'lobby'),
    moderation: new Moderation(connection),
    people: [me, jay, { id: 'u-minsu', name: '민수' }],
    leave: () => (left += 1),
    rename: async (name) => void renamed.push(name),
  });
  document.body.append(element);
  await element.updateComplete;
});

afterEach(() => {
  element.remove();
  vi.useRealTimers();
});

function inputFor(scene: CommandScene): MessageInput {
  return Object.assign(document.createElement('message-input') as MessageInput, { scene, composing: new Composing(), hint: new Hint() });
}

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
  const { scene } = element;
  element.remove();
  element = inputFor(scene);
  document.body.append(element);
  await element.updateComplete;
  expect(input().value).toBe('half a thou');
});

it('tells the old room that typing stopped when the room changes', async () => {
  write('hello');
  element.scene = { ...element.scene, roomClient: new RoomClient(element.scene.connection, 'alts', me) };
  await element.updateComplete;
  expect(bridge.socket.sends('typing.set').at(-1)!.body).toEqual({ room: 'lobby', typing: false });
  expect(input().value).toBe('');
});

it('shows the mood of what is written, in the words of the page', async () => {
  write('love');
  await vi.advanceTimersByTimeAsync(100);
  expect(bridge.socket.sends('sentiment.analyze')[0]!.body).toEqual({ text: 'love', room: 'lobby' });
  bridge.socket.answer(bridge.socket.sends('sentiment.analyze')[0]!, { label: 'positive', score: 0.7, emoji: '😊' });
  await vi.advanceTimersByTimeAsync(0);
  await element.updateComplete;
  expect(['긍정 😊', 'Positive 😊']).toContain(find('preview').textContent);
});

async function loaded(...entries: Parameters<typeof page>[0]): Promise<void> {
  bridge.socket.confirmAll();
  await vi.advanceTimersByTimeAsync(0);
  bridge.socket.answer(bridge.socket.sends('chat.history')[0]!, page(entries));
  await vi.advanceTimersByTimeAsync(0);
  await element.updateComplete;
}

function key(name: string, more: KeyboardEventInit & { keyCode?: number } = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more });
  if (more.keyCode !== undefined) Object.defineProperty(event, 'keyCode', { value: more.keyCode });
  input().dispatchEvent(event);
  return event;
}

const settle = async (): Promise<void> => {
  await vi.advanceTimersByTimeAsync(0);
  await element.updateComplete;
};
const options = (): string[] => [...element.shadowRoot!.querySelectorAll('[data-testid=completion] bdi')].map((option) => option.textContent!);

it('edits my last line with the arrow up in an empty input, and keeps a draft meanwhile', async () => {
  await loaded(message(1, { from: me, text: 'first' }), message(2, { from: me, text: 'gone', deleted: true }), message(3));
  key('ArrowUp');
  await settle();
  expect(input().value).toBe('first');
  expect(find('composition').dataset['kind']).toBe('edit');
  write('second');
  enter();
  await settle();
  expect(bridge.socket.sends('chat.edit').map(({ body }) => body)).toMatchObject([{ seq: 1, text: 'second' }]);
  expect(posted()).toEqual([]);
  expect(find('composition')).toBeNull();
  expect(input().value).toBe('');
});

it('does not edit while something is written, or where there is nothing of mine', async () => {
  await loaded(message(1));
  key('ArrowUp');
  await settle();
  expect(find('composition')).toBeNull();
});

it('gives the draft back when an edit from the menu is cancelled', async () => {
  await loaded(message(1, { from: me, text: 'first' }));
  write('half a thou');
  element.composing.edit(element.scene.roomClient.lines[0]!);
  await settle();
  write('first, changed');
  key('Escape');
  await settle();
  expect(input().value).toBe('half a thou');
  expect(bridge.socket.sends('chat.edit')).toEqual([]);
});

it('never turns a message into a command by an edit', async () => {
  await loaded(message(1, { from: me, text: 'first' }));
  key('ArrowUp');
  await settle();
  write('/exit');
  enter();
  await settle();
  expect([left, bridge.socket.sends('chat.edit').length, input().value]).toEqual([0, 0, '/exit']);
  write('/me waves');
  enter();
  expect(bridge.socket.sends('chat.edit').map(({ body }) => body.text)).toEqual(['/me waves']);
});

it('answers a message, once', async () => {
  await loaded(message(1));
  element.composing.reply(element.scene.roomClient.lines[0]!);
  await settle();
  expect(find('composition').textContent).toContain('text 1');
  write('indeed');
  enter();
  expect(bridge.socket.sends('chat.post').at(-1)!.body).toMatchObject({ text: 'indeed', replyTo: 1 });
  await settle();
  expect(find('composition')).toBeNull();
});

it('answers with what I do, too', async () => {
  await loaded(message(1));
  element.composing.reply(element.scene.roomClient.lines[0]!);
  await settle();
  write('/me nods');
  enter();
  expect(bridge.socket.sends('chat.post').at(-1)!.body).toMatchObject({ text: '/me nods', replyTo: 1 });
});

it('offers people after an @, and takes one with Tab or with the arrows and Enter', async () => {
  write('hi @');
  await settle();
  expect(options()).toEqual(['Jay', '민수']);
  write('hi @j');
  await settle();
  expect(options()).toEqual(['Jay']);
  key('Tab');
  await settle();
  expect(input().value).toBe('hi @Jay ');
  write('@');
  key('ArrowDown');
  key('ArrowDown');
  await settle();
  expect(input().getAttribute('aria-activedescendant')).toBe('completion-1');
  enter();
  await settle();
  expect([input().value, posted()]).toEqual(['@민수 ', []]);
});

it('sends with Enter when nothing of what is offered was chosen', async () => {
  write('ask @ja');
  await settle();
  enter();
  expect(posted()).toEqual(['ask @ja']);
});

it('closes what is offered with Escape, and leaves Tab alone then', async () => {
  write('@j');
  await settle();
  key('Escape');
  await settle();
  expect(options()).toEqual([]);
  expect(key('Tab').defaultPrevented).toBe(false);
});

it('waits for the syllable that is being composed before it completes a name', async () => {
  input().dispatchEvent(new CompositionEvent('compositionstart'));
  write('@미');
  write('@민');
  await settle();
  expect(options()).toEqual(['민수']);
  expect(key('Tab', { keyCode: 229 }).defaultPrevented).toBe(true);
  expect(input().value).toBe('@민');
  input().dispatchEvent(new CompositionEvent('compositionend'));
  await settle();
  expect(input().value).toBe('@민수 ');
});

it('shows the commands after a slash, and none of them is sent', async () => {
  write('/');
  await settle();
  expect(options()).toEqual(['/exit', '/nick NAME', '/me TEXT', '/price [SYMBOL]', '/mood', '/alert [RULE | off NUMBER]', '/mute NAME [MINUTES]', '/kick NAME', '/help']);
  write('/help');
  enter();
  await settle();
  for (const command of ['/exit', '/nick NAME', '/me TEXT', '/help']) expect(find('hint').textContent).toContain(command);
  expect(posted()).toEqual([]);
});

it('posts what somebody does', () => {
  write('/ME waves');
  enter();
  expect(posted()).toEqual(['/me waves']);
});

it('comes in under another name', async () => {
  write('/nick 민수 2');
  enter();
  await settle();
  expect(renamed).toEqual(['민수 2']);
});

it('says why another name is not taken', async () => {
  element.scene = { ...element.scene, rename: () => Promise.reject(new RequestError(403, 'sign in with the host')) };
  write('/nick bob');
  enter();
  await settle();
  expect(find('hint').textContent).toContain('sign in with the host');
});

it('mutes and kicks by name, and says what came of it', async () => {
  write('/mute jay 5');
  enter();
  const [mute] = bridge.socket.sends('chat.mute');
  expect(mute!.body).toEqual({ room: 'lobby', user: jay.id, minutes: 5 });
  bridge.socket.answer(mute!, {});
  await settle();
  expect(find('hint').textContent).toMatch(/Jay.*5/);
  write('/kick @민수');
  enter();
  const [kick] = bridge.socket.sends('chat.kick');
  expect(kick!.body).toEqual({ room: 'lobby', user: 'u-minsu' });
  bridge.socket.refuse(kick!, 403, 'only moderators kick');
  await settle();
  expect(find('hint').textContent).toContain('only moderators kick');
});

it('asks nobody to be muted whom it does not know, or cannot tell from another', async () => {
  element.scene = { ...element.scene, people: [...element.scene.people, { id: 'u-jay-2', name: 'JAY' }] };
  for (const text of ['/mute nobody', '/kick jay']) {
    write(text);
    enter();
    await settle();
    expect(find('hint').textContent).not.toBe('');
  }
  expect([...bridge.socket.sends('chat.mute'), ...bridge.socket.sends('chat.kick')]).toEqual([]);
});

it('keeps a command that lacks something, and says how it is written', async () => {
  write('/mute');
  enter();
  await settle();
  expect([input().value, posted()]).toEqual(['/mute', []]);
  expect(find('hint').textContent).toContain('/mute NAME [MINUTES]');
});

it('asks for the price of any symbol', async () => {
  write('/price eth');
  enter();
  const [request] = bridge.socket.sends('price.quote').filter(({ body }) => body.symbol === 'ETH-USDT');
  bridge.socket.answer(request!, { symbol: 'ETH-USDT', display: '$3,000.00', source: 'binance', state: 'live' });
  await settle();
  expect(find('hint').textContent).toBe('ETH-USDT $3,000.00 · binance');
});

it('makes an alert of any symbol, and says so', async () => {
  write('/alert eth > 3,000 1h');
  enter();
  const [request] = bridge.socket.sends('alert.create');
  expect(request!.body).toEqual({ symbol: 'ETH-USDT', when: 'price > 3000', cooldown: '1h' });
  bridge.socket.answer(request!, { id: 12, symbol: 'ETH-USDT', when: 'price > 3000', cooldown: '1h', state: 'armed', createdAt: 1 });
  await settle();
  expect(find('hint').textContent).toMatch(/12.*ETH-USDT price > 3000.*1h/);
  expect(input().value).toBe('');
});

it('says why there is no alert, and gives back what was written', async () => {
  write('/alert price >= 70000');
  enter();
  const [request] = bridge.socket.sends('alert.create');
  expect(request!.body).toEqual({ symbol: 'BTC-USDT', when: 'price >= 70000' });
  bridge.socket.refuse(request!, 400, 'when: must be like "price > 70000"');
  await settle();
  expect(find('hint').textContent).toContain('when: must be like');
  expect(input().value).toBe('/alert price >= 70000');
});

it('does not put a refused command over what is being written meanwhile', async () => {
  write('/alert price >= 70000');
  enter();
  write('hello');
  bridge.socket.refuse(bridge.socket.sends('alert.create')[0]!, 400, 'when: must be like "price > 70000"');
  await settle();
  expect(input().value).toBe('hello');
});

it('lists my alerts and deletes one', async () => {
  write('/alert');
  enter();
  const alert = { id: 12, symbol: 'BTC-USDT', when: 'price > 70000', cooldown: '10m', createdAt: 1 };
  bridge.socket.answer(bridge.socket.sends('alert.list')[0]!, { alerts: [{ ...alert, state: 'armed' }, { ...alert, id: 13, state: 'waiting' }] });
  await settle();
  expect(find('hint').textContent).toMatch(/12: BTC-USDT price > 70000.*\n13: BTC-USDT price > 70000/);
  write('/alert off 12');
  enter();
  const [request] = bridge.socket.sends('alert.delete');
  expect(request!.body).toEqual({ alert: 12 });
  bridge.socket.answer(request!, {});
  await settle();
  expect(find('hint').textContent).toContain('12');
});

it('tells the mood of the room', async () => {
  write('/mood');
  enter();
  await settle();
  expect(find('hint').textContent).toMatch(/데이터 부족|Not enough data/);
  bridge.socket.publish('sentiment.room.lobby', { kind: 'mood', room: 'lobby', window: '5m', score: 0.5, messages: 9, people: 3, enough: true });
  write('/mood');
  enter();
  await settle();
  expect(find('hint').textContent).toContain('+0.50');
});
