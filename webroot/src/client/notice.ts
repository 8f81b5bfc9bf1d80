import type { Author } from './entry.js';

export interface Notice {
  /** Ascending; the newest is the highest. */
  id: number;
  kind: 'joined' | 'periodic' | 'mention' | 'message' | (string & {});
  text: string;
  /** Epoch milliseconds. */
  at: number;
  room?: string;
  seq?: number;
  from?: Author;
  read?: boolean;
}
