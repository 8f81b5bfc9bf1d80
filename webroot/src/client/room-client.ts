import { Command } from './address.js';
import type { BridgeConnection } from './bridge-connection.js';
import { ChangeSource } from './change-source.js';
import type { Entry, Posted } from './entry.js';
import type { Line } from './line.js';
import { MyEntries } from './my-entries.js';
import { ReadPointer } from './read-pointer.js';
import type { RequestError } from './request-error.js';
import { RoomLog } from './room-log.js';
import type { User } from './session.js';
import { stateHash } from './state-hash.js';
import { UnreadMessages } from './unread-messages.js';

/** A reader has so many lines before them at most, however far they scroll. */
const LINES_KEPT = 2_000;
/** So many may come while the reader is not at the end: none is taken away that they might be looking at. */
const LINES_GROWN = 2 * LINES_KEPT;

/** What a client hears while it follows a room. */
export interface RoomListener {
  /** Entries `first` … `last` were read from history; what hangs on them (their mood) may be read now. */
  pageRead?(first: number, last: number): void;
  /** Messages by others that were missed during a break and are back. */
  recovered?(count: number): void;
  /** The connection is not mine any more: these texts of mine, oldest first, were not sent and will not be. Told after `close`, too. */
  unsent?(texts: readonly string[]): void;
}

/**
 * Follows one room: every entry of its log exactly once and in order, across reconnects of any length, what I write from the
 * moment it is written, and how far I have read.
 */
export class RoomClient extends ChangeSource {
  readonly #log: RoomLog;
  readonly #mine: MyEntries;
  readonly #pointer: ReadPointer;
  readonly #unread: UnreadMessages;
  readonly #stopTelling: () => void;
  #lines: readonly Line[] = [];

  /**
   * @param room a room that exists
   * @param me the user whose connection it is
   */
  constructor(
    private readonly connection: BridgeConnection,
    readonly room: string,
    readonly me: User,
    private readonly listener: RoomListener = {},
  ) {
    super();
    this.#unread = new UnreadMessages(me.id);
    this.#pointer = new ReadPointer((seq) => this.#tellSeen(seq));
    this.#mine = new MyEntries(connection, room, me, {
      durable: (posted) => this.#durable(posted),
      unsent: (texts) => this.listener.unsent?.(texts),
    });
    this.#log = new RoomLog(connection, room, me.id, {
      appended: (entries) => this.#appended(entries),
      pageRead: (entries) => this.#pageRead(entries),
      recovered: (count) => this.listener.recovered?.(count),
      replaced: () => this.#replaced(),
    });
    for (const part of [this.#log, this.#mine, this.#pointer]) part.onChange(() => this.#show());
    this.#stopTelling = connection.onChange(() => {
      if (connection.isOf(me)) void this.#pointer.flush();
    });
  }

  /** The messages of the log that are loaded, then mine that the log does not show yet. */
  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** The message with this `seq`, if it is loaded. */
  line(seq: number): Line | undefined {
    return this.#log.line(seq);
  }

  /** Whether the log has been read for the first time. */
  get loaded(): boolean {
    return this.#log.loaded;
  }

  get hasOlder(): boolean {
    return this.#log.hasOlder;
  }

  /** Whether the newest lines were let go, because the reader went far back. */
  get hasNewer(): boolean {
    return this.#log.hasNewer;
  }

  get loadingOlder(): boolean {
    return this.#log.reading === 'older';
  }

  get loadingNewer(): boolean {
    return this.#log.reading === 'newer';
  }

  /** Highest `seq` known. */
  get last(): number {
    return this.#log.last;
  }

  /** Why the room cannot be followed, if the server refused it; of type `kicked` or `banned` for who was sent out. Another client may try anew. */
  get refusal(): RequestError | undefined {
    return this.#log.refusal;
  }

  /** How far I have read, on any of my devices; undefined until that is known. */
  get seen(): number | undefined {
    return this.#pointer.seen;
  }

  /** Messages by others after `seen`, of those that were loaded; 1000 at most. */
  get unread(): number {
    return this.seen === undefined ? 0 : this.#unread.count;
  }

  /** The `seq` of the oldest unread message. */
  get firstUnread(): number | undefined {
    return this.seen === undefined ? undefined : this.#unread.first;
  }

  /**
   * Posts a message; it is among the lines at once.
   * @param replyTo the `seq` of the message that it answers
   */
  post(text: string, replyTo?: number): void {
    // What I write is at the end, and that is where I want to see it.
    void this.#log.readNewest();
    this.#mine.post(replyTo === undefined ? { text } : { text, replyTo });
  }

  /** Rewrites a message of mine. */
  edit(seq: number, text: string): void {
    this.#mine.change({ kind: 'edit', target: seq, text });
  }

  /** Deletes a message: mine, or as a moderator anybody's. Its text is gone for good. */
  delete(seq: number): void {
    this.#mine.change({ kind: 'delete', target: seq });
  }

  /** Sets or takes back my reaction. @param emoji one emoji */
  react(seq: number, emoji: string, on: boolean): void {
    this.#mine.change({ kind: 'reaction', target: seq, emoji, on });
  }

  /** Sends a failed message or change again, under its old id. */
  retry(id: string): void {
    this.#mine.retry(id);
  }

  /** Gives a failed message or change up. */
  discard(id: string): void {
    this.#mine.discard(id);
  }

  /** Reads the page before the oldest line. */
  loadOlder(): Promise<void> {
    return this.#log.readOlder(LINES_KEPT);
  }

  /** Reads the page after the newest line, for a reader who went far back. */
  loadNewer(): Promise<void> {
    return this.#log.readNewer(LINES_KEPT);
  }

  /** Goes back to the newest lines. */
  loadNewest(): Promise<void> {
    return this.#log.readNewest();
  }

  /**
   * Makes sure that a message is among the lines, by reading all that lies between.
   * @returns false when there is no such message, or it is more than 10,000 entries back
   */
  reach(seq: number): Promise<boolean> {
    return this.#log.reach(seq, LINES_KEPT);
  }

  /** Lets go of the oldest lines of a long room; for a reader who is at its end. They can be read again as older ones. */
  trim(): void {
    if (this.#log.hasNewer) return;
    this.#log.trim(LINES_KEPT);
    this.#compose();
  }

  /** Lets go of the newest lines of a room that has grown very long; for a reader who is not at its end. They can be read again as newer ones. */
  trimEnd(): void {
    if (this.#log.lines.length <= LINES_GROWN) return;
    this.#log.trimEnd(LINES_GROWN);
    this.#compose();
  }

  /** I looked at the newest entry: moves my last-read pointer, on all my devices. They are told once a second at most. */
  markSeen(): void {
    this.#unread.forget(this.last);
    this.#pointer.look(this.last);
  }

  /** The server said how far I have read, here or elsewhere. */
  learnSeen(seq: number): void {
    this.#unread.forget(seq);
    this.#pointer.learn(seq);
  }

  /** A fingerprint of the loaded lines of the log; equal for everybody who has the same ones. See `stateHash`. */
  stateHash(): Promise<string> {
    return stateHash(this.#log.lines);
  }

  /** Stops following the room. What was written and not sent yet still goes out. */
  close(): void {
    void this.#pointer.flush();
    this.#stopTelling();
    this.#log.close();
    this.#mine.close();
  }

  #tellSeen(seq: number): Promise<unknown> {
    if (!this.connection.isOf(this.me)) return Promise.reject(new Error('not connected'));
    return this.connection.request(Command.chatSeen, { room: this.room, seq });
  }

  #durable({ seq }: Posted): void {
    this.#mine.arrived([], this.last);
    this.#log.expect(seq);
  }

  #appended(entries: readonly Entry[]): void {
    this.#mine.arrived(entries, this.last);
    this.#unread.add(entries, this.seen ?? 0);
  }

  #pageRead(entries: readonly Entry[]): void {
    this.#unread.add(entries, this.seen ?? 0);
    this.listener.pageRead?.(entries[0]!.seq, entries.at(-1)!.seq);
  }

  #replaced(): void {
    this.#mine.forgetChanges();
    this.#pointer.reset();
    this.#unread.clear();
  }

  #show(): void {
    this.#compose();
    this.changed();
  }

  #compose(): void {
    const unshown = this.#mine.unshown;
    this.#lines = this.#mine.changing(unshown.length === 0 ? this.#log.lines : [...this.#log.lines, ...unshown]);
  }
}
