const REPEAT_MS = 300;
const STOPPED_AFTER_MS = 1_000;

/** Turns key strokes into `typing.set`: at once, then at most every 300 ms with a trailing one, and `false` 1 s after the last. */
export class TypingSignal {
  #typing = false;
  #lastSentMs = Number.NEGATIVE_INFINITY;
  #repeat: ReturnType<typeof setTimeout> | undefined;
  #stop: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly send: (typing: boolean) => void) {}

  keyStroke(): void {
    clearTimeout(this.#stop);
    this.#stop = setTimeout(() => this.stop(), STOPPED_AFTER_MS);
    this.#typing = true;
    if (this.#repeat !== undefined) return;
    const waitMs = this.#lastSentMs + REPEAT_MS - Date.now();
    if (waitMs <= 0) this.#sendTyping();
    else this.#repeat = setTimeout(() => this.#sendTyping(), waitMs);
  }

  /** For a message that was sent, an input that was emptied, a room that was left. */
  stop(): void {
    clearTimeout(this.#stop);
    clearTimeout(this.#repeat);
    this.#repeat = undefined;
    this.#lastSentMs = Number.NEGATIVE_INFINITY;
    if (!this.#typing) return;
    this.#typing = false;
    this.send(false);
  }

  #sendTyping(): void {
    this.#repeat = undefined;
    this.#lastSentMs = Date.now();
    this.send(true);
  }
}
