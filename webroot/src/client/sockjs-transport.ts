import type { Transport, TransportFactory, TransportListener } from './transport.js';

interface SockJsSocket {
  onopen: () => void;
  onmessage: (event: { data: string }) => void;
  onclose: (event: { code: number; reason: string }) => void;
  send(frame: string): void;
  close(code?: number, reason?: string): void;
}

const LOAD_FAILED = 1006;

/** The SockJS door, for networks that block WebSocket. The library is fetched only when it is needed. */
export class SockJsTransportFactory implements TransportFactory {
  readonly name = 'sockjs';

  /** @param url absolute `http:` or `https:` URL of `/eventbus` */
  constructor(private readonly url: string) {}

  open(listener: TransportListener): Transport {
    let socket: SockJsSocket | undefined;
    let abandoned = false;
    import('sockjs-client/dist/sockjs.min.js').then(
      ({ default: SockJS }) => {
        if (abandoned) return;
        // Only the HTTP transports: WebSocket was tried before, and the iframe ones need inline scripts.
        const opening: SockJsSocket = new SockJS(this.url, null, { transports: ['xhr-streaming', 'xhr-polling'] });
        opening.onopen = () => listener.opened();
        opening.onmessage = (event) => listener.received(event.data);
        opening.onclose = (event) => listener.closed(event.code, event.reason);
        socket = opening;
      },
      () => listener.closed(LOAD_FAILED, 'the fallback transport could not be loaded'),
    );
    return {
      send: (frame) => socket?.send(frame),
      close: (code, reason) => {
        abandoned = true;
        socket?.close(code, reason);
      },
    };
  }
}
