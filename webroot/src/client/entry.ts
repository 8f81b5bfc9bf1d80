/** Names a room's log; another epoch is another log, and old `seq` mean nothing in it. */
export type Epoch = string | number;

/** Who wrote an entry. */
export interface Author {
  id: string;
  name: string;
}

/** One entry of a room's durable log. */
export interface Entry {
  kind: 'message' | 'edit' | 'delete' | 'reaction';
  room: string;
  epoch: Epoch;
  /** 1, 2, 3 … without holes. */
  seq: number;
  /** Made by the author's client; unique per author. */
  id: string;
  from: Author;
  text?: string;
  /** Epoch milliseconds. */
  at: number;
  /** For everything but a message: the `seq` of the message it changes. */
  target?: number;
  emoji?: string;
  on?: boolean;
  /** The `seq` of the message that this one answers. */
  replyTo?: number;
  /** The message was deleted: its text, and that of its edits, is gone. */
  deleted?: boolean;
}

/** The answer of `chat.history`, ascending. */
export interface HistoryPage {
  room: string;
  epoch: Epoch;
  /** Lowest `seq` that the server still has. */
  first: number;
  /** Highest `seq` of the room. */
  last: number;
  entries: Entry[];
}

/** The answer of `chat.post`, `chat.edit`, `chat.delete` and `chat.react`: the entry is durable. */
export interface Posted {
  room: string;
  epoch: Epoch;
  seq: number;
  at: number;
}

/** A room in the answer of `chat.rooms`. */
export interface RoomSummary {
  room: string;
  title: string;
  /** Highest `seq` of the room. */
  last: number;
  people: number;
  /** How far the caller has read, on any device; absent where they never looked. */
  seen?: number;
  /** Whether it can be read only. */
  archived?: boolean;
  /** Each person may post once in so many seconds; absent for no limit. */
  slowModeSeconds?: number;
}
