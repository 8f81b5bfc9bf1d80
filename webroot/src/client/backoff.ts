export interface BackoffOptions {
  /** Longest wait before the first retry, in milliseconds. Default 500. */
  firstMs?: number;
  /** Upper bound of every wait, in milliseconds. Default 15000. */
  maxMs?: number;
  /** Source of jitter in [0, 1). Default `Math.random`. */
  random?: () => number;
}

/**
 * Exponential back-off with jitter. Each wait lies in the upper half of its step: never a stampede when a server
 * restarts under thousands of browsers, never an immediate hammering either.
 */
export class Backoff {
  readonly #firstMs: number;
  readonly #maxMs: number;
  readonly #random: () => number;
  #attempt = 0;

  constructor(options: BackoffOptions = {}) {
    this.#firstMs = options.firstMs ?? 500;
    this.#maxMs = options.maxMs ?? 15_000;
    this.#random = options.random ?? Math.random;
  }

  /** @returns the wait before the next attempt, in milliseconds */
  nextDelayMs(): number {
    const stepMs = Math.min(this.#maxMs, this.#firstMs * 2 ** this.#attempt);
    if (stepMs < this.#maxMs) this.#attempt += 1;
    return Math.round(stepMs * (0.5 + this.#random() / 2));
  }

  reset(): void {
    this.#attempt = 0;
  }
}
