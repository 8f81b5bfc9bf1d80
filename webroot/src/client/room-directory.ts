import { Command } from './address.js';
import { Backoff } from './backoff.js';
import type { BridgeConnection } from './bridge-connection.js';
import { ChangeSource } from './change-source.js';
import type { RoomSummary } from './entry.js';
import { RequestError } from './request-error.js';

/** The rooms of the server and how far I have read each, read anew with every connection and whenever it is asked to. */
export class RoomDirectory extends ChangeSource {
  #rooms: readonly RoomSummary[] = [];
  #loaded = false;
  /** What I read since, which an answer that was under way does not know of. */
  readonly #read = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #backoff = new Backoff();
  readonly #stop: () => void;

  constructor(private readonly connection: BridgeConnection) {
    super();
    let state = connection.state;
    this.#stop = connection.onChange(() => {
      if (connection.state === 'open' && state !== 'open') void this.refresh();
      state = connection.state;
    });
    if (state === 'open') void this.refresh();
  }

  get rooms(): readonly RoomSummary[] {
    return this.#rooms;
  }

  /** Whether the rooms were read. */
  get loaded(): boolean {
    return this.#loaded;
  }

  summary(room: string): RoomSummary | undefined {
    return this.#rooms.find((each) => each.room === room);
  }

  /** How many entries of a room I have not read; 0 for one that I never looked at. */
  unread(room: string): number {
    const { last, seen } = this.summary(room) ?? { last: 0, seen: undefined };
    const read = Math.max(seen ?? -1, this.#read.get(room) ?? -1);
    return read < 0 ? 0 : Math.max(0, last - read);
  }

  /** I have read a room up to `seq`. */
  saw(room: string, seq: number): void {
    this.#read.set(room, Math.max(seq, this.#read.get(room) ?? 0));
    this.changed();
  }

  /** Reads them now; for a page that is looked at again. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      this.#rooms = (await this.connection.request<{ rooms: RoomSummary[] }>(Command.chatRooms, {})).rooms;
      this.#loaded = true;
      this.#backoff.reset();
      this.changed();
    } catch (error) {
      const later = error instanceof RequestError && error.temporary && this.connection.state === 'open';
      if (later) this.#timer = setTimeout(() => void this.refresh(), error.retryAfterMs ?? this.#backoff.nextDelayMs());
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#stop();
  }
}
