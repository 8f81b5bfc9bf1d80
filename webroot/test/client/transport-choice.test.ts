import { expect, it, vi } from 'vitest';
import { BridgeConnection } from '../../src/client/bridge-connection.js';
import { returnToWebSocket } from '../../src/client/browser-connection.js';
import { TransportChoice } from '../../src/client/transport-choice.js';
import type { TransportFactory } from '../../src/client/index.js';

const raw: TransportFactory = { name: 'websocket', open: () => ({ send: () => undefined, close: () => undefined }) };
const sockJs: TransportFactory = { ...raw, name: 'sockjs' };

async function failures(choice: TransportChoice, count: number): Promise<void> {
  for (let failure = 0; failure < count; failure += 1) await choice.failedToOpen();
}

it('falls back when WebSocket does not open although the server answers HTTP', async () => {
  const choice = new TransportChoice(raw, sockJs, async () => true);
  await failures(choice, 1);
  expect(choice.current.name).toBe('websocket');
  await failures(choice, 1);
  expect(choice.current.name).toBe('sockjs');
});

it('keeps to WebSocket while the server is down', async () => {
  const choice = new TransportChoice(raw, sockJs, async () => false);
  await failures(choice, 10);
  expect(choice.current.name).toBe('websocket');
});

it('tries WebSocket again when the fallback fails, too', async () => {
  const choice = new TransportChoice(raw, sockJs, async () => true);
  await failures(choice, 4);
  expect(choice.current.name).toBe('websocket');
});

it('does not count failures from before a success', async () => {
  const choice = new TransportChoice(raw, sockJs, async () => true);
  await failures(choice, 1);
  choice.opened();
  await failures(choice, 1);
  expect(choice.current.name).toBe('websocket');
});

/** Opens at the next turn, or is refused, as by a server that is full. */
function transport(name: 'websocket' | 'sockjs', opens: () => boolean): TransportFactory {
  return {
    name,
    open: (events) => {
      queueMicrotask(() => (opens() ? events.opened() : events.closed(1006, '')));
      return { send: () => undefined, close: () => undefined };
    },
  };
}

it('goes back to WebSocket once that opens again', async () => {
  let full = true;
  const choice = new TransportChoice(transport('websocket', () => !full), sockJs, async () => true);
  await failures(choice, 2);
  expect(await choice.preferredOpens()).toBe(false);
  expect(choice.current.name).toBe('sockjs');
  full = false;
  expect(await choice.preferredOpens()).toBe(true);
  expect(choice.current.name).toBe('websocket');
});

it('leaves a SockJS connection for a WebSocket when that opens, and not before', async () => {
  let full = true;
  const choice = new TransportChoice(
    transport('websocket', () => !full),
    transport('sockjs', () => true),
    async () => true,
  );
  await failures(choice, 2);
  const connection = new BridgeConnection(choice);
  connection.connect();
  await vi.waitFor(() => expect(connection.state).toBe('open'));
  await returnToWebSocket(connection, choice);
  expect(connection.transportName).toBe('sockjs');
  full = false;
  await returnToWebSocket(connection, choice);
  await vi.waitFor(() => expect(connection.state).toBe('open'));
  expect(connection.transportName).toBe('websocket');
  connection.close();
});
