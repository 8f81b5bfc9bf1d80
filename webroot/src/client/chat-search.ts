import { Command } from './address.js';
import type { BridgeConnection } from './bridge-connection.js';
import { ChangeSource } from './change-source.js';
import type { Entry } from './entry.js';
import { FailureCode, RequestError } from './request-error.js';

const PAGE = 20;

export type SearchOrder = 'newest' | 'oldest';

/** What is looked for beside the words; what is left out makes no difference. */
export interface SearchFilter {
  /** Undefined for every room that I may read. */
  room?: string;
  /** The whole name that it was said under, in any case. */
  author?: string;
  /** Said at this time or later, in epoch milliseconds. */
  from?: number;
  /** Said before this time, in epoch milliseconds. */
  to?: number;
  /** Which come first; the newest when left out. */
  order?: SearchOrder;
}

interface Found {
  hits: Entry[];
  /** Where the next page begins; absent when this is the last. */
  next?: string;
}

/** Searches what was said. The answer to a search that another one has replaced is never shown. */
export class ChatSearch extends ChangeSource {
  #query = '';
  #filter: SearchFilter = {};
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
   * @param query words that all occur; it may be empty when an author is given
   */
  find(query: string, filter: SearchFilter = {}): Promise<void> {
    this.clear();
    this.#query = query;
    this.#filter = filter;
    return query.trim() === '' && filter.author === undefined ? Promise.resolve() : this.#read();
  }

  /** Reads the next page of hits. */
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
      const body = { ...this.#filter, limit: PAGE, query: this.#query || undefined, before: this.#next };
      const { hits, next } = await this.connection.request<Found>(Command.chatSearch, body);
      if (version !== this.#version) return;
      this.#hits = [...(this.#hits ?? []), ...hits];
      this.#next = next;
      if (hits.length > 0 || next === undefined) return;
    }
  }
}
