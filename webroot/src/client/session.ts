import { RequestError } from './request-error.js';

export interface User {
  id: string;
  name: string;
  role?: string;
}

export interface Session {
  user: User;
  /** Epoch milliseconds. */
  expiresAt: number;
  /** Only in the answer to `enter`; the browser itself uses the cookie. */
  token?: string;
}

const PATH = '/api/session';

/** Signing in and out. The token lives in an HttpOnly cookie, so page code never has to keep it. */
export class SessionApi {
  /** @param origin for example `https://room.example` */
  constructor(private readonly origin: string) {}

  /** @throws RequestError when the name is refused or the server does not answer */
  async enter(name: string): Promise<Session> {
    const response = await this.#fetch({
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name }),
    });
    if (!response.ok) throw await refusal(response);
    return (await response.json()) as Session;
  }

  /** @returns the session of the cookie, or undefined when there is none or it is over */
  async current(): Promise<Session | undefined> {
    const response = await this.#fetch({});
    if (response.status === 204 || response.status === 401) return undefined;
    if (!response.ok) throw await refusal(response);
    return (await response.json()) as Session;
  }

  async leave(): Promise<void> {
    await this.#fetch({ method: 'DELETE' });
  }

  async #fetch(init: RequestInit): Promise<Response> {
    try {
      return await fetch(this.origin + PATH, { credentials: 'same-origin', cache: 'no-store', ...init });
    } catch {
      throw new RequestError(-1, 'the server does not answer');
    }
  }
}

async function refusal(response: Response): Promise<RequestError> {
  const body: unknown = await response.json().catch(() => undefined);
  const { message, retryAfterMs } = (body ?? {}) as { message?: string; retryAfterMs?: number };
  return new RequestError(response.status, message ?? response.statusText, retryAfterMs);
}
