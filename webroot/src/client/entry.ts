/** Names a room's log; another epoch is another log, and old `seq` mean nothing in it. */
export type Epoch = string | number;

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
  replyTo?: number;
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

/** The answer of `chat.post`: the entry is durable. */
export interface Posted {
  room: string;
  epoch: Epoch;
  seq: number;
  at: number;
}

export interface RoomSummary {
  room: string;
  title: string;
  last: number;
  people: number;
}
