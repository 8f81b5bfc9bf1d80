import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { nameKey, splitMentions } from '../../src/page/mention.js';

const names = new Set(['alice', '민수', 'kim jay', 'kim'].map(nameKey));
const mentioned = (text: string): string[] => splitMentions(text, names).flatMap(({ mention }) => mention ?? []);

it('finds the names of people, in any case', () => {
  expect(splitMentions('hi @Alice, see', names)).toEqual([{ text: 'hi ' }, { text: '@Alice', mention: 'alice' }, { text: ', see' }]);
  expect(mentioned('@alice @nobody @민수')).toEqual(['alice', '민수']);
});

it('takes the longest name, also one with a space in it', () => {
  expect(mentioned('@kim jay and @kim only')).toEqual(['kim jay', 'kim']);
});

it('leaves the particle that Korean writes on to a name', () => {
  expect(splitMentions('@민수야 @alice님ㅋㅋ', names)).toEqual([{ text: '@민수', mention: '민수' }, { text: '야 ' }, { text: '@alice', mention: 'alice' }, { text: '님ㅋㅋ' }]);
});

it('takes neither e-mail addresses nor longer words', () => {
  expect(mentioned('me@alice.example @alicea @민수하하하하')).toEqual([]);
});

it('finds a name in any Unicode form', () => {
  expect(mentioned('@민수야'.normalize('NFD'))).toEqual([]);
  expect(mentioned(`${'@민수'.normalize('NFD')}, hi`)).toEqual(['민수']);
});

it('takes few steps for a text full of signs, however many people there are', () => {
  const people = new Set(Array.from({ length: 50 }, (_, index) => nameKey(`name${index} ${'x'.repeat(30)}`)).concat('al'));
  const looks = vi.spyOn(people, 'has');
  expect(splitMentions('@'.repeat(4_000), people)).toHaveLength(1);
  expect(looks).not.toHaveBeenCalled();
  splitMentions('@a '.repeat(1_333), people);
  expect(looks.mock.calls.length).toBeLessThanOrEqual(2 * 1_333);
});

it('loses no character of the text', () => {
  const part = fc.constantFrom('@', 'alice', '민수', 'kim', ' ', 'jay', '야', '\n', '👨‍👩‍👧', 'é');
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const text = parts.join('');
      expect(splitMentions(text, names).map((piece) => piece.text).join('')).toBe(text);
    }),
  );
});
