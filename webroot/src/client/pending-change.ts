import type { Author } from './entry.js';
import type { Line } from './line.js';
import type { Pending } from './outbox.js';

/** A message of mine. */
export interface Draft {
  readonly text: string;
  /** The `seq` of the message that it answers. */
  readonly replyTo?: number;
}

/** A change of mine to the message `target`. */
export type Change =
  | { readonly kind: 'edit'; readonly target: number; readonly text: string }
  | { readonly kind: 'delete'; readonly target: number }
  | { readonly kind: 'reaction'; readonly target: number; readonly emoji: string; readonly on: boolean };

/** @returns the line as it will be once the change is durable; one that was refused changes nothing */
export function withChange(line: Line, { id, what, state, error }: Pending<Change>, me: Author): Line {
  const change = { id, kind: what.kind, state, ...(error === undefined ? {} : { error }) };
  if (state === 'failed' || line.deleted === true) return { ...line, change };
  switch (what.kind) {
    case 'edit':
      return { ...line, text: what.text, edited: true, change };
    case 'delete':
      return { ...line, text: '', deleted: true, reactions: NO_REACTIONS, change };
    case 'reaction':
      return { ...line, reactions: withReaction(line.reactions, what.emoji, what.on, me), change };
  }
}

const NO_REACTIONS: ReadonlyMap<string, readonly Author[]> = new Map();

function withReaction(reactions: Line['reactions'], emoji: string, on: boolean, me: Author): NonNullable<Line['reactions']> {
  const people = reactions?.get(emoji) ?? [];
  const others = people.filter(({ id }) => id !== me.id);
  const chosen = on ? (others.length < people.length ? people : [...others, me]) : others;
  const result = new Map(reactions);
  if (chosen.length > 0) result.set(emoji, chosen);
  else result.delete(emoji);
  return result;
}
