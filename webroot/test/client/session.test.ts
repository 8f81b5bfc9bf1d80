import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SessionApi } from '../../src/client/index.js';
import { me } from './entries.js';

const api = new SessionApi('https://room.example');
let answer: () => Response;

beforeEach(() => vi.stubGlobal('fetch', async () => answer()));

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

it('does not take a failing server for a session that is over', async () => {
  answer = () => Response.json({ message: 'try again' }, { status: 503 });
  await expect(api.current()).rejects.toMatchObject({ code: 503, message: 'try again' });
  answer = () => {
    throw new TypeError('Failed to fetch');
  };
  await expect(api.current()).rejects.toMatchObject({ code: -1 });
});
