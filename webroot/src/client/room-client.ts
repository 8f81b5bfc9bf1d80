import { Command, Topic } from './address.js';
import { Backoff } from './backoff.js';
import type { BridgeConnection } from './bridge-connection.js';
import { ChangeSource } from './change-source.js';
import type { Entry, HistoryPage, Posted } from './entry.js';
import { EntrySequence } from './entry-sequence.js';
import { Outbox } from './outbox.js';
import { FailureCode, RequestError } from './request-error.js';
import type { User } from './session.js';
import { lineKey, Transcript, type Line } from './transcript.js';

const FIRST_PAGE = 60;
const OLDER_PAGE = 100;
const CATCH_UP_PAGE = 500;
const LINES_KEPT = 2_000;
/** A stand-by takes over from a killed chat service within 3 s. Who asks again right after that is not kept waiting; the id is the same. */
const POST_TIMEOUT_MS = 4_000;
/** An acknowledged entry that has not come as an event by then was lost on the way. */
const ARRIVAL_LIMIT_MS = 1_000;

/** What a client hears while it follows a room. */
export interface RoomListener {
  /** Entries `first` … `last` were read from history; what hangs on them (their mood) may be read now. */
  pageRead?(first: number, last: number): void;
  /** Live messages by others. */
  messages?(count: number): void;
  /** Messages by others that were missed during a break and are back. */
  recovered?(count: number): void;
  /** The connection is not mine any more: these texts of mine, oldest first, were not sent and will not be. Told after `close`, too. */
  unsent?(texts: readonly string[]): void;
}

/**
 * Follows one room: every entry of its log exactly once and in order, across reconnects of any length, and my own
 * messages from the moment they are written.
 */
export class RoomClient extends ChangeSource {
  readonly #sequence = new EntrySequence();
  readonly #transcript: Transcript;
  readonly #outbox: Outbox;
  readonly #backoff = new Backoff();
  readonly #stop: Array<() => void>;
  #lines: readonly Line[] = [];
  #firstKept = 1;
  #catchingUp = false;
  #catchUpAgain = false;
  #loadingOlder = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #arrivalTimer: ReturnType<typeof setTimeout> | undefined;
  #seen = 0;
  #refusal: RequestError | undefined;
  #closed = false;

  constructor(
    private readonly connection: BridgeConnection,
    readonly room: string,
    readonly me: User,
    private readonly listener: RoomListener = {},
  ) {
    super();
    this.#transcript = new Transcript(me.id);
    this.#outbox = new Outbox(
      (id, text) => this.connection.request<Posted>(Command.chatPost, { room, id, text }, POST_TIMEOUT_MS),
      (posted) => this.#expect(posted),
    );
    let state = connection.state;
    const stopSending = connection.onChange(() => {
      const changed = connection.state !== state;
      state = connection.state;
      if (this.#closed && this.#outbox.idle) stopSending();
      else if (changed) this.#steerOutbox();
    });
    this.#steerOutbox();
    this.#stop = [
      this.#outbox.onChange(() => this.#show()),
      connection.subscribe<Entry>(Topic.room(room), {
        message: (entry) => this.#received(entry),
        live: () => this.#live(),
        refused: (error) => {
          this.#refusal = error;
          this.changed();
        },
      }),
    ];
  }

  /** The messages of the log that are loaded, then mine that the log does not show yet. */
  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** Whether the log has been read for the first time. */
  get loaded(): boolean {
    return this.#sequence.epoch !== undefined;
  }

  get hasOlder(): boolean {
    return this.loaded && this.#sequence.first > this.#firstKept;
  }

  get loadingOlder(): boolean {
    return this.#loadingOlder;
  }

  /** Highest `seq` shown. */
  get last(): number {
    return this.#sequence.last;
  }

  /** Why the room cannot be followed, if the server refused it. */
  get refusal(): RequestError | undefined {
    return this.#refusal;
  }

  post(text: string): void {
    this.#outbox.add(text);
  }

  retry(id: string): void {
    this.#outbox.retry(id);
  }

  discard(id: string): void {
    this.#outbox.discard(id);
  }

  /** Reads the page before the oldest loaded entry. */
  async loadOlder(): Promise<void> {
    if (!this.hasOlder || this.#loadingOlder) return;
    this.#loadingOlder = true;
    this.changed();
    try {
      const page = await this.#history({ before: this.#sequence.first, limit: OLDER_PAGE });
      const older = this.#sequence.prepend(page);
      this.#firstKept = older.length > 0 ? page.first : this.#sequence.first;
      this.#transcript.prepend(older);
      this.#pageRead(older);
    } catch {
      // The reader scrolls up again; nothing is lost.
    } finally {
      this.#loadingOlder = false;
      this.#show();
    }
  }

  /** Lets go of the oldest lines of a long room; for a reader who is at its end. They can be read again as older ones. */
  trim(): void {
    const first = this.#transcript.trim(LINES_KEPT);
    if (first === undefined) return;
    this.#sequence.trim(first);
    this.#compose();
  }

  /** Moves my last-read pointer to the newest entry, on all my devices. */
  markSeen(): void {
    const seq = this.#sequence.last;
    if (seq <= this.#seen || this.connection.state !== 'open') return;
    this.#seen = seq;
    this.connection.request(Command.chatSeen, { room: this.room, seq }).catch(() => {
      this.#seen = Math.min(this.#seen, seq - 1);
    });
  }

  /** Stops following the room. What was written and not sent yet still goes out. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#arrivalTimer);
    for (const stop of this.#stop) stop();
  }

  /** A message goes out as its author's or not at all: under another user the server could not tell a retry from a new message. */
  #steerOutbox(): void {
    if (this.connection.state !== 'open') this.#outbox.pause();
    else if (this.connection.isOf(this.me)) this.#outbox.resume();
    else this.#abandonOutbox();
  }

  #abandonOutbox(): void {
    const code = this.connection.user === undefined ? FailureCode.notSignedIn : FailureCode.otherUser;
    const unsent = this.#outbox.abandon(new RequestError(code, `not sent as ${this.me.name}`));
    if (unsent.length > 0) this.listener.unsent?.(unsent.map(({ text }) => text));
  }

  #live(): void {
    this.#refusal = undefined;
    void this.#catchUp();
  }

  #received(entry: Entry): void {
    const { applied, verdict } = this.#sequence.accept(entry);
    if (verdict === 'other-epoch') this.#restart();
    if (verdict === 'hole' || verdict === 'other-epoch') void this.#catchUp();
    if (applied.length === 0) return;
    this.#apply(applied);
    const count = this.#byOthers(applied);
    if (count > 0) this.listener.messages?.(count);
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
        await (this.loaded ? this.#readMissed() : this.#readNewest());
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

  async #readNewest(): Promise<void> {
    const page = await this.#history({ limit: FIRST_PAGE });
    const applied = this.#sequence.extend(page);
    this.#firstKept = page.first;
    this.#apply(applied);
    this.#pageRead(applied);
  }

  async #readMissed(): Promise<void> {
    let recovered = 0;
    for (;;) {
      const before = this.#sequence.last;
      const page = await this.#history({ after: before, limit: CATCH_UP_PAGE });
      if (page.epoch !== this.#sequence.epoch) {
        this.#restart();
        return this.#readNewest();
      }
      const applied = this.#sequence.extend(page);
      this.#apply(applied);
      this.#pageRead(applied);
      recovered += this.#byOthers(applied);
      if (this.#sequence.last >= page.last) break;
      if (this.#sequence.last === before) throw new RequestError(FailureCode.notAvailable, 'history does not go on');
    }
    if (recovered > 0) this.listener.recovered?.(recovered);
  }

  #history(range: { before?: number; after?: number; limit: number }): Promise<HistoryPage> {
    return this.connection.request<HistoryPage>(Command.chatHistory, { room: this.room, ...range });
  }

  #restart(): void {
    this.#sequence.reset();
    this.#transcript.clear();
    this.#seen = 0;
  }

  #expect(posted: Posted): void {
    if (this.#closed) return;
    clearTimeout(this.#arrivalTimer);
    this.#arrivalTimer = setTimeout(() => {
      if (this.#sequence.last < posted.seq) void this.#catchUp();
    }, ARRIVAL_LIMIT_MS);
  }

  #apply(entries: readonly Entry[]): void {
    this.#transcript.append(entries);
    const mine = new Set(entries.filter((entry) => entry.from.id === this.me.id).map((entry) => entry.id));
    const arrived = this.#outbox.posts.filter((post) => mine.has(post.id));
    for (const post of arrived) this.#outbox.discard(post.id);
    this.#show();
  }

  #pageRead(entries: readonly Entry[]): void {
    const [first, last] = [entries[0], entries.at(-1)];
    if (first !== undefined && last !== undefined) this.listener.pageRead?.(first.seq, last.seq);
  }

  #byOthers(entries: readonly Entry[]): number {
    return entries.filter((entry) => entry.kind === 'message' && entry.from.id !== this.me.id).length;
  }

  #show(): void {
    this.#compose();
    this.changed();
  }

  #compose(): void {
    this.#lines = [
      ...this.#transcript.lines,
      ...this.#outbox.posts.map((post) => ({ ...post, key: lineKey(this.me, post.id), from: this.me, own: true })),
    ];
  }
}
