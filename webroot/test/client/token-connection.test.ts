import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RequestError, tokenConnection } from '../../src/client/index.js';
import { me } from './entries.js';
import { FakeSocket, type Sent } from './fake-bridge.js';

let urls: string[];
let sockets: FakeSocket[];
let authorized: Array<string | null>;

class FakeWebSocket {
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number; reason: string }) => void;
  readonly socket = new FakeSocket({
    opened: () => this.onopen?.(),
    received: (data) => this.onmessage?.({ data }),
    closed: (code, reason) => this.onclose?.({ code, reason }),
  });

  constructor(url: string) {
    urls.push(url);
    sockets.push(this.socket);
  }

  send(frame: string): void {
    this.socket.sent.push(JSON.parse(frame) as Sent);
  }

  close(): void {
    this.socket.closed = true;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  [urls, sockets, authorized] = [[], [], []];
  vi.stubGlobal('WebSocket', FakeWebSocket);
  vi.stubGlobal('fetch', async (_url: string, { headers }: RequestInit) => {
    authorized.push(new Headers(headers).get('Authorization'));
    return Response.json({ user: me, expiresAt: Date.now() + 60_000 });
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('comes in with its token, and with the renewed one from then on', async () => {
  const connection = tokenConnection('https://room.example', { user: me, token: 'old/1' });
  connection.connect();
  sockets[0]!.open();
  await vi.advanceTimersByTimeAsync(0);
  expect([urls, authorized]).toEqual([['wss://room.example/eventbus/websocket?token=old%2F1'], ['Bearer old/1']]);
  expect(connection.isOf(me)).toBe(true);
  await vi.advanceTimersByTimeAsync(10_000);
  const [request] = sockets[0]!.sends('session.refresh');
  sockets[0]!.answer(request!, { user: me, token: 'new', expiresAt: Date.now() + 60_000 });
  await vi.advanceTimersByTimeAsync(0);
  sockets[0]!.drop();
  await vi.advanceTimersByTimeAsync(500);
  sockets[1]!.open();
  await vi.advanceTimersByTimeAsync(0);
  expect([urls[1], authorized.at(-1)]).toEqual(['wss://room.example/eventbus/websocket?token=new', 'Bearer new']);
  connection.close();
});

it('needs a token', () => {
  expect(() => tokenConnection('https://room.example', { user: me })).toThrow(RequestError);
});
