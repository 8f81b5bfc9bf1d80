import { Command } from './address.js';
import type { BridgeConnection } from './bridge-connection.js';
import { ChangeSource } from './change-source.js';
import type { RoomSummary } from './entry.js';

/** The rooms of the server, read anew with every connection. */
export class RoomDirectory extends ChangeSource {
  #rooms: readonly RoomSummary[] = [];
  readonly #stop: () => void;

  constructor(private readonly connection: BridgeConnection) {
    super();
    let state = connection.state;
    this.#stop = connection.onChange(() => {
      if (connection.state === 'open' && state !== 'open') void this.#read();
      state = connection.state;
    });
    if (state === 'open') void this.#read();
  }

  get rooms(): readonly RoomSummary[] {
    return this.#rooms;
  }

  close(): void {
    this.#stop();
  }

  async #read(): Promise<void> {
    const answer = await this.connection.request<{ rooms: RoomSummary[] }>(Command.chatRooms, {}).catch(() => undefined);
    if (answer === undefined) return;
    this.#rooms = answer.rooms;
    this.changed();
  }
}
