// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { User } from '../../src/client/index.js';
import '../../src/page/market-room.js';
import { message, messages, page, sessionOf } from '../client/entries.js';
import { FakeSocket, type Sent } from '../client/fake-bridge.js';

const alice = { id: 'u-alice', name: 'alice' };
const bob = { id: 'u-bob', name: 'bob' };

let session: User | undefined;
let answer: (request: string) => Response;
let asked: string[];
let sockets: FakeSocket[];
let element: HTMLElement;

/** The browser's WebSocket, with a fake bridge at its other end. */
class FakeWebSocket {
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number; reason: string }) => void;
  readonly socket = new FakeSocket({
    opened: () => this.onopen?.(),
    received: (data) => this.onmessage?.({ data }),
    closed: (code, reason) => this.onclose?.({ code, reason }),
  });

  constructor() {
    sockets.push(this.socket);
  }

  send(frame: string): void {
    this.socket.sent.push(JSON.parse(frame) as Sent);
  }

  close(): void {
    this.socket.closed = true;
  }
}

beforeEach(async () => {
  vi.useFakeTimers();
  localStorage.clear();
  sockets = [];
  session = alice;
  vi.stubGlobal('WebSocket', FakeWebSocket);
  asked = [];
  answer = () => (session === undefined ? new Response(null, { status: 204 }) : Response.json(sessionOf(session)));
  vi.stubGlobal('fetch', async (url: string, { method = 'GET' }: RequestInit = {}) => {
    const request = `${method} ${new URL(url).pathname}`;
    asked.push(request);
    return answer(request);
  });
  element = document.createElement('market-room');
  document.body.append(element);
  await settle();
});

afterEach(() => {
  element.remove();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Promises, and the frames that renderings wait for. */
async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(200);
}

async function open(): Promise<void> {
  sockets.at(-1)!.open();
  await settle();
}

async function reconnect(): Promise<void> {
  sockets.at(-1)!.drop();
  await vi.advanceTimersByTimeAsync(500);
  await open();
}

function find<T extends HTMLElement>(testId: string, root: ParentNode = element.shadowRoot!): T | undefined {
  for (const child of root.querySelectorAll<HTMLElement>('*')) {
    const found = child.dataset['testid'] === testId ? (child as T) : child.shadowRoot === null ? undefined : find<T>(testId, child.shadowRoot);
    if (found !== undefined) return found;
  }
  return undefined;
}

const posted = (): string[] => sockets.flatMap((socket) => socket.sends('chat.post')).map(({ body }) => body.text as string);

function post(text: string): void {
  find<HTMLTextAreaElement>('message-input')!.value = text;
  find('send')!.click();
}

async function load(): Promise<void> {
  element.remove();
  document.body.append((element = document.createElement('market-room')));
  await settle();
}

it('asks for a name where no session exists', async () => {
  session = undefined;
  await load();
  expect(find('name')).toBeDefined();
});

it('shows why the server lets nobody in by name', async () => {
  session = undefined;
  answer = (request) => (request.startsWith('POST') ? Response.json({ code: 403, message: 'sign in with <b>the host</b>' }, { status: 403 }) : new Response(null, { status: 204 }));
  await load();
  find<HTMLInputElement>('name')!.value = 'alice';
  find('enter')!.click();
  await settle();
  expect(find('name-error')!.textContent).toBe('You were not let in: sign in with <b>the host</b>');
});

it('renews a session that is old when the page loads', async () => {
  answer = () => Response.json({ user: alice, expiresAt: Date.now() + 3_600_000 });
  asked.length = 0;
  await load();
  expect(asked).toEqual(['GET /api/session', 'POST /api/session/refresh']);
  expect(find('message-input')).toBeDefined();
});

it('renews a session that grows old while the page is open, and the cookie with it', async () => {
  answer = () => Response.json({ user: alice, expiresAt: Date.now() + 3_600_000 });
  await open();
  await vi.advanceTimersByTimeAsync(10_000);
  const [request] = sockets.at(-1)!.sends('session.refresh');
  asked.length = 0;
  sockets.at(-1)!.answer(request!, { token: 't', user: alice, expiresAt: Date.now() + 3_600_000 });
  await settle();
  expect(asked).toEqual(['POST /api/session/refresh']);
});

it('signs out without a word about a revocation that the server could not keep', async () => {
  await open();
  find('leave')!.click();
  await settle();
  answer = () => Response.json({ code: 503, message: 'not available now, try again' }, { status: 503 });
  find('other-name')!.click();
  await settle();
  expect(asked).toContain('DELETE /api/session');
  expect(find('name')).toBeDefined();
  expect(find('name-error')!.textContent).toBe('');
});

it('says nothing of a bridge that goes away and is back within two seconds', async () => {
  await open();
  await vi.advanceTimersByTimeAsync(5_000);
  const banner = find('banner')!;
  const said: string[] = [];
  sockets.at(-1)!.drop(1001, '{"retryAfterMs":1500}');
  for (let passedMs = 0; passedMs < 1_500; passedMs += 100) {
    said.push(banner.textContent!.trim());
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(sockets).toHaveLength(2);
  await open();
  expect(new Set(said)).toEqual(new Set(['']));
  expect(banner.dataset['state']).toBe('open');
});

it('says when it tries again where a bridge stays away for longer', async () => {
  await open();
  await vi.advanceTimersByTimeAsync(5_000);
  sockets.at(-1)!.drop(1001, '{"retryAfterMs":9000}');
  await vi.advanceTimersByTimeAsync(2_500);
  expect(find('banner')!.textContent).toMatch(/Reconnecting in [67] s/);
});

it('stays the same user over a reconnect, and sends again what was not answered', async () => {
  await open();
  post('hello');
  expect(posted()).toEqual(['hello']);
  await reconnect();
  expect(posted()).toEqual(['hello', 'hello']);
  expect(sockets).toHaveLength(2);
  expect(find('other-user')).toBeUndefined();
});

it('becomes the user that another tab became, and sends nothing of the former one', async () => {
  await open();
  post('as alice');
  session = bob;
  await reconnect();
  await open();
  expect(posted()).toEqual(['as alice']);
  expect(find('line')).toBeUndefined();
  expect(find<HTMLTextAreaElement>('message-input')!.value).toBe('as alice');
  expect(find('other-user')!.textContent).toMatch(/bob.*alice/s);
  post('as bob');
  expect(sockets.at(-1)!.sends('chat.post').map(({ body }) => body.text)).toEqual(['as bob']);
});

it('says so until it is read', async () => {
  await open();
  session = bob;
  await reconnect();
  await open();
  await vi.advanceTimersByTimeAsync(15_000);
  find('dismiss-other-user')!.click();
  await settle();
  expect(find('other-user')).toBeUndefined();
});

it('asks for a name again when the session ended during a break', async () => {
  await open();
  session = undefined;
  await reconnect();
  expect(find('name')).toBeDefined();
  expect(sockets.at(-1)!.closed).toBe(true);
});

async function answerTo(address: string, body: unknown): Promise<void> {
  const socket = sockets.at(-1)!;
  socket.answer(socket.sends(address).at(-1)!, body);
  await settle();
}

async function loadRoom(last: number, seen: number): Promise<void> {
  await open();
  sockets.at(-1)!.confirmAll();
  await settle();
  await answerTo('chat.history', page(messages(1, last)));
  await answerTo('chat.rooms', { rooms: [{ room: 'lobby', title: 'Lobby', last, people: 1, seen }, { room: 'alts', title: 'Alts', last: 9, people: 0, seen: 5 }] });
}

const toldSeen = (): number[] => sockets.at(-1)!.sends('chat.seen').map(({ body }) => body.seq as number);

it('shows where the unread begins, and tells the server that they were read', async () => {
  await loadRoom(5, 3);
  expect(find('unread-line')!.nextElementSibling!.getAttribute('data-seq')).toBe('4');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(toldSeen()).toEqual([5]);
});

it('counts what comes while nobody looks, in the title too, until it is read here or elsewhere', async () => {
  await loadRoom(3, 3);
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  sockets.at(-1)!.publish('chat.room.lobby', message(4));
  sockets.at(-1)!.publish('chat.room.lobby', message(5));
  await settle();
  expect(document.title).toMatch(/^\(2\) /);
  expect(find('unread-line')!.nextElementSibling!.getAttribute('data-seq')).toBe('4');
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event('visibilitychange'));
  await vi.advanceTimersByTimeAsync(1_200);
  expect(document.title).not.toMatch(/^\(/);
  expect(toldSeen()).toEqual([5]);
});

it('shows how much is new in the other rooms', async () => {
  await loadRoom(3, 3);
  expect(find('room-unread')!.textContent).toBe('4');
  expect(find('room-unread')!.dataset['room']).toBe('alts');
});

it('comes in under another name with /nick, in the same tab', async () => {
  await loadRoom(1, 1);
  answer = (request) => {
    if (request === 'POST /api/session') session = bob;
    return Response.json(sessionOf(session!), { status: request.startsWith('POST') ? 201 : 200 });
  };
  post('/nick bob');
  await settle();
  await open();
  expect(asked).toContain('POST /api/session');
  expect(find('other-user')).toBeUndefined();
  post('as bob');
  expect(posted()).toEqual(['as bob']);
});

it('opens and closes the search, and gives the focus back', async () => {
  await loadRoom(1, 1);
  find('search-open')!.click();
  await settle();
  expect(find('search-input')).toBeDefined();
  find('search-close')!.click();
  await settle();
  expect(find('search-input')).toBeUndefined();
  expect((find('search-open')!.getRootNode() as ShadowRoot).activeElement).toBe(find('search-open'));
});

it('lets who was sent out of a room come in again', async () => {
  await loadRoom(1, 1);
  sockets.at(-1)!.receive({ type: 'err', address: 'chat.room.lobby', failureCode: 403, failureType: 'kicked', message: 'out' });
  await settle();
  expect(find('message-input')).toBeUndefined();
  expect(find('sent-out')!.textContent).toMatch(/sent you out|내보냈/);
  const registered = (): number => sockets.at(-1)!.sent.filter(({ type, address }) => type === 'register' && address === 'chat.room.lobby').length;
  expect(registered()).toBe(1);
  find('reenter')!.click();
  await settle();
  expect(registered()).toBe(2);
  sockets.at(-1)!.confirmAll();
  await settle();
  expect(find('message-input')).toBeDefined();
});

it('offers to keep order to who may, with the number of reports, and to nobody else', async () => {
  await loadRoom(1, 1);
  expect(find('moderation-open')).toBeUndefined();
  session = { ...alice, role: 'moderator' };
  await load();
  await loadRoom(1, 1);
  await answerTo('chat.reports', { reports: [{ id: 1, kind: 'report', at: 1, by: bob, room: 'lobby', seq: 1, text: 'text 1' }] });
  expect(find('open-reports')!.textContent).toBe('1');
  find('moderation-open')!.click();
  await settle();
  expect(find('moderation')).toBeDefined();
  find('moderation-close')!.click();
  await settle();
  expect(find('moderation')).toBeUndefined();
  expect((find('moderation-open')!.getRootNode() as ShadowRoot).activeElement).toBe(find('moderation-open'));
});

it('does not make a guest of a moderator who wants another name', async () => {
  session = { ...alice, role: 'moderator' };
  await load();
  await loadRoom(1, 1);
  asked.length = 0;
  post('/nick bob');
  await settle();
  expect(asked).toEqual([]);
  expect(find('hint')!.textContent).toContain('under the other name');
});

it('enters with a key as a moderator', async () => {
  session = undefined;
  await load();
  answer = (request) => {
    if (request === 'POST /api/session') session = { ...alice, role: 'moderator' };
    return session === undefined ? new Response(null, { status: 204 }) : Response.json(sessionOf(session), { status: request.startsWith('POST') ? 201 : 200 });
  };
  find<HTMLInputElement>('name')!.value = 'alice';
  find<HTMLInputElement>('key')!.value = 'ttk_secret';
  find('enter')!.click();
  await settle();
  await open();
  expect(find('moderation-open')).toBeDefined();
});
