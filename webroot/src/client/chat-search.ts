import { Command } from './address.js';
import type { BridgeConnection } from './bridge-connection.js';
import { ChangeSource } from './change-source.js';
import type { Entry } from './entry.js';
import { FailureCode, RequestError } from './request-error.js';

const PAGE = 20;

interface Found {
  hits: Entry[];
  /** Where the next page begins; absent when this is the last. */
  next?: string;
}

/** Searches what was said, newest first. The answer to a search that another one has replaced is never shown. */
export class ChatSearch extends ChangeSource {
  #query = '';
  #room: string | undefined;
  #hits: readonly Entry[] | undefined;
  #next: string | undefined;
  #searching = false;
  #error: RequestError | undefined;
  #version = 0;

  constructor(private readonly connection: BridgeConnection) {
    super();
  }

  get query(): string {
    return this.#query;
  }

  /** Messages as they stand now; undefined until there was an answer. */
  get hits(): readonly Entry[] | undefined {
    return this.#hits;
  }

  get hasMore(): boolean {
    return this.#next !== undefined;
  }

  get searching(): boolean {
    return this.#searching;
  }

  /** Why the last search failed, if it did. */
  get error(): RequestError | undefined {
    return this.#error;
  }

  /**
   * Begins a search.
   * @param room undefined for every room that I may read
   */
  find(query: string, room?: string): Promise<void> {
    this.clear();
    this.#query = query;
    this.#room = room;
    return query.trim() === '' ? Promise.resolve() : this.#read();
  }

  /** Reads the next page of older hits. */
  more(): Promise<void> {
    return this.#next === undefined || this.#searching ? Promise.resolve() : this.#read();
  }

  clear(): void {
    this.#version += 1;
    this.#query = '';
    this.#hits = undefined;
    this.#next = undefined;
    this.#error = undefined;
    this.#searching = false;
    this.changed();
  }

  async #read(): Promise<void> {
    const version = this.#version;
    this.#searching = true;
    this.#error = undefined;
    this.changed();
    try {
      await this.#readUntilFound(version);
    } catch (error) {
      if (version === this.#version) this.#error = error instanceof RequestError ? error : new RequestError(FailureCode.notAvailable, String(error));
    }
    if (version !== this.#version) return;
    this.#searching = false;
    this.changed();
  }

  /** A page may end without a hit although there are more: the server does not search for long at a time. */
  async #readUntilFound(version: number): Promise<void> {
    for (;;) {
      const body = { query: this.#query, limit: PAGE, room: this.#room, before: this.#next };
      const { hits, next } = await this.connection.request<Found>(Command.chatSearch, body);
      if (version !== this.#version) return;
      this.#hits = [...(this.#hits ?? []), ...hits];
      this.#next = next;
      if (hits.length > 0 || next === undefined) return;
    }
  }
}
