import { Backoff } from './backoff.js';
import { Command } from './address.js';
import type { BridgeConnection } from './bridge-connection.js';
import { RequestError } from './request-error.js';
import { ASSUMED_LIFETIME_MS, OLD_SHARE, type Session } from './session.js';

// Browsers that come back together, with sessions that are due, do not ask together.
const SPREAD_MS = 10_000;
// One timer for days would fire late after a sleep, and JavaScript's end at 24.8 days.
const LONGEST_TIMER_MS = 3_600_000;
// Below it the end is upon us, or our clock is so far ahead that it cannot tell when the end is.
const LEAST_LIFETIME_MS = 1_000;
const BLIND_INTERVAL_MS = 3_600_000;
const RETRY = { firstMs: 5_000, maxMs: 300_000 };

/**
 * Keeps the session of an open connection from ending under it: renews it when less than a quarter of its life is left.
 * A session that cannot be renewed any more ends with close code 4401, as ever.
 */
export class SessionRenewal {
  #session: Session | undefined;
  /** How long a renewed session was seen to live at most, in milliseconds. */
  #lifetimeMs: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #backoff: Backoff;

  /**
   * @param connection one that asks whose it is; others have no session to renew
   * @param onRenewed told the renewed session; renews what the next connection, and the next load of the page, come in with
   * @param random source of jitter in [0, 1)
   */
  constructor(
    private readonly connection: BridgeConnection,
    private readonly onRenewed: (session: Session) => Promise<unknown>,
    private readonly random: () => number = Math.random,
  ) {
    this.#backoff = new Backoff({ ...RETRY, random });
    connection.onChange(() => this.#follow());
  }

  /** Each connection has a session of its own, and only an open one has any. */
  #follow(): void {
    const { session } = this.connection;
    if (session === this.#session) return;
    this.#session = session;
    clearTimeout(this.#timer);
    this.#backoff.reset();
    if (session?.expiresAt !== undefined) this.#plan(session.expiresAt, this.#lifetimeMs ?? ASSUMED_LIFETIME_MS);
  }

  /** Leaves at least half of the last quarter for further attempts. */
  #plan(expiresAt: number, lifetimeMs: number): void {
    const leftMs = expiresAt - Date.now();
    const untilOldMs = leftMs - lifetimeMs * OLD_SHARE;
    const spreadMs = untilOldMs > 0 ? (lifetimeMs * OLD_SHARE) / 2 : Math.min(SPREAD_MS, Math.max(0, leftMs) / 2);
    this.#renewAt(Date.now() + Math.max(0, untilOldMs) + this.random() * spreadMs);
  }

  #renewAt(atMs: number): void {
    const waitMs = atMs - Date.now();
    const step = waitMs > LONGEST_TIMER_MS ? () => this.#renewAt(atMs) : () => void this.#renew();
    this.#timer = setTimeout(step, Math.min(waitMs, LONGEST_TIMER_MS));
  }

  async #renew(): Promise<void> {
    const session = this.#session;
    const current = (): boolean => session === this.#session;
    try {
      const renewed = await this.connection.request<Session>(Command.sessionRefresh, {});
      await this.onRenewed(renewed);
      if (current() && renewed.expiresAt !== undefined) this.#renewed(renewed.expiresAt);
    } catch (error) {
      if (current()) this.#failed(error);
    }
  }

  /**
   * What is left now is the life of the new token. At the end of the 30 days that the server lets a session go on it is ever
   * shorter, and so are the steps, until none is worth taking.
   */
  #renewed(expiresAt: number): void {
    this.#backoff.reset();
    const lifetimeMs = expiresAt - Date.now();
    if (lifetimeMs < LEAST_LIFETIME_MS) {
      this.#renewAt(Date.now() + BLIND_INTERVAL_MS);
      return;
    }
    this.#lifetimeMs = Math.max(lifetimeMs, this.#lifetimeMs ?? 0);
    this.#plan(expiresAt, lifetimeMs);
  }

  /** A refusal is final for this connection. Nobody need be told: the session is good until its end. */
  #failed(error: unknown): void {
    const refusal = error instanceof RequestError ? error : undefined;
    if (refusal?.temporary === false) return;
    this.#renewAt(Date.now() + (refusal?.retryAfterMs ?? this.#backoff.nextDelayMs()));
  }
}
