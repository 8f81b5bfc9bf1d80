/** Failure codes of the contract; those below zero are a client's own. */
export const FailureCode = {
  badInput: 400,
  notSignedIn: 401,
  notAllowed: 403,
  unknown: 404,
  timeout: 408,
  conflict: 409,
  tooLarge: 413,
  tooFast: 429,
  notAvailable: 503,
  /** The connection was not open, or broke before the answer came. */
  disconnected: -1,
  /** Connection after connection broke while it was under way. */
  undeliverable: -2,
  /** The connection is another user's now: another tab of the browser came in under another name. */
  otherUser: -3,
} as const;

const TEMPORARY = new Set<number>([
  FailureCode.timeout,
  FailureCode.tooFast,
  FailureCode.notAvailable,
  FailureCode.disconnected,
]);

/** A command or registration that was refused or not answered. */
export class RequestError extends Error {
  constructor(
    readonly code: number,
    message: string,
    /** For `tooFast`: how long to wait, in milliseconds. */
    readonly retryAfterMs?: number,
    /** The server's word for it, for example `kicked` where a code has several meanings. */
    readonly type?: string,
  ) {
    super(message);
    this.name = 'RequestError';
  }

  /** Whether the same request may succeed later. */
  get temporary(): boolean {
    return TEMPORARY.has(this.code);
  }
}
