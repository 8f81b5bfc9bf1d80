import { Command } from './address.js';
import type { BridgeConnection } from './bridge-connection.js';
import type { Author } from './entry.js';
import type { User } from './session.js';
import { uuid } from './uuid.js';

/** What a moderator may set for a room; what is left out stays as it is. */
export interface RoomSettings {
  /** Each person may post once in so many seconds; 0 for no limit. */
  slowModeSeconds?: number;
  access?: 'public' | 'members';
  /** An archived room can be read, and not written. */
  archived?: boolean;
  /** Messages older than this are removed; 0 keeps them. */
  retentionDays?: number;
  /** Words that are not wanted. */
  words?: readonly string[];
  /** Whether they are masked, or the message is held back. */
  wordAction?: 'mask' | 'hold';
}

/** A message that somebody reported, or that a word in it holds back. */
export interface Report {
  id: number;
  kind: 'report' | 'held';
  /** Epoch milliseconds. */
  at: number;
  room: string;
  /** Who reported it, or whose message is held. */
  by: Author;
  /** Of a reported message. */
  seq?: number;
  /** Who wrote a reported message. */
  from?: Author;
  text?: string;
  reason?: string;
}

/** Something that a moderator did. */
export interface ModeratorAction {
  id: number;
  /** Epoch milliseconds. */
  at: number;
  by: Author;
  action: string;
  room?: string;
  user?: string;
  detail?: unknown;
}

/** @returns whether the server lets this user moderate */
export function mayModerate({ role }: User): boolean {
  return role === 'moderator' || role === 'admin' || role === 'service';
}

/** The commands that keep order. Each rejects with a `RequestError`: 403 for who may not, 404 for an unknown user or message. */
export class Moderation {
  constructor(private readonly connection: BridgeConnection) {}

  /** Keeps a user from writing in a room. @param minutes 0 lets them write again */
  async mute(room: string, user: string, minutes: number, reason?: string): Promise<void> {
    await this.connection.request(Command.chatMute, { room, user, minutes, reason });
  }

  /** Sends a user out of a room, now; they may come again. */
  async kick(room: string, user: string, reason?: string): Promise<void> {
    await this.connection.request(Command.chatKick, { room, user, reason });
  }

  /**
   * Keeps a user out.
   * @param where `room` undefined for everywhere; `minutes` undefined for good, 0 lets them in again
   */
  async ban(user: string, where: { room?: string; minutes?: number; reason?: string } = {}): Promise<void> {
    await this.connection.request(Command.chatBan, { user, ...where });
  }

  /** Deletes anybody's message, in whatever room; a `RoomClient` does it for the room that it shows. */
  async delete(room: string, seq: number): Promise<void> {
    await this.connection.request(Command.chatDelete, { room, id: uuid(), seq });
  }

  /** Tells the moderators of a message; for everybody who is signed in. */
  async report(room: string, seq: number, reason?: string): Promise<void> {
    await this.connection.request(Command.chatReport, { room, seq, reason });
  }

  /** What was reported, newest first. @param before only those with a lower id */
  async reports(page: { room?: string; before?: number; limit?: number } = {}): Promise<readonly Report[]> {
    return (await this.connection.request<{ reports: Report[] }>(Command.chatReports, page)).reports;
  }

  /** Closes a report. @param post whether a held message is posted; it is dropped else */
  async resolve(report: number, post = false): Promise<void> {
    await this.connection.request(Command.chatResolve, { report, post });
  }

  /** Changes settings of a room. @returns all of them, as they are then */
  settings(room: string, changes: RoomSettings = {}): Promise<RoomSettings> {
    return this.connection.request<RoomSettings>(Command.chatSettings, { room, ...changes });
  }

  /** What moderators did, newest first. @param before only what has a lower id */
  async audit(page: { room?: string; before?: number; limit?: number } = {}): Promise<readonly ModeratorAction[]> {
    return (await this.connection.request<{ actions: ModeratorAction[] }>(Command.chatAudit, page)).actions;
  }
}
