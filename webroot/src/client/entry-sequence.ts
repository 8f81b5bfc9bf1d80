import type { Entry, Epoch, HistoryPage } from './entry.js';

// Beyond this, early entries are let go: history brings them again.
const WAITING_LIMIT = 1_000;

export interface Acceptance {
  /** What can be shown now, in order. */
  applied: Entry[];
  /** `hole`: something before the entry is missing. `other-epoch`: the log was replaced. */
  verdict: 'in-order' | 'duplicate' | 'hole' | 'other-epoch';
}

/**
 * The bookkeeping that lets every entry of a log through exactly once and in order: entries that come too early wait,
 * repeated ones vanish, holes are reported.
 */
export class EntrySequence {
  #epoch: Epoch | undefined;
  #first = 0;
  #last = 0;
  #waiting = new Map<number, Entry>();

  /** Undefined until the first page was read. */
  get epoch(): Epoch | undefined {
    return this.#epoch;
  }

  /** Lowest `seq` let through. */
  get first(): number {
    return this.#first;
  }

  /** Highest `seq` let through; everything between `first` and it was, too. */
  get last(): number {
    return this.#last;
  }

  /** Whether entries wait for a hole before them to be filled. */
  get hasHole(): boolean {
    return this.#waiting.size > 0;
  }

  /** Forgets everything; for another epoch. */
  reset(): void {
    this.#epoch = undefined;
    this.#first = 0;
    this.#last = 0;
    this.#waiting.clear();
  }

  /** A live entry. */
  accept(entry: Entry): Acceptance {
    if (this.#epoch === undefined) {
      this.#wait(entry);
      return { applied: [], verdict: 'hole' };
    }
    if (entry.epoch !== this.#epoch) return { applied: [], verdict: 'other-epoch' };
    if (entry.seq <= this.#last) return { applied: [], verdict: 'duplicate' };
    this.#wait(entry);
    const applied = this.#release();
    return { applied, verdict: applied.length > 0 ? 'in-order' : 'hole' };
  }

  /**
   * The newest page, or the next one after `last`. The server's word is final: what its page skips is not kept any more.
   * The page must be of this epoch, or this sequence fresh.
   */
  extend(page: HistoryPage): Entry[] {
    if (this.#epoch === undefined) {
      this.#epoch = page.epoch;
      this.#first = page.entries[0]?.seq ?? page.last + 1;
      this.#last = this.#first - 1;
      for (const [seq, entry] of this.#waiting) if (entry.epoch !== page.epoch) this.#waiting.delete(seq);
    }
    const fresh = page.entries.filter((entry) => entry.seq > this.#last);
    this.#last = fresh.at(-1)?.seq ?? this.#last;
    return [...fresh, ...this.#release()];
  }

  /** An older page, read with `before: first`. */
  prepend(page: HistoryPage): Entry[] {
    if (page.epoch !== this.#epoch) return [];
    const older = page.entries.filter((entry) => entry.seq < this.#first);
    this.#first = older[0]?.seq ?? this.#first;
    return older;
  }

  /** Lets go of the oldest part; it can be read again with `prepend`. */
  trim(first: number): void {
    this.#first = Math.max(this.#first, first);
  }

  #wait(entry: Entry): void {
    if (this.#waiting.size < WAITING_LIMIT) this.#waiting.set(entry.seq, entry);
  }

  #release(): Entry[] {
    const released: Entry[] = [];
    for (let next = this.#waiting.get(this.#last + 1); next !== undefined; next = this.#waiting.get(this.#last + 1)) {
      released.push(next);
      this.#last = next.seq;
    }
    for (const seq of this.#waiting.keys()) if (seq <= this.#last) this.#waiting.delete(seq);
    return released;
  }
}
