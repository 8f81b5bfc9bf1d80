import { Backoff } from './backoff.js';
import { ChangeSource } from './change-source.js';
import type { Posted } from './entry.js';
import { FailureCode, RequestError } from './request-error.js';
import { uuid } from './uuid.js';

/** An entry of mine that the log does not show yet. */
export interface Pending<T> {
  readonly id: string;
  /** What it says: a message, or a change to one. */
  readonly what: T;
  /** When it was written, epoch milliseconds. */
  readonly at: number;
  readonly state: 'sending' | 'sent' | 'failed';
  /** Why it failed, or what it is waiting for. */
  readonly error?: RequestError;
  readonly seq?: number;
  /** How many connections broke while it was under way. */
  readonly breaks?: number;
}

const ATTEMPTS_WHILE_CONNECTED = 5;
// So many are no accident: the entry itself is what breaks them, and the ones behind it must not wait for ever.
const CONNECTIONS_BROKEN = 5;

/**
 * Sends one entry after the other, in the order they were written, each under one id for all its attempts, so that
 * the server can tell a retry from a new one. Paused until `resume`.
 */
export class Outbox<T> extends ChangeSource {
  #pending: Pending<T>[] = [];
  #paused = true;
  #flushing = false;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #attempts = 0;
  readonly #backoff = new Backoff();

  /**
   * @param send sends one entry; rejects with `RequestError`
   * @param durable told about each entry that the server acknowledged
   */
  constructor(
    private readonly send: (id: string, what: T) => Promise<Posted>,
    private readonly durable: (posted: Posted) => void,
  ) {
    super();
  }

  get pending(): readonly Pending<T>[] {
    return this.#pending;
  }

  /** Whether nothing is left to send. */
  get idle(): boolean {
    return this.#next() === undefined;
  }

  add(what: T): void {
    this.#pending = [...this.#pending, { id: uuid(), what, at: Date.now(), state: 'sending' }];
    this.changed();
    void this.#flush();
  }

  /** Tries a failed entry again, under its old id. */
  retry(id: string): void {
    this.#replace(id, ({ what, at }) => ({ id, what, at, state: 'sending' }));
    void this.#flush();
  }

  discard(id: string): void {
    this.discardAll((pending) => pending.id === id);
  }

  discardAll(unwanted: (pending: Pending<T>) => boolean): void {
    const kept = this.#pending.filter((pending) => !unwanted(pending));
    if (kept.length === this.#pending.length) return;
    this.#pending = kept;
    this.changed();
  }

  /** There is no connection to send over. */
  pause(): void {
    this.#paused = true;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
  }

  /** The connection is back: everything that a broken one held up goes out again. */
  resume(): void {
    this.pause();
    this.#paused = false;
    this.#attempts = 0;
    this.#backoff.reset();
    for (const { id, state, error } of this.#pending) {
      if (state === 'failed' && error?.temporary === true) this.#replace(id, ({ what, at }) => ({ id, what, at, state: 'sending' }));
    }
    void this.#flush();
  }

  /**
   * Nothing is to be sent any more: marks everything that was not, as failed.
   * @returns what was marked now
   */
  abandon(error: RequestError): readonly Pending<T>[] {
    this.pause();
    const unsent = this.#pending.filter((pending) => pending.state !== 'sent' && pending.error?.code !== error.code);
    for (const { id } of unsent) this.#replace(id, (pending) => ({ ...pending, state: 'failed', error }));
    return unsent;
  }

  async #flush(): Promise<void> {
    if (this.#paused || this.#flushing || this.#retryTimer !== undefined) return;
    this.#flushing = true;
    try {
      for (let next = this.#next(); next !== undefined; next = this.#next()) {
        if (!(await this.#attempt(next)) || this.#paused) break;
      }
    } finally {
      this.#flushing = false;
    }
  }

  #next(): Pending<T> | undefined {
    return this.#pending.find(({ state }) => state === 'sending');
  }

  /** @returns whether to go on with the next entry now */
  async #attempt({ id, what }: Pending<T>): Promise<boolean> {
    try {
      const posted = await this.send(id, what);
      this.#attempts = 0;
      this.#backoff.reset();
      this.#replace(id, () => ({ id, what, at: posted.at, state: 'sent', seq: posted.seq }));
      this.durable(posted);
      return true;
    } catch (error) {
      return this.#failed(id, error instanceof RequestError ? error : new RequestError(FailureCode.notAvailable, String(error)));
    }
  }

  #failed(id: string, error: RequestError): boolean {
    if (error.code === FailureCode.disconnected) return this.#broken(id);
    this.#attempts += 1;
    if (error.temporary && this.#attempts < ATTEMPTS_WHILE_CONNECTED) {
      this.#replace(id, (pending) => ({ ...pending, error }));
      this.#retryTimer = setTimeout(() => {
        this.#retryTimer = undefined;
        void this.#flush();
      }, error.retryAfterMs ?? this.#backoff.nextDelayMs());
      return false;
    }
    this.#attempts = 0;
    this.#replace(id, (pending) => ({ ...pending, state: 'failed', error }));
    return true;
  }

  /** Goes out again when the connection is back, unless it seems to be what breaks it. */
  #broken(id: string): boolean {
    const breaks = (this.#pending.find((pending) => pending.id === id)?.breaks ?? 0) + 1;
    const undeliverable = new RequestError(FailureCode.undeliverable, `${breaks} connections broke while this was sent`);
    this.#replace(id, (pending) => (breaks < CONNECTIONS_BROKEN ? { ...pending, breaks } : { ...pending, state: 'failed', error: undeliverable }));
    return breaks >= CONNECTIONS_BROKEN;
  }

  #replace(id: string, change: (pending: Pending<T>) => Pending<T>): void {
    this.#pending = this.#pending.map((pending) => (pending.id === id ? change(pending) : pending));
    this.changed();
  }
}
