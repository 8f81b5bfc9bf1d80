const PING_INTERVAL_MS = 20_000;
const SILENCE_LIMIT_MS = 10_000;
const PROBE_LIMIT_MS = 3_000;

/** Pings a peer and tells when it is dead: a ping was followed by no traffic at all. */
export class Heartbeat {
  #interval: ReturnType<typeof setInterval> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #pingedAtMs = 0;
  #latencyMs: number | undefined;

  constructor(
    private readonly ping: () => void,
    private readonly died: () => void,
  ) {}

  /** From the last ping to the first traffic after it, in milliseconds. */
  get latencyMs(): number | undefined {
    return this.#latencyMs;
  }

  start(): void {
    this.stop();
    this.#interval = setInterval(() => this.#expectTraffic(SILENCE_LIMIT_MS), PING_INTERVAL_MS);
  }

  stop(): void {
    clearInterval(this.#interval);
    this.#settle();
  }

  /** Pings at once and is quicker to give up: after a sleep the peer is often gone. */
  probe(): void {
    this.#settle();
    this.#expectTraffic(PROBE_LIMIT_MS);
  }

  /** To be called for every frame that arrives. */
  heard(): void {
    if (this.#deadline === undefined) return;
    this.#latencyMs = Date.now() - this.#pingedAtMs;
    this.#settle();
  }

  #expectTraffic(limitMs: number): void {
    if (this.#deadline !== undefined) return;
    this.#pingedAtMs = Date.now();
    this.#deadline = setTimeout(() => {
      this.#deadline = undefined;
      this.died();
    }, limitMs);
    this.ping();
  }

  #settle(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }
}
