import type { Transport, TransportFactory, TransportListener } from '../../src/client/index.js';

export interface Sent {
  type: string;
  address?: string;
  body?: any;
  replyAddress?: string;
}

/** One connection of the fake: what the client wrote, and the server's side of it. */
export class FakeSocket {
  readonly sent: Sent[] = [];
  closedWith: number | undefined;
  closed = false;

  constructor(readonly listener: TransportListener) {}

  open(): void {
    this.listener.opened();
  }

  receive(envelope: object): void {
    this.listener.received(JSON.stringify(envelope));
  }

  publish(address: string, body: unknown): void {
    this.receive({ type: 'rec', address, body });
  }

  /** The commands sent to an address so far. */
  sends(address: string): Sent[] {
    return this.sent.filter((envelope) => envelope.type === 'send' && envelope.address === address);
  }

  answer(request: Sent, body: unknown): void {
    this.receive({ type: 'rec', address: request.replyAddress, body });
  }

  refuse(request: Sent, failureCode: number, message = 'refused', more: object = {}): void {
    this.receive({ type: 'err', address: request.replyAddress, failureCode, failureType: 'RECIPIENT_FAILURE', message, ...more });
  }

  /** Confirms every registration that waits for it. */
  confirmAll(): void {
    for (const envelope of this.sent) {
      if (envelope.type === 'register') this.receive({ type: 'rec', address: envelope.replyAddress, body: { registered: envelope.address } });
    }
  }

  drop(code = 1006, reason = ''): void {
    this.listener.closed(code, reason);
  }
}

/** A bridge that speaks the real envelopes, and does only what the test tells it. */
export class FakeBridge implements TransportFactory {
  readonly name = 'websocket';
  readonly sockets: FakeSocket[] = [];
  failures = 0;

  readonly current = this;

  open(listener: TransportListener): Transport {
    const socket = new FakeSocket(listener);
    this.sockets.push(socket);
    return {
      send: (frame) => socket.sent.push(JSON.parse(frame) as Sent),
      close: (code) => {
        socket.closed = true;
        socket.closedWith = code;
      },
    };
  }

  get socket(): FakeSocket {
    return this.sockets.at(-1)!;
  }

  opened(): void {}

  async failedToOpen(): Promise<void> {
    this.failures += 1;
  }
}
