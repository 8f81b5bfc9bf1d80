import { expect, it } from 'vitest';
import { splitMatches } from '../../src/page/match.js';

const matches = (text: string, query: string): string[] => splitMatches(text, query).flatMap((piece) => (piece.matches ? [piece.text] : []));

it('marks every word of the query, part of a word and in any case', () => {
  expect(splitMatches('비트코인은 BTC', '코인 btc')).toEqual([
    { text: '비트', matches: false },
    { text: '코인', matches: true },
    { text: '은 ', matches: false },
    { text: 'BTC', matches: true },
  ]);
});

it('takes what is written for what it is, not for a pattern', () => {
  expect(matches('a.c (x) [y] $5 1-2', '. (x) $5 1-2')).toEqual(['.', '(x)', '$5', '1-2']);
});

it('loses no character, and marks nothing that it does not find', () => {
  for (const query of ['', ' ', 'ㅂㅌ', 'zzz', 'o']) expect(splitMatches('foo 비트', query).map(({ text }) => text).join('')).toBe('foo 비트');
  expect(matches('비트', 'ㅂㅌ')).toEqual([]);
});
