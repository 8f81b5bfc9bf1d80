export const DEFAULT_ROOM = 'lobby';

/** A message in a room. */
export interface Place {
  room: string;
  seq: number;
}

const ROUTE = /^#\/room\/([^/]+)(?:\/(\d{1,15}))?$/;

/** @returns the room that a location hash such as `#/room/lobby` names */
export function roomOf(hash: string): string {
  const encoded = ROUTE.exec(hash)?.[1];
  if (encoded === undefined) return DEFAULT_ROOM;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return DEFAULT_ROOM;
  }
}

/** @returns the message that a location hash such as `#/room/lobby/42` points at */
export function seqOf(hash: string): number | undefined {
  const seq = ROUTE.exec(hash)?.[2];
  return seq === undefined ? undefined : Number(seq);
}

/** @param seq a message to point at */
export function hashOf(room: string, seq?: number): string {
  const path = `#/room/${encodeURIComponent(room)}`;
  return seq === undefined ? path : `${path}/${seq}`;
}
