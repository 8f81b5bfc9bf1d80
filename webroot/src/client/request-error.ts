/** Failure codes of the contract, and three that only a client can see. */
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
} as const;

const TEMPORARY = new Set<number>([
  FailureCode.timeout,
  FailureCode.tooFast,
  FailureCode.notAvailable,
  FailureCode.disconnected,
]);

/** A command that was refused or not answered. */
export class RequestError extends Error {
  constructor(
    readonly code: number,
    message: string,
    /** For `tooFast`: how long to wait, in milliseconds. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
    this.name = 'RequestError';
  }

  /** Whether the same request may succeed later. */
  get temporary(): boolean {
    return TEMPORARY.has(this.code);
  }
}
