import type { Author } from './entry.js';

export interface Notice {
  /** Ascending; the newest is the highest. */
  id: number;
  kind: 'joined' | 'periodic' | 'mention' | 'message' | 'alert' | (string & {});
  text: string;
  /** Epoch milliseconds. */
  at: number;
  room?: string;
  seq?: number;
  from?: Author;
  /** The id of the alert that fired; with it come the fields below. */
  alert?: number;
  symbol?: string;
  /** The alert's rule: `price > 70000`. */
  rule?: string;
  /** With which it fired, decimal. */
  price?: string;
  /** Whether that was a price of an exchange or of a recorded market. */
  state?: 'live' | 'replay';
  read?: boolean;
}
