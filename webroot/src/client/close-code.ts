/** Close codes with a meaning of their own; every other one means: connect again. */
export const CloseCode = {
  normal: 1000,
  /** The bridge goes away; its reason may say when to come back. */
  goingAway: 1001,
  tooBig: 1009,
  /** There is no place for one more now. */
  full: 1013,
  slow: 4001,
  sessionEnded: 4401,
} as const;

// The server spreads its clients over 2 s. Nobody is to be kept away for long by one frame.
const MAX_RETRY_AFTER_MS = 30_000;

/**
 * @param reason of a close, `{"retryAfterMs":n}` from a bridge that goes away
 * @returns how long to stay away, 0 to 30000 ms; undefined when the server does not say, or says nothing that makes sense
 */
export function retryAfterMs(code: number, reason: string): number | undefined {
  if (code !== CloseCode.goingAway) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(reason);
  } catch {
    return undefined;
  }
  const asked = (value as { retryAfterMs?: unknown } | null)?.retryAfterMs;
  return typeof asked === 'number' && Number.isFinite(asked) && asked >= 0 ? Math.min(asked, MAX_RETRY_AFTER_MS) : undefined;
}
