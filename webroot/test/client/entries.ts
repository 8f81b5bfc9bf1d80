import type { Entry, HistoryPage, Session, User } from '../../src/client/index.js';

export const me = { id: 'u-me', name: 'me' };
export const jay = { id: 'u-jay', name: 'Jay' };

/** A session that is far from its end. */
export function sessionOf(user: User): Session {
  return { user, expiresAt: Date.now() + 7 * 24 * 3_600_000 };
}

export function message(seq: number, more: Partial<Entry> = {}): Entry {
  return { kind: 'message', room: 'lobby', epoch: 'e1', seq, id: `id-${seq}`, from: jay, text: `text ${seq}`, at: seq * 1_000, ...more };
}

export function messages(first: number, last: number, more: Partial<Entry> = {}): Entry[] {
  return Array.from({ length: last - first + 1 }, (_, index) => message(first + index, more));
}

export function page(entries: Entry[], last = entries.at(-1)?.seq ?? 0, more: Partial<HistoryPage> = {}): HistoryPage {
  return { room: 'lobby', epoch: 'e1', first: 1, last, entries, ...more };
}
