import type { Author, Entry } from './entry.js';

interface Choice {
  readonly seq: number;
  readonly on: boolean;
  readonly person: Author;
}

/**
 * What edits, deletions and reactions make of one message. Of each thing the entry with the highest `seq` counts, so that
 * they may be applied in any order and more than once: a page of history overlaps with what was heard live.
 */
export class MessageChanges {
  #edit: { readonly seq: number; readonly text: string } | undefined;
  #deleted = false;
  readonly #choices = new Map<string, Map<string, Choice>>();

  /** @returns whether the message is another one now */
  apply(entry: Entry): boolean {
    if (this.#deleted) return false;
    if (entry.deleted === true || entry.kind === 'delete') return this.#delete();
    if (entry.kind === 'edit') return this.#rewrite(entry);
    return entry.kind === 'reaction' && this.#choose(entry);
  }

  /** Whether the message stands as it was written, and nothing happened to it yet. */
  get untouched(): boolean {
    return !this.#deleted && this.#edit === undefined && this.#choices.size === 0;
  }

  get deleted(): boolean {
    return this.#deleted;
  }

  /** Undefined while the message stands as it was written. */
  get text(): string | undefined {
    return this.#edit?.text;
  }

  /** The emoji that somebody chose, oldest choice first; undefined when there are none. */
  get reactions(): ReadonlyMap<string, readonly Author[]> | undefined {
    const standing = [...this.#choices]
      .map(([emoji, people]) => ({ emoji, choices: [...people.values()].filter(({ on }) => on).sort((one, other) => one.seq - other.seq) }))
      .filter(({ choices }) => choices.length > 0)
      .sort((one, other) => one.choices[0]!.seq - other.choices[0]!.seq);
    return standing.length === 0 ? undefined : new Map(standing.map(({ emoji, choices }) => [emoji, choices.map(({ person }) => person)]));
  }

  #delete(): boolean {
    this.#deleted = true;
    this.#edit = undefined;
    this.#choices.clear();
    return true;
  }

  #rewrite({ seq, text = '' }: Entry): boolean {
    if (this.#edit !== undefined && this.#edit.seq >= seq) return false;
    this.#edit = { seq, text };
    return true;
  }

  #choose({ seq, from, emoji = '', on = true }: Entry): boolean {
    const people = this.#choices.get(emoji) ?? new Map<string, Choice>();
    const standing = people.get(from.id);
    if (standing !== undefined && standing.seq >= seq) return false;
    this.#choices.set(emoji, people.set(from.id, { seq, on, person: from }));
    return true;
  }
}
