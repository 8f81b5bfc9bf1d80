import { Command } from './address.js';
import type { BridgeConnection } from './bridge-connection.js';
import type { Score } from './mood.js';

/** What a word, a phrase or an emoji says in one room. */
export interface RoomWord {
  word: string;
  /** −1 (bad) … 1 (good); 0 for what says nothing there. */
  weight: number;
}

/** A message that would be scored otherwise. */
export interface WordEffect {
  seq: number;
  /** How it begins. */
  text: string;
  before: Omit<Score, 'seq'>;
  after: Omit<Score, 'seq'>;
}

/** What a change would make of the last messages of a room. */
export interface WordTrial {
  /** How many messages were read. */
  read: number;
  /** Newest first. */
  changed: readonly WordEffect[];
}

/** What words say in a room, for those who moderate it. Each rejects with a `RequestError`, 403 for who may not. */
export class RoomWords {
  constructor(private readonly connection: BridgeConnection) {}

  async list(room: string): Promise<readonly RoomWord[]> {
    return (await this.connection.request<{ words: RoomWord[] }>(Command.sentimentWords, { room })).words;
  }

  /** From the next message on. @param weight undefined to forget the word @returns all words as they are then */
  async teach(room: string, word: string, weight?: number): Promise<readonly RoomWord[]> {
    return (await this.connection.request<{ words: RoomWord[] }>(Command.sentimentTeach, { room, word, weight })).words;
  }

  /** Changes nothing. @param weight undefined to try without the word */
  attempt(room: string, word: string, weight?: number): Promise<WordTrial> {
    return this.connection.request<WordTrial>(Command.sentimentTry, { room, word, weight });
  }
}
