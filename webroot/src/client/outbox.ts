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
}

const ATTEMPTS_WHILE_CONNECTED = 5;

/**
 * Posts one message after the other, in the order they were written, each under one id for all its attempts, so that
 * the server can tell a retry from a new message.
 */
export class Outbox extends ChangeSource {
  #posts: PendingPost[] = [];
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

  /** The connection is back: everything that a broken one held up goes out again. */
  resume(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    this.#attempts = 0;
    this.#backoff.reset();
    for (const post of this.#posts) {
      if (post.state === 'failed' && post.error?.temporary === true) {
        this.#replace(post.id, ({ id, text, at }) => ({ id, text, at, state: 'sending' }));
      }
    }
    void this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#flushing || this.#retryTimer !== undefined) return;
    this.#flushing = true;
    try {
      for (let next = this.#next(); next !== undefined; next = this.#next()) {
        if (!(await this.#attempt(next))) break;
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
    // Not a failure of the message: it goes out when the connection is back.
    if (error.code === FailureCode.disconnected) return false;
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

  #replace(id: string, change: (post: PendingPost) => PendingPost): void {
    this.#posts = this.#posts.map((post) => (post.id === id ? change(post) : post));
    this.changed();
  }
}
