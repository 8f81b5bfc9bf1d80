import type { Author, Entry } from './entry.js';
import type { RequestError } from './request-error.js';

/** A message as it is to be shown. Never changed in place: another state is another object. */
export interface Line {
  /** Equal for the unsent and the durable form of one message, so that a page keeps its element. */
  readonly key: string;
  /** Unknown until the message is durable. */
  readonly seq?: number;
  readonly id: string;
  readonly from: Author;
  readonly text: string;
  readonly at: number;
  readonly own: boolean;
  readonly state: 'sending' | 'sent' | 'failed';
  readonly edited?: boolean;
  readonly deleted?: boolean;
  /** Emoji to the ids of those who chose it. */
  readonly reactions?: ReadonlyMap<string, ReadonlySet<string>>;
  readonly error?: RequestError;
}

export function lineKey(from: Author, id: string): string {
  return `${from.id}/${id}`;
}

/** What a log amounts to: messages with their edits, deletions and reactions applied. Fed in order by an `EntrySequence`. */
export class Transcript {
  #lines: Line[] = [];
  /** Those since the oldest line: a page that is read later may bring their message. */
  #changes: Entry[] = [];

  constructor(private readonly myId: string) {}

  get lines(): readonly Line[] {
    return this.#lines;
  }

  append(entries: readonly Entry[]): void {
    const messages = entries.filter((entry) => entry.kind === 'message').map((entry) => this.#line(entry));
    if (messages.length > 0) this.#lines = [...this.#lines, ...messages];
    for (const entry of entries) if (entry.kind !== 'message') this.#change(entry);
  }

  prepend(entries: readonly Entry[]): void {
    const messages = entries.filter((entry) => entry.kind === 'message').map((entry) => this.#line(entry));
    this.#lines = [...messages, ...this.#lines];
    const changes = [...entries.filter((entry) => entry.kind !== 'message'), ...this.#changes];
    this.#changes = [];
    for (const change of changes) this.#change(change);
  }

  /** Keeps the newest `count` lines. @returns the `seq` of the oldest kept one, if any were dropped */
  trim(count: number): number | undefined {
    if (this.#lines.length <= count) return undefined;
    this.#lines = this.#lines.slice(-count);
    const first = this.#lines[0]?.seq;
    // Those from before it come again with the page that has their message.
    this.#changes = this.#changes.filter((change) => first !== undefined && change.seq >= first);
    return first;
  }

  clear(): void {
    this.#lines = [];
    this.#changes = [];
  }

  #line(entry: Entry): Line {
    return {
      key: lineKey(entry.from, entry.id),
      seq: entry.seq,
      id: entry.id,
      from: entry.from,
      text: entry.text ?? '',
      at: entry.at,
      own: entry.from.id === this.myId,
      state: 'sent',
    };
  }

  #change(entry: Entry): void {
    this.#changes.push(entry);
    const line = this.#lines.find((each) => each.seq === entry.target);
    if (line === undefined) return;
    this.#lines = this.#lines.map((each) => (each === line ? changed(line, entry) : each));
  }
}

function changed(line: Line, entry: Entry): Line {
  switch (entry.kind) {
    case 'edit':
      return line.deleted === true ? line : { ...line, text: entry.text ?? '', edited: true };
    case 'delete':
      return { ...line, text: '', deleted: true };
    case 'reaction':
      return { ...line, reactions: withReaction(line.reactions, entry) };
    case 'message':
      return line;
  }
}

function withReaction(reactions: Line['reactions'], entry: Entry): NonNullable<Line['reactions']> {
  const emoji = entry.emoji ?? '';
  const people = new Set(reactions?.get(emoji));
  if (entry.on === false) people.delete(entry.from.id);
  else people.add(entry.from.id);
  const result = new Map(reactions);
  if (people.size > 0) result.set(emoji, people);
  else result.delete(emoji);
  return result;
}
