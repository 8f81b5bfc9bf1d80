// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RequestError, type Session, type SessionApi } from '../../src/client/index.js';
import { language } from '../../src/page/i18n/language.js';
import '../../src/page/name-form.js';
import type { NameForm } from '../../src/page/name-form.js';
import { me, sessionOf } from '../client/entries.js';

let form: NameForm;
let entered: Session[];
let asked: Array<[string, string | undefined]>;
let answer: () => Promise<Session>;

beforeEach(async () => {
  localStorage.clear();
  language.use('en');
  entered = [];
  asked = [];
  answer = async () => sessionOf({ ...me, role: 'moderator' });
  const api = { enter: (name: string, key?: string) => (asked.push([name, key]), answer()) } as Partial<SessionApi>;
  form = Object.assign(document.createElement('name-form') as NameForm, { api: api as SessionApi });
  form.addEventListener('entered', (event) => entered.push((event as CustomEvent<Session>).detail));
  document.body.append(form);
  await form.updateComplete;
});

afterEach(() => form.remove());

const find = <T extends HTMLElement>(testId: string): T => form.shadowRoot!.querySelector<T>(`[data-testid=${testId}]`)!;

async function enter(name: string, key: string): Promise<void> {
  find<HTMLInputElement>('name').value = name;
  find<HTMLInputElement>('key').value = key;
  form.shadowRoot!.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
  await new Promise((resolve) => setTimeout(resolve));
  await form.updateComplete;
}

it('enters with a name alone', async () => {
  await enter('mona', '');
  expect(asked).toEqual([['mona', undefined]]);
  expect(entered).toHaveLength(1);
});

it('enters with a key, of which nothing is left anywhere', async () => {
  await enter('mona', ' ttk_secret ');
  expect(asked).toEqual([['mona', 'ttk_secret']]);
  expect(entered).toHaveLength(1);
  expect(find<HTMLInputElement>('key').value).toBe('');
  expect(find<HTMLInputElement>('key').type).toBe('password');
  expect(Object.values({ ...localStorage, ...sessionStorage }).join()).not.toContain('secret');
});

it('says that a key is none, and does not leave it standing', async () => {
  answer = () => Promise.reject(new RequestError(401, 'no such key'));
  await enter('mona', 'ttk_wrong');
  expect(find('name-error').textContent).toBe('That key does not open this room.');
  expect([find<HTMLInputElement>('key').value, find<HTMLInputElement>('name').value]).toEqual(['', 'mona']);
});

it('keeps what was typed when the server does not answer, for it to be tried again', async () => {
  answer = () => Promise.reject(new RequestError(-1, ''));
  await enter('mona', 'ttk_secret');
  answer = async () => sessionOf(me);
  await enter('mona', find<HTMLInputElement>('key').value);
  expect(asked[1]).toEqual(['mona', 'ttk_secret']);
});
