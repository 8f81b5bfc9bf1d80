import { Backoff } from './backoff.js';
import { BridgeConnection } from './bridge-connection.js';
import { RequestError, FailureCode } from './request-error.js';
import { SessionApi, type Session } from './session.js';
import { SessionRenewal } from './session-renewal.js';
import { webSocketUrl, WebSocketTransportFactory } from './websocket-transport.js';

/**
 * A connection for a program, which has a token where a page has a cookie. It renews its session while it is open.
 * Needs a global `WebSocket`: Node 22 has one, Node 20 with `--experimental-websocket`.
 * @param origin for example `https://room.example`
 * @param session as `SessionApi.enter` gives it
 * @throws RequestError when the session has no token
 */
export function tokenConnection(origin: string, session: Session): BridgeConnection {
  let { token } = session;
  if (token === undefined) throw new RequestError(FailureCode.notSignedIn, 'the session has no token');
  const api = new SessionApi(origin, () => token!);
  const connection = new BridgeConnection(
    {
      current: new WebSocketTransportFactory(() => `${webSocketUrl(origin)}?token=${encodeURIComponent(token!)}`),
      opened: () => undefined,
      failedToOpen: async () => undefined,
    },
    new Backoff(),
    () => api.current(),
  );
  new SessionRenewal(connection, async (renewed) => {
    token = renewed.token ?? token;
  });
  return connection;
}
