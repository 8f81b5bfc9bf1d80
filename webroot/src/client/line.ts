import type { Author } from './entry.js';
import type { RequestError } from './request-error.js';

/** A message as it is to be shown. Never changed in place: another state is another object. */
export interface Line {
  /** Equal for the unsent and the durable form of one message, so that a page keeps its element. */
  readonly key: string;
  /** Unknown until the message is durable. */
  readonly seq?: number;
  readonly id: string;
  readonly from: Author;
  /** Empty once the message is deleted. */
  readonly text: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly own: boolean;
  readonly state: 'sending' | 'sent' | 'failed';
  /** The `seq` of the message that this one answers. */
  readonly replyTo?: number;
  readonly edited?: boolean;
  readonly deleted?: boolean;
  /** Emoji to those who chose it, in the order in which they did. */
  readonly reactions?: ReadonlyMap<string, readonly Author[]>;
  /** A change of mine that the log does not show yet; the line shows already what it makes of the message. */
  readonly change?: LineChange;
  /** Why it was not sent, or what it is waiting for. */
  readonly error?: RequestError;
}

/** How far a change of mine to a line has come. */
export interface LineChange {
  readonly id: string;
  readonly kind: 'edit' | 'delete' | 'reaction';
  readonly state: 'sending' | 'sent' | 'failed';
  readonly error?: RequestError;
}

/** @returns what a message is known by whether it is durable or not */
export function lineKey(from: Author, id: string): string {
  return `${from.id}/${id}`;
}
