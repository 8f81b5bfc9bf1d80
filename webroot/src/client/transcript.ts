import type { Entry } from './entry.js';
import { lineKey, type Line } from './line.js';
import { MessageChanges } from './message-changes.js';

/** So many messages that are not loaded have their changes kept; a few MB at the most. */
const HELD_LIMIT = 20_000;

interface Held {
  readonly message: Entry;
  readonly changes: MessageChanges;
  line: Line;
}

/**
 * What a log amounts to: messages with their edits, deletions and reactions applied. Of the messages it holds a stretch, whose
 * ends can be let go and read again; what happens meanwhile to those it does not hold waits for them.
 */
export class Transcript {
  #messages: Held[] = [];
  readonly #bySeq = new Map<number, Held>();
  readonly #waiting = new Map<number, MessageChanges>();
  #lines: readonly Line[] | undefined = [];
  #reachesEnd = true;
  #exactFrom = 0;

  constructor(private readonly myId: string) {}

  get lines(): readonly Line[] {
    this.#lines ??= this.#messages.map(({ line }) => line);
    return this.#lines;
  }

  /** The line of a message, if it is loaded. */
  line(seq: number): Line | undefined {
    return this.#bySeq.get(seq)?.line;
  }

  /** Whether the newest messages are among the lines. */
  get reachesEnd(): boolean {
    return this.#reachesEnd;
  }

  /** Lines of this `seq` and higher are exact; before it, changes were let go because there were too many. */
  get exactFrom(): number {
    return this.#exactFrom;
  }

  /** The next entries of the log. */
  append(entries: readonly Entry[]): void {
    this.#put(this.#reachesEnd ? entries.filter(isMessage) : [], 'end');
    this.#change(entries);
  }

  /** An older page: what comes right before the oldest line. */
  prepend(entries: readonly Entry[]): void {
    this.#put(entries.filter(isMessage), 'start');
    this.#change(entries);
  }

  /**
   * A page of what comes right after the newest line, of which `append` has told before.
   * @param reachesEnd whether it goes as far as `append` did
   */
  resume(entries: readonly Entry[], reachesEnd: boolean): void {
    this.#put(entries.filter(isMessage), 'end');
    this.#change(entries);
    this.#reachesEnd = reachesEnd;
  }

  /** Keeps the newest `count` lines. @returns the `seq` of the oldest kept one, if any were let go */
  trim(count: number): number | undefined {
    if (this.#messages.length <= count) return undefined;
    this.#letGo(this.#messages.splice(0, this.#messages.length - count));
    return this.#messages[0]?.message.seq;
  }

  /** Keeps the oldest `count` lines; what follows them can be read again with `resume`. */
  trimEnd(count: number): void {
    if (this.#messages.length <= count) return;
    this.#letGo(this.#messages.splice(count));
    this.#reachesEnd = false;
  }

  clear(): void {
    this.#messages = [];
    this.#lines = undefined;
    this.#reachesEnd = true;
    this.#exactFrom = 0;
    this.#bySeq.clear();
    this.#waiting.clear();
  }

  #put(messages: readonly Entry[], where: 'start' | 'end'): void {
    const added = messages.filter(({ seq }) => !this.#bySeq.has(seq)).map((message) => this.#held(message));
    if (added.length === 0) return;
    for (const each of added) this.#bySeq.set(each.message.seq, each);
    if (where === 'start') this.#messages = [...added, ...this.#messages];
    else this.#messages.push(...added);
    this.#lines = undefined;
  }

  #held(message: Entry): Held {
    const changes = this.#waiting.get(message.seq) ?? new MessageChanges();
    this.#waiting.delete(message.seq);
    if (message.deleted === true) changes.apply(message);
    return { message, changes, line: this.#line(message, changes) };
  }

  #change(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (isMessage(entry) || entry.target === undefined) continue;
      const held = this.#bySeq.get(entry.target);
      if (held === undefined) {
        this.#waitFor(entry.target, entry);
      } else if (held.changes.apply(entry)) {
        held.line = this.#line(held.message, held.changes);
        this.#lines = undefined;
      }
    }
  }

  #waitFor(target: number, entry: Entry): void {
    const changes = this.#waiting.get(target) ?? new MessageChanges();
    changes.apply(entry);
    this.#wait(target, changes);
  }

  #letGo(messages: readonly Held[]): void {
    for (const { message, changes } of messages) {
      this.#bySeq.delete(message.seq);
      this.#wait(message.seq, changes);
    }
    this.#lines = undefined;
  }

  #wait(target: number, changes: MessageChanges): void {
    if (changes.untouched) return;
    this.#waiting.set(target, changes);
    for (const oldest of this.#waiting.keys()) {
      if (this.#waiting.size <= HELD_LIMIT) break;
      this.#waiting.delete(oldest);
      this.#exactFrom = Math.max(this.#exactFrom, oldest + 1);
    }
  }

  #line(message: Entry, { deleted, text, reactions }: MessageChanges): Line {
    return {
      key: lineKey(message.from, message.id),
      seq: message.seq,
      id: message.id,
      from: message.from,
      text: deleted ? '' : (text ?? message.text ?? ''),
      at: message.at,
      own: message.from.id === this.myId,
      state: 'sent',
      ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
      ...(deleted ? { deleted } : {}),
      ...(text === undefined ? {} : { edited: true }),
      ...(reactions === undefined ? {} : { reactions }),
    };
  }
}

function isMessage(entry: Entry): boolean {
  return entry.kind === 'message';
}
