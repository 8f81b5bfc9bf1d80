export type QuoteState = 'live' | 'stale' | 'replay' | 'unavailable';

/** The Korea premium: how far a price in won is above the price in dollars. */
export interface Premium {
  /** Decimal string; negative when it is below. */
  percent: string;
  /** The symbol of the price in dollars. */
  against: string;
  /** Won for a dollar, decimal string. */
  rate: string;
  rateSource: string;
}

/** A price with everything one needs to know to trust it, or not. Body of `price.<symbol>`. */
export interface Quote {
  symbol: string;
  /** Decimal string; absent when unavailable. */
  price?: string | null;
  /** The price as it is to be shown; absent when unavailable. */
  display?: string | null;
  /** Percent, decimal string. */
  change24h?: string | null;
  source?: string | null;
  at?: number | null;
  /** How old it was when the server sent it. */
  ageMs?: number | null;
  state: QuoteState;
  /** Why it is unavailable. */
  reason?: string | null;
  /** Of a live price in won, when all that it is reckoned with is live. */
  premium?: Premium | null;
  /** In an answer, never in an event: every symbol that can be asked for. */
  symbols?: readonly string[] | null;
}

/** A quote, and when it came: a clock of our own, since the server's may differ. */
export interface ReceivedQuote {
  quote: Quote;
  receivedAtMs: number;
}

const SILENCE_LIMIT_MS = 5_000;

export function quoteAgeMs({ quote, receivedAtMs }: ReceivedQuote, nowMs: number): number {
  return (quote.ageMs ?? 0) + Math.max(0, nowMs - receivedAtMs);
}

/** A quote that stays the newest for too long is not to be trusted, whatever it said of itself. */
export function isStale(received: ReceivedQuote, nowMs: number): boolean {
  const { quote, receivedAtMs } = received;
  if (quote.state === 'stale' || quote.state === 'unavailable') return quote.state === 'stale';
  // A recorded market has quiet minutes of its own: there only the server's silence counts.
  const ageMs = quote.state === 'replay' ? nowMs - receivedAtMs : quoteAgeMs(received, nowMs);
  return ageMs > SILENCE_LIMIT_MS;
}

/** @returns what a page should say about a quote now */
export function shownState(received: ReceivedQuote, nowMs: number): QuoteState {
  const { state } = received.quote;
  return state === 'live' && isStale(received, nowMs) ? 'stale' : state;
}
