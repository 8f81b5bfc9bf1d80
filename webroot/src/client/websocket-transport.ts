import type { Transport, TransportFactory, TransportListener } from './transport.js';

/** The raw WebSocket door of the bridge: one envelope a frame. */
export class WebSocketTransportFactory implements TransportFactory {
  readonly name = 'websocket';

  /** @param url absolute `ws:` or `wss:` URL of `/eventbus/websocket`, as it is for the next connection */
  constructor(private readonly url: () => string) {}

  open(listener: TransportListener): Transport {
    const socket = new WebSocket(this.url());
    socket.onopen = () => listener.opened();
    socket.onmessage = (event) => {
      if (typeof event.data === 'string') listener.received(event.data);
    };
    // An error is always followed by a close, which carries the code.
    socket.onclose = (event) => listener.closed(event.code, event.reason);
    return {
      send: (frame) => socket.send(frame),
      close: (code, reason) => socket.close(code, reason),
    };
  }
}

/** @returns where the server at `origin` takes raw WebSockets */
export function webSocketUrl(origin: string): string {
  return `${origin.replace(/^http/, 'ws')}/eventbus/websocket`;
}
