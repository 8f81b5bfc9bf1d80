// @vitest-environment happy-dom
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Backoff, BridgeConnection, type ConnectionState } from '../../src/client/index.js';
import { SockJsTransportFactory } from '../../src/client/sockjs-transport.js';
import { TransportChoice } from '../../src/client/transport-choice.js';

/** A server that speaks SockJS to the real library. Each answer ends with its frame, as happy-dom shows an answer when it ends. */
class SockJsServer {
  /** What a session begins with. */
  welcome = 'o';
  readonly sessions = new Set<string>();
  readonly sent: string[] = [];
  readonly #frames: string[] = [];
  #waiting: ServerResponse | undefined;
  readonly #server: Server = createServer((request, response) => void this.#serve(request, response));

  async listen(): Promise<string> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#waiting?.end();
    const closed = new Promise((done) => this.#server.close(done));
    this.#server.closeIdleConnections();
    await closed;
  }

  say(frame: string): void {
    this.#frames.push(frame);
    this.#flush();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const [, , , session, action] = new URL(request.url!, 'http://localhost').pathname.split('/');
    if (session === undefined) {
      response.setHeader('Content-Type', 'application/json').end('{"websocket":true,"origins":["*:*"],"cookie_needed":false,"entropy":1}');
    } else if (action === 'xhr_send') {
      this.sent.push(body);
      response.writeHead(204).end();
    } else if (this.sessions.has(session)) {
      this.#waiting = response;
      this.#flush();
    } else {
      this.sessions.add(session);
      response.end(`${this.welcome}\n`);
    }
  }

  #flush(): void {
    if (this.#waiting === undefined || this.#frames.length === 0) return;
    this.#waiting.end(`${this.#frames.splice(0).join('\n')}\n`);
    this.#waiting = undefined;
  }
}

let server: SockJsServer;
let connection: BridgeConnection;

beforeEach(async () => {
  server = new SockJsServer();
  const origin = await server.listen();
  // The page's own origin, as the browser of the tests keeps to CORS.
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`${origin}/`);
  const sockJs = new SockJsTransportFactory(`${origin}/eventbus`);
  const backoff = new Backoff({ firstMs: 20_000, maxMs: 20_000, random: () => 0 });
  connection = new BridgeConnection(new TransportChoice(sockJs, sockJs, async () => true), backoff);
});

afterEach(async () => {
  // Ended by the server, as happy-dom reports a request that the client gives up as an error.
  if (connection.state === 'open') await closedWith('c[1000,"bye"]');
  connection.close();
  await server.close();
});

async function until(state: ConnectionState): Promise<void> {
  await vi.waitFor(() => expect(connection.state).toBe(state), { timeout: 4_000 });
}

async function open(): Promise<void> {
  connection.connect();
  await until('open');
}

async function closedWith(frame: string): Promise<number> {
  server.say(frame);
  await until('waiting');
  return connection.nextAttemptAtMs! - Date.now();
}

it('carries commands and answers', async () => {
  await open();
  expect(connection.transportName).toBe('sockjs');
  const answer = connection.request('price.quote', {});
  await vi.waitFor(() => expect(server.sent).toHaveLength(1));
  const [command] = JSON.parse(server.sent[0]!) as [string];
  const { replyAddress } = JSON.parse(command) as { replyAddress: string };
  server.say(`a${JSON.stringify([JSON.stringify({ type: 'rec', address: replyAddress, body: { price: '1' } })])}`);
  await expect(answer).resolves.toEqual({ price: '1' });
});

it('hears from a bridge that goes away when to come back', async () => {
  await open();
  // More than its own step of 10 s, which is the least for a connection that has not held yet.
  const waitMs = await closedWith('c[1001,"{\\"retryAfterMs\\":25000}"]');
  expect(waitMs).toBeGreaterThan(20_000);
  expect(waitMs).toBeLessThanOrEqual(25_000);
});

it.each([
  [1013, 'try again later'],
  [4001, 'slow'],
])('backs off and connects again after %i', async (code, reason) => {
  await open();
  const waitMs = await closedWith(`c[${code},"${reason}"]`);
  expect(waitMs).toBeGreaterThan(5_000);
  expect(waitMs).toBeLessThanOrEqual(10_000);
  connection.connectNow();
  await until('open');
});

it('backs off from a server that has no place, and says so before it opens', async () => {
  server.welcome = 'c[1013,"try again later"]';
  connection.connect();
  await until('waiting');
  expect(connection.nextAttemptAtMs! - Date.now()).toBeGreaterThan(5_000);
  expect(server.sessions.size).toBe(1);
});

it('knows by 4401 that the session is over, while open and right after the opening', async () => {
  await open();
  server.say('c[4401,"the session is over"]');
  await until('signed-out');
  server.welcome = 'o\nc[4401,"the session is over"]';
  connection.connect();
  await until('signed-out');
});

it('takes the biggest command under way for what was too big, after 1009', async () => {
  await open();
  const refused = expect(connection.request('chat.post', { text: 'x'.repeat(1_000) })).rejects.toMatchObject({ code: 413 });
  await closedWith('c[1009,"too large"]');
  await refused;
});
