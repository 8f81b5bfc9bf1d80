/** One connection attempt and, once opened, the connection: text frames in both directions. */
export interface Transport {
  send(frame: string): void;
  close(code?: number, reason?: string): void;
}

/** What a transport tells its owner. `closed` comes once, also when it never opened. */
export interface TransportListener {
  opened(): void;
  received(frame: string): void;
  closed(code: number, reason: string): void;
}

export type TransportName = 'websocket' | 'sockjs';

/** A way to reach the bridge. */
export interface TransportFactory {
  readonly name: TransportName;
  open(listener: TransportListener): Transport;
}
