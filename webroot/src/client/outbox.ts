import { Backoff } from './backoff.js';
import { ChangeSource } from './change-source.js';
import type { Posted } from './entry.js';
import { FailureCode, RequestError } from './request-error.js';
import { uuid } from './uuid.js';

/** A message of mine that the log does not show yet. */
export interface PendingPost {
  readonly id: string;
  readonly text: string;
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
// So many are no accident: the message itself is what breaks them, and the ones behind it must not wait for ever.
const CONNECTIONS_BROKEN = 5;

/**
 * Posts one message after the other, in the order they were written, each under one id for all its attempts, so that
 * the server can tell a retry from a new message. Paused until `resume`.
 */
export class Outbox extends ChangeSource {
  #posts: PendingPost[] = [];
  #paused = true;
  #flushing = false;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #attempts = 0;
  readonly #backoff = new Backoff();

  /**
   * @param post sends one message; rejects with `RequestError`
   * @param durable told about each message that the server acknowledged
   */
  constructor(
    private readonly post: (id: string, text: string) => Promise<Posted>,
    private readonly durable: (posted: Posted) => void,
  ) {
    super();
  }

  get posts(): readonly PendingPost[] {
    return this.#posts;
  }

  /** Whether nothing is left to send. */
  get idle(): boolean {
    return this.#next() === undefined;
  }

  add(text: string): void {
    this.#posts = [...this.#posts, { id: uuid(), text, at: Date.now(), state: 'sending' }];
    this.changed();
    void this.#flush();
  }

  /** Tries a failed message again, under its old id. */
  retry(id: string): void {
    this.#replace(id, (post) => ({ id, text: post.text, at: post.at, state: 'sending' }));
    void this.#flush();
  }

  discard(id: string): void {
    this.#posts = this.#posts.filter((post) => post.id !== id);
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
    for (const post of this.#posts) {
      if (post.state === 'failed' && post.error?.temporary === true) {
        this.#replace(post.id, ({ id, text, at }) => ({ id, text, at, state: 'sending' }));
      }
    }
    void this.#flush();
  }

  /**
   * Nothing is to be sent any more: marks everything that was not, as failed.
   * @returns what was marked now
   */
  abandon(error: RequestError): readonly PendingPost[] {
    this.pause();
    const unsent = this.#posts.filter((post) => post.state !== 'sent' && post.error?.code !== error.code);
    for (const { id } of unsent) this.#replace(id, (post) => ({ ...post, state: 'failed', error }));
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

  #next(): PendingPost | undefined {
    return this.#posts.find((post) => post.state === 'sending');
  }

  /** @returns whether to go on with the next message now */
  async #attempt(pending: PendingPost): Promise<boolean> {
    try {
      const posted = await this.post(pending.id, pending.text);
      this.#attempts = 0;
      this.#backoff.reset();
      this.#replace(pending.id, ({ id, text }) => ({ id, text, at: posted.at, state: 'sent', seq: posted.seq }));
      this.durable(posted);
      return true;
    } catch (error) {
      return this.#failed(pending, error instanceof RequestError ? error : new RequestError(FailureCode.notAvailable, String(error)));
    }
  }

  #failed(pending: PendingPost, error: RequestError): boolean {
    if (error.code === FailureCode.disconnected) return this.#broken(pending);
    this.#attempts += 1;
    if (error.temporary && this.#attempts < ATTEMPTS_WHILE_CONNECTED) {
      this.#replace(pending.id, (post) => ({ ...post, error }));
      this.#retryTimer = setTimeout(() => {
        this.#retryTimer = undefined;
        void this.#flush();
      }, error.retryAfterMs ?? this.#backoff.nextDelayMs());
      return false;
    }
    this.#attempts = 0;
    this.#replace(pending.id, (post) => ({ ...post, state: 'failed', error }));
    return true;
  }

  /** Goes out again when the connection is back, unless it seems to be what breaks it. */
  #broken(pending: PendingPost): boolean {
    const breaks = (pending.breaks ?? 0) + 1;
    const undeliverable = new RequestError(FailureCode.undeliverable, `${breaks} connections broke while this was sent`);
    this.#replace(pending.id, (post) => (breaks < CONNECTIONS_BROKEN ? { ...post, breaks } : { ...post, state: 'failed', error: undeliverable }));
    return breaks >= CONNECTIONS_BROKEN;
  }

  #replace(id: string, change: (post: PendingPost) => PendingPost): void {
    this.#posts = this.#posts.map((post) => (post.id === id ? change(post) : post));
    this.changed();
  }
}
