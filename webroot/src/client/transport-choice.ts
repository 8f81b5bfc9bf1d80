import type { TransportFactory } from './transport.js';

const FAILURES_BEFORE_FALLBACK = 2;

/**
 * Decides which transport the next attempt uses: raw WebSocket, until it fails to open although the server answers
 * HTTP, which is what a proxy that blocks WebSocket looks like, and a server that had no place for one more. A server
 * that is merely down changes nothing.
 */
export class TransportChoice {
  #current: TransportFactory;
  #failures = 0;

  /**
   * @param serverAnswersHttp asks the server something small over HTTP
   */
  constructor(
    private readonly preferred: TransportFactory,
    private readonly fallback: TransportFactory,
    private readonly serverAnswersHttp: () => Promise<boolean>,
  ) {
    this.#current = preferred;
  }

  get current(): TransportFactory {
    return this.#current;
  }

  opened(): void {
    this.#failures = 0;
  }

  /** To be called when an attempt ended without ever opening. */
  async failedToOpen(): Promise<void> {
    this.#failures += 1;
    if (this.#failures < FAILURES_BEFORE_FALLBACK) return;
    if (this.#current === this.fallback) {
      this.#current = this.preferred;
      this.#failures = 0;
    } else if (await this.serverAnswersHttp()) {
      this.#current = this.fallback;
      this.#failures = 0;
    }
  }

  /**
   * Tries the preferred transport beside a connection that goes by the fallback, since what was in its way may be gone.
   * @returns whether it opened; then the next attempt uses it
   */
  preferredOpens(): Promise<boolean> {
    if (this.#current === this.preferred) return Promise.resolve(false);
    return new Promise((resolve) => {
      let opened = false;
      const trial = this.preferred.open({
        opened: () => {
          opened = true;
          this.#current = this.preferred;
          this.#failures = 0;
          trial.close();
          resolve(true);
        },
        received: () => undefined,
        closed: () => opened || resolve(false),
      });
    });
  }
}
