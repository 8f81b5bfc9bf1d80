import type { ConnectionState } from '../client/index.js';

export type BannerState = 'none' | 'connecting' | 'reconnecting' | 'offline' | 'closed';

const TOLERATED_BREAK_MS = 2_000;

/**
 * @param brokenForMs how long the connection has not been open
 * @param wasOpen whether it was ever open
 * @param online what the browser knows about the network
 * @returns what the banner says; nothing for short breaks, of which the user need not know
 */
export function bannerState(state: ConnectionState, brokenForMs: number, wasOpen: boolean, online: boolean): BannerState {
  if (state === 'closed') return 'closed';
  if (state === 'open' || state === 'signed-out' || brokenForMs < TOLERATED_BREAK_MS) return 'none';
  if (!online) return 'offline';
  return wasOpen || state === 'waiting' ? 'reconnecting' : 'connecting';
}
