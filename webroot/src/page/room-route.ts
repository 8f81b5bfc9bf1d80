export const DEFAULT_ROOM = 'lobby';

const ROUTE = /^#\/room\/([^/]+)$/;

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

export function hashOf(room: string): string {
  return `#/room/${encodeURIComponent(room)}`;
}
