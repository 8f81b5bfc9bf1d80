import { Backoff } from './backoff.js';
import { BridgeConnection } from './bridge-connection.js';
import { SessionApi } from './session.js';
import { SessionRenewal } from './session-renewal.js';
import { SockJsTransportFactory } from './sockjs-transport.js';
import { TransportChoice } from './transport-choice.js';
import { webSocketUrl, WebSocketTransportFactory } from './websocket-transport.js';

/** Rare enough to cost nothing; spread, so that those whom a full server sent to SockJS do not come back all at once. */
const TRY_WEBSOCKET_MS = 5 * 60_000;

/**
 * A connection to the bridge of the server at `origin`: raw WebSocket, or SockJS where that is blocked. It knows whose it is,
 * and keeps its session and the cookie from ending while it is open.
 * @param origin for example `https://room.example`
 */
export function browserConnection(origin: string): BridgeConnection {
  const bridge = `${origin}/eventbus`;
  const api = new SessionApi(origin);
  const choice = new TransportChoice(
    new WebSocketTransportFactory(() => webSocketUrl(origin)),
    new SockJsTransportFactory(bridge),
    () => answersHttp(`${bridge}/info`),
  );
  const connection = new BridgeConnection(choice, new Backoff(), () => api.current());
  new SessionRenewal(connection, () => api.refresh());
  setInterval(() => void returnToWebSocket(connection, choice), TRY_WEBSOCKET_MS * (1 + Math.random()));
  return connection;
}

/** Whoever once fell back to SockJS does not stay there for ever. */
export async function returnToWebSocket(connection: BridgeConnection, choice: TransportChoice): Promise<void> {
  if (connection.transportName === 'sockjs' && (await choice.preferredOpens())) connection.reconnect();
}

/**
 * Reconnects at once when the machine's network comes back or the tab wakes up, instead of waiting for a timer.
 * @returns a function that stops the watching
 */
export function reconnectOnWake(connection: BridgeConnection): () => void {
  const wake = (): void => {
    if (document.visibilityState === 'hidden') return;
    connection.connectNow();
    connection.checkAlive();
  };
  const doubt = (): void => connection.checkAlive();
  window.addEventListener('online', wake);
  window.addEventListener('offline', doubt);
  document.addEventListener('visibilitychange', wake);
  return () => {
    window.removeEventListener('online', wake);
    window.removeEventListener('offline', doubt);
    document.removeEventListener('visibilitychange', wake);
  };
}

async function answersHttp(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
