import type { Entry } from './entry.js';

/** Beyond it nobody counts. */
const COUNTED = 1_000;

/** The messages by others that I have not read, as far as entries of the log were loaded. */
export class UnreadMessages {
  #seqs: number[] = [];

  constructor(private readonly myId: string) {}

  get count(): number {
    return this.#seqs.length;
  }

  /** The oldest of them. */
  get first(): number | undefined {
    return this.#seqs[0];
  }

  /**
   * Entries that were loaded.
   * @param seen how far I have read
   */
  add(entries: readonly Entry[], seen: number): void {
    const unread = entries.filter(({ kind, seq, from, deleted }) => kind === 'message' && deleted !== true && seq > seen && from.id !== this.myId);
    if (unread.length === 0) return;
    const seqs = new Set([...this.#seqs, ...unread.map(({ seq }) => seq)]);
    this.#seqs = [...seqs].sort((one, other) => one - other).slice(-COUNTED);
  }

  /** I have read up to `seen`. */
  forget(seen: number): void {
    this.#seqs = this.#seqs.filter((seq) => seq > seen);
  }

  clear(): void {
    this.#seqs = [];
  }
}
