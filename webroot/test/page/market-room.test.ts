// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { User } from '../../src/client/index.js';
import '../../src/page/market-room.js';
import { FakeSocket, type Sent } from '../client/fake-bridge.js';

const alice = { id: 'u-alice', name: 'alice' };
const bob = { id: 'u-bob', name: 'bob' };

let session: User | undefined;
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
  vi.stubGlobal('fetch', async () => (session === undefined ? new Response(null, { status: 204 }) : Response.json({ user: session, expiresAt: 0 })));
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

it('asks for a name where no session exists', async () => {
  element.remove();
  session = undefined;
  document.body.append((element = document.createElement('market-room')));
  await settle();
  expect(find('name')).toBeDefined();
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
