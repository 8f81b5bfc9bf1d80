import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SessionApi } from '../../src/client/index.js';
import { me, sessionOf } from './entries.js';

const api = new SessionApi('https://room.example');
let asked: string[];
let answer: (request: string) => Response;

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', async (url: string, { method = 'GET' }: RequestInit) => {
    const request = `${method} ${url.slice('https://room.example'.length)}`;
    asked.push(request);
    return answer(request);
  });
});

afterEach(() => vi.unstubAllGlobals());

it('knows who is there', async () => {
  answer = () => Response.json({ user: me, expiresAt: 1 });
  await expect(api.current()).resolves.toEqual({ user: me, expiresAt: 1 });
});

it.each([
  ['nobody is there', 204],
  ['the session is over', 401],
])('knows that %s', async (_, status) => {
  answer = () => new Response(null, { status });
  await expect(api.current()).resolves.toBeUndefined();
});

it('signs in with a key in that one request, and never with what is none', async () => {
  const sent: Array<RequestInit | undefined> = [];
  vi.stubGlobal('fetch', async (_: string, init?: RequestInit) => {
    sent.push(init);
    return Response.json({ ...sessionOf({ ...me, role: 'moderator' }), token: 't' }, { status: 201 });
  });
  await expect(api.enter('mona', 'ttk_a-B_9')).resolves.toMatchObject({ user: { role: 'moderator' } });
  await api.enter('mona');
  expect(sent.map((init) => new Headers(init?.headers).get('Authorization'))).toEqual(['Bearer ttk_a-B_9', null]);
  for (const none of ['secret', 'ttk_', 'ttk_열쇠', 'ttk_a b']) await expect(api.enter('mona', none)).rejects.toMatchObject({ code: 401 });
  expect(sent).toHaveLength(2);
});

it('does not take a failing server for a session that is over', async () => {
  answer = () => Response.json({ message: 'try again' }, { status: 503 });
  await expect(api.current()).rejects.toMatchObject({ code: 503, message: 'try again' });
  answer = () => {
    throw new TypeError('Failed to fetch');
  };
  await expect(api.current()).rejects.toMatchObject({ code: -1 });
});

it('resumes a young session as it is', async () => {
  const session = sessionOf(me);
  answer = () => Response.json(session);
  await expect(api.resume()).resolves.toEqual(session);
  expect(asked).toEqual(['GET /api/session']);
});

it('renews an old session when it is resumed', async () => {
  const renewed = { ...sessionOf(me), token: 't' };
  answer = (request) => Response.json(request === 'POST /api/session/refresh' ? renewed : { user: me, expiresAt: Date.now() + 24 * 3_600_000 });
  await expect(api.resume()).resolves.toEqual(renewed);
  expect(asked).toEqual(['GET /api/session', 'POST /api/session/refresh']);
});

it.each([401, 403, 503])('resumes an old session that could not be renewed (%i), as it is good until its end', async (status) => {
  const old = { user: me, expiresAt: Date.now() + 3_600_000 };
  answer = (request) => (request.startsWith('GET') ? Response.json(old) : Response.json({ message: 'no' }, { status }));
  await expect(api.resume()).resolves.toEqual(old);
  await expect(api.refresh()).rejects.toMatchObject({ code: status });
});

it.each([
  ['nobody', () => new Response(null, { status: 204 })],
  ['a session without an end', () => Response.json({ user: me })],
])('renews nothing for %s', async (_, current) => {
  answer = current;
  await api.resume();
  expect(asked).toEqual(['GET /api/session']);
});

it('has signed out also where the server could not keep it', async () => {
  answer = () => Response.json({ code: 503, message: 'not available now, try again' }, { status: 503 });
  await expect(api.leave()).resolves.toBeUndefined();
  expect(asked).toEqual(['DELETE /api/session']);
});
