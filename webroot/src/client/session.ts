import { FailureCode, RequestError } from './request-error.js';

/** Somebody who signed in. */
export interface User {
  id: string;
  name: string;
  /** `guest`, `member`, `moderator`, `admin` or `service`. */
  role?: string;
}

/** That somebody is signed in, and until when. */
export interface Session {
  user: User;
  /** Epoch milliseconds; absent for one that does not end, as an API key's. */
  expiresAt?: number;
  /** Only in the answers to `enter` and `refresh`; the browser itself uses the cookie. */
  token?: string;
}

/** The server's default. A session does not tell when it began; how long they live here shows with the first renewal. */
export const ASSUMED_LIFETIME_MS = 7 * 24 * 3_600_000;

/** A session of whose life less than this share is left is to be renewed. */
export const OLD_SHARE = 1 / 4;

const PATH = '/api/session';

const KEY = /^ttk_[\w-]+$/;

/** Signing in and out. A page's token lives in an HttpOnly cookie, so that its code never has to keep it; a program keeps its own. */
export class SessionApi {
  /**
   * @param origin for example `https://room.example`
   * @param token of a program, as it is now; a page has a cookie instead
   */
  constructor(
    private readonly origin: string,
    private readonly token?: () => string,
  ) {}

  /**
   * Signs in.
   * @param key an API key of the person's own, with whose role the session begins; it goes into this request and nowhere else
   * @throws RequestError 401 when the key is refused; when the name is refused or the server does not answer
   */
  async enter(name: string, key?: string): Promise<Session> {
    // What is no key would be passed over, and the session be a guest's.
    if (key !== undefined && !KEY.test(key)) throw new RequestError(FailureCode.notSignedIn, 'that is no API key');
    const response = await this.#fetch({
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }) },
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

  /**
   * The session of the cookie for a page that begins. One that is old is renewed first: the page may stay open for long.
   * @returns undefined when there is none or it is over
   */
  async resume(): Promise<Session | undefined> {
    const session = await this.current();
    if (session?.expiresAt === undefined || session.expiresAt - Date.now() >= ASSUMED_LIFETIME_MS * OLD_SHARE) return session;
    // Without a new one the old one is good until its end.
    return this.refresh().catch(() => session);
  }

  /**
   * Puts off the end of the cookie's session.
   * @throws RequestError 401 when there is none to renew, 403 when it does not end
   */
  async refresh(): Promise<Session> {
    const response = await this.#fetch({ method: 'POST' }, '/refresh');
    if (!response.ok) throw await refusal(response);
    return (await response.json()) as Session;
  }

  /**
   * Signs out. The cookie is gone whatever a server answers; 503 says only that a bridge that starts later may not know of
   * it, about which a page, which never had the token, can do nothing.
   */
  async leave(): Promise<void> {
    await this.#fetch({ method: 'DELETE' });
  }

  async #fetch(init: RequestInit, path = ''): Promise<Response> {
    try {
      const headers = { ...init.headers, ...(this.token === undefined ? {} : { Authorization: `Bearer ${this.token()}` }) };
      return await fetch(this.origin + PATH + path, { credentials: 'same-origin', cache: 'no-store', ...init, headers });
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
