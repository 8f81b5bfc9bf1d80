import { expect, it } from 'vitest';
import { countGraphemes, graphemes } from '../../src/page/grapheme.js';

it('counts what a reader sees as one character as one', () => {
  expect(['👨‍👩‍👧‍👦', '🇰🇷', '👍🏽', '한', '한'.normalize('NFD'), 'é'].map(countGraphemes)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(countGraphemes('가나다 abc')).toBe(7);
});

it('gives a whole first character', () => {
  expect(graphemes('👩‍🚀 Ada')[0]).toBe('👩‍🚀');
});
