import { Command, Topic } from './address.js';
import { Backoff } from './backoff.js';
import type { BridgeConnection } from './bridge-connection.js';
import { ChangeSource } from './change-source.js';
import type { Entry, HistoryPage } from './entry.js';
import { EntrySequence } from './entry-sequence.js';
import type { Line } from './line.js';
import { FailureCode, RequestError } from './request-error.js';
import { Transcript } from './transcript.js';

const FIRST_PAGE = 60;
const SCROLL_PAGE = 100;
const BIG_PAGE = 500;
/** So far back a line is looked for, in entries; what lies between has to be read, too. */
const REACH = 10_000;
/** An entry that should be there and has not come as an event by then was lost on the way. */
const ARRIVAL_LIMIT_MS = 1_000;

/** What is told of a log while it is followed. */
export interface LogListener {
  /** The next entries of the log, each once and in order. */
  appended(entries: readonly Entry[]): void;
  /** Entries `first` … `last` were read from history. */
  pageRead(entries: readonly Entry[]): void;
  /** A break is over; it had held up so many messages by others. */
  recovered(count: number): void;
  /** The log is another one: nothing that was known of it counts any more. */
  replaced(): void;
}

/**
 * Follows the log of one room: every entry exactly once and in order, across reconnects of any length. What it amounts to it holds
 * from some message up to another one, and reads more on demand, both ways.
 */
export class RoomLog extends ChangeSource {
  readonly #sequence = new EntrySequence();
  readonly #transcript: Transcript;
  readonly #backoff = new Backoff();
  readonly #unsubscribe: () => void;
  #firstKept = 1;
  #catchingUp = false;
  #catchUpAgain = false;
  #reading: 'older' | 'newer' | undefined;
  #readDone: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #arrivalTimer: ReturnType<typeof setTimeout> | undefined;
  #refusal: RequestError | undefined;
  #closed = false;

  constructor(
    private readonly connection: BridgeConnection,
    private readonly room: string,
    private readonly myId: string,
    private readonly listener: LogListener,
  ) {
    super();
    this.#transcript = new Transcript(myId);
    this.#unsubscribe = connection.subscribe<Entry>(Topic.room(room), {
      message: (entry) => this.#received(entry),
      live: () => this.#live(),
      refused: (error) => {
        this.#refusal = error;
        this.changed();
      },
    });
  }

  get lines(): readonly Line[] {
    return this.#transcript.lines;
  }

  line(seq: number): Line | undefined {
    return this.#transcript.line(seq);
  }

  get loaded(): boolean {
    return this.#sequence.epoch !== undefined;
  }

  /** Highest `seq` let through. */
  get last(): number {
    return this.#sequence.last;
  }

  get hasOlder(): boolean {
    return this.loaded && this.#sequence.first > this.#firstKept;
  }

  get hasNewer(): boolean {
    return !this.#transcript.reachesEnd;
  }

  get reading(): 'older' | 'newer' | undefined {
    return this.#reading;
  }

  get refusal(): RequestError | undefined {
    return this.#refusal;
  }

  /** Reads back until a message comes before the oldest line, and lets go of the newest lines beyond `keep`. */
  async readOlder(keep: number, limit = SCROLL_PAGE): Promise<void> {
    if (!this.hasOlder || this.#reading !== undefined) return;
    await this.#read('older', async () => {
      // A page may have nothing but reactions and edits.
      while (this.hasOlder && !this.#closed) if (await this.#readPageBefore(this.#sequence.first, limit, keep)) return;
    });
  }

  /** Reads on until a message comes after the newest line, and lets go of the oldest lines beyond `keep`. */
  async readNewer(keep: number): Promise<void> {
    const newest = this.lines.at(-1)?.seq;
    if (!this.hasNewer || this.#reading !== undefined || newest === undefined) return;
    await this.#read('newer', async () => {
      let after: number | undefined = newest;
      while (after !== undefined && !this.#closed) after = await this.#readPageAfter(after, newest, keep);
    });
  }

  /** Makes sure that a message is among the lines. @returns false when it is not there, or too far back */
  async reach(seq: number, keep: number): Promise<boolean> {
    await this.#untilLoaded();
    if (this.line(seq) !== undefined) return true;
    if (this.hasNewer && seq > (this.lines.at(-1)?.seq ?? 0)) await this.readNewest();
    if (seq > this.last || seq < this.last - REACH) return false;
    while (this.#sequence.first > seq && this.hasOlder && !this.#closed) {
      await this.#readDone;
      const before = this.#sequence.first;
      await this.readOlder(keep, BIG_PAGE);
      if (this.#sequence.first === before) return false;
    }
    return this.line(seq) !== undefined;
  }

  /** Goes back to the newest lines, if they were let go. */
  async readNewest(): Promise<void> {
    if (!this.hasNewer) return;
    this.#forget();
    this.changed();
    await this.#catchUp();
  }

  /** Lets go of the oldest lines beyond `keep`; they can be read again as older ones. */
  trim(keep: number): void {
    const first = this.#transcript.trim(keep);
    if (first !== undefined) this.#sequence.trim(first);
  }

  /** Lets go of the newest lines beyond `keep`; they can be read again as newer ones. */
  trimEnd(keep: number): void {
    this.#transcript.trimEnd(keep);
  }

  /** The entry is durable, and should come soon. */
  expect(seq: number): void {
    if (this.#closed) return;
    clearTimeout(this.#arrivalTimer);
    this.#arrivalTimer = setTimeout(() => {
      if (this.#sequence.last < seq) void this.#catchUp();
    }, ARRIVAL_LIMIT_MS);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#arrivalTimer);
    this.#unsubscribe();
  }

  #untilLoaded(): Promise<void> {
    const settled = (): boolean => this.loaded || this.#refusal !== undefined;
    if (settled()) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.onChange(() => {
        if (!settled()) return;
        stop();
        resolve();
      });
    });
  }

  #live(): void {
    this.#refusal = undefined;
    void this.#catchUp();
  }

  #received(entry: Entry): void {
    const { applied, verdict } = this.#sequence.accept(entry);
    if (verdict === 'other-epoch') this.#replaced();
    if (verdict === 'hole' || verdict === 'other-epoch') void this.#catchUp();
    if (applied.length > 0) this.#append(applied);
  }

  async #catchUp(): Promise<void> {
    if (this.#catchingUp) {
      this.#catchUpAgain = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#catchingUp = true;
    try {
      do {
        this.#catchUpAgain = false;
        await (this.loaded ? this.#readMissed() : this.#readFirst());
      } while (this.#catchUpAgain);
      if (this.#sequence.hasHole) throw new RequestError(FailureCode.notAvailable, 'history does not reach the live entries yet');
      this.#backoff.reset();
    } catch (error) {
      const code = error instanceof RequestError ? error.code : undefined;
      // After a reconnect the renewed registration starts the catch-up again.
      if (code !== FailureCode.disconnected && !this.#closed) this.#timer = setTimeout(() => void this.#catchUp(), this.#backoff.nextDelayMs());
    } finally {
      this.#catchingUp = false;
    }
  }

  async #readFirst(): Promise<void> {
    const page = await this.#history({ limit: FIRST_PAGE });
    const applied = this.#sequence.extend(page);
    this.#firstKept = page.first;
    this.#append(applied);
    this.#pageRead(applied);
  }

  async #readMissed(): Promise<void> {
    let recovered = 0;
    for (;;) {
      const before = this.#sequence.last;
      const page = await this.#history({ after: before, limit: BIG_PAGE });
      if (!this.loaded) return this.#readFirst();
      if (page.epoch !== this.#sequence.epoch) {
        this.#replaced();
        return this.#readFirst();
      }
      const applied = this.#sequence.extend(page);
      this.#append(applied);
      this.#pageRead(applied);
      recovered += applied.filter(({ kind, from }) => kind === 'message' && from.id !== this.myId).length;
      if (this.#sequence.last >= page.last) break;
      if (this.#sequence.last === before) throw new RequestError(FailureCode.notAvailable, 'history does not go on');
    }
    if (recovered > 0) this.listener.recovered(recovered);
  }

  /** @returns whether there is no need to read on */
  async #readPageBefore(before: number, limit: number, keep: number): Promise<boolean> {
    const page = await this.#history({ before, limit });
    // The oldest lines were let go meanwhile, and the page does not reach up to those that are left.
    if (this.#sequence.first !== before) return true;
    const older = this.#sequence.prepend(page);
    this.#firstKept = older.length > 0 ? page.first : this.#sequence.first;
    this.#transcript.prepend(older);
    this.#transcript.trimEnd(keep);
    this.#pageRead(older);
    return older.some(isMessage);
  }

  /** @returns where to read on, if there is need to */
  async #readPageAfter(after: number, newest: number, keep: number): Promise<number | undefined> {
    const page = await this.#history({ after, limit: SCROLL_PAGE });
    if (page.epoch !== this.#sequence.epoch || this.lines.at(-1)?.seq !== newest) return undefined;
    const known = page.entries.filter(({ seq }) => seq <= this.last);
    this.#transcript.resume(known, (page.entries.at(-1)?.seq ?? page.last) >= this.last);
    this.trim(keep);
    this.#pageRead(known);
    return this.hasNewer && !known.some(isMessage) ? known.at(-1)?.seq : undefined;
  }

  #read(what: 'older' | 'newer', read: () => Promise<void>): Promise<void> {
    this.#reading = what;
    this.changed();
    // When it fails the reader scrolls again; nothing is lost.
    this.#readDone = read()
      .catch(() => undefined)
      .then(() => {
        this.#reading = undefined;
        this.changed();
      });
    return this.#readDone;
  }

  #history(range: { before?: number; after?: number; limit: number }): Promise<HistoryPage> {
    return this.connection.request<HistoryPage>(Command.chatHistory, { room: this.room, ...range });
  }

  #append(entries: readonly Entry[]): void {
    this.#transcript.append(entries);
    this.listener.appended(entries);
    this.changed();
  }

  #pageRead(entries: readonly Entry[]): void {
    if (entries.length > 0) this.listener.pageRead(entries);
  }

  #replaced(): void {
    this.#forget();
    this.listener.replaced();
  }

  #forget(): void {
    this.#sequence.reset();
    this.#transcript.clear();
  }
}

function isMessage({ kind }: Entry): boolean {
  return kind === 'message';
}
