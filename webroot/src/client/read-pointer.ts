import { ChangeSource } from './change-source.js';

/** One command tells of all that was read within this time. */
const GATHER_MS = 1_000;

/** How far I have read a room, here or on another device of mine. It moves forward only. */
export class ReadPointer extends ChangeSource {
  #seen: number | undefined;
  #told = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param tell tells the server; rejects when it could not */
  constructor(private readonly tell: (seq: number) => Promise<unknown>) {
    super();
  }

  /** Undefined until somebody said so. */
  get seen(): number | undefined {
    return this.#seen;
  }

  /** I looked at everything up to `seq`. */
  look(seq: number): void {
    this.#move(seq);
    if (this.#untold) this.#timer ??= setTimeout(() => void this.flush(), GATHER_MS);
  }

  /** The server knows that I read up to `seq`. */
  learn(seq: number): void {
    this.#told = Math.max(this.#told, seq);
    this.#move(seq);
  }

  /** Tells the server now what it does not know. What fails is told with the next look or the next connection. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#untold) return;
    const before = this.#told;
    const seq = this.#seen!;
    this.#told = seq;
    await this.tell(seq).catch(() => {
      if (this.#told === seq) this.#told = before;
    });
  }

  /** For another log, of which nothing was read. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#seen = undefined;
    this.#told = 0;
  }

  get #untold(): boolean {
    return this.#seen !== undefined && this.#seen > this.#told;
  }

  #move(seq: number): void {
    if (this.#seen !== undefined && seq <= this.#seen) return;
    this.#seen = seq;
    this.changed();
  }
}
