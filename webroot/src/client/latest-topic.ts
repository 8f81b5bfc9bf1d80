import type { BridgeConnection } from './bridge-connection.js';
import { ChangeSource } from './change-source.js';

/** The newest event of a topic of which only the newest counts. Unknown again while the connection is broken. */
export class LatestTopic<T> extends ChangeSource {
  #value: T | undefined;
  readonly #stop: Array<() => void>;

  constructor(connection: BridgeConnection, address: string) {
    super();
    this.#stop = [
      connection.subscribe<T>(address, { message: (body) => this.#set(body) }),
      connection.onChange(() => {
        if (connection.state !== 'open') this.#set(undefined);
      }),
    ];
  }

  get value(): T | undefined {
    return this.#value;
  }

  close(): void {
    for (const stop of this.#stop) stop();
  }

  #set(value: T | undefined): void {
    if (value === this.#value) return;
    this.#value = value;
    this.changed();
  }
}
