import type { Author } from './entry.js';

/** Body of `presence.room.<room>`. */
export interface Presence {
  room: string;
  count: number;
  /** At most 50. */
  users: Author[];
}

/** Body of `typing.room.<room>`. */
export interface Typing {
  room: string;
  /** Empty when nobody types. */
  users: Author[];
}
