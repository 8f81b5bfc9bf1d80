import { expect, it } from 'vitest';
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
