/** The JSON envelopes of the Vert.x event bus bridge, as a browser writes them. */
export type OutgoingEnvelope =
  /** The bridge answers a ping that says where; the stock protocol's ping goes unanswered. */
  | { type: 'ping'; replyAddress: string }
  | { type: 'send'; address: string; headers: Record<string, string>; body: unknown; replyAddress: string }
  | { type: 'register'; address: string; headers: Record<string, string>; replyAddress: string }
  | { type: 'unregister'; address: string; headers: Record<string, string> };

/** The envelopes that a bridge writes. */
export type IncomingEnvelope =
  | { type: 'rec'; address: string; body: unknown }
  | { type: 'err'; address?: string; failureCode?: number; failureType?: string; message?: string; body?: unknown; retryAfterMs?: number };

/** @returns the envelope, or undefined for a frame that is none */
export function readEnvelope(frame: string): IncomingEnvelope | undefined {
  let value: unknown;
  try {
    value = JSON.parse(frame);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, address } = value as { type?: unknown; address?: unknown };
  if (type === 'err') return value as IncomingEnvelope;
  return type === 'rec' && typeof address === 'string' ? (value as IncomingEnvelope) : undefined;
}
