import { expect, it } from 'vitest';
import { completionsOf } from '../../src/page/completion.js';

const names = ['Jay', 'jane', '민수', 'Kim Lee'];
const inserted = (text: string): string[] => completionsOf(text, names).map(({ insert, start, end }) => text.slice(0, start) + insert + text.slice(end));

it('goes on with names after an @', () => {
  expect(inserted('hi @j')).toEqual(['hi @Jay ', 'hi @jane ']);
  expect(inserted('(@kim')).toEqual(['(@Kim Lee ']);
  expect(inserted('@ㅁ')).toEqual([]);
});

it('offers nothing in an e-mail address, after the name, or for one that stands there', () => {
  for (const text of ['me@j', '@jay ', '@Jay', 'plain', '']) expect(inserted(text)).toEqual([]);
});

it('goes on with commands at the very start only', () => {
  expect(inserted('/m')).toEqual(['/me ', '/mood', '/mute ']);
  expect(inserted('/help')).toEqual([]);
  expect(inserted('say /m')).toEqual([]);
});

it('goes on with the name of whom a command is about', () => {
  expect(inserted('/mute ja')).toEqual(['/mute Jay ', '/mute jane ']);
  expect(inserted('/kick kim l')).toEqual(['/kick Kim Lee ']);
});
