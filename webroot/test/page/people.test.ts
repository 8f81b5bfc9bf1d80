import { expect, it } from 'vitest';
import { bearersOf, peopleOf } from '../../src/page/people.js';
import { Transcript } from '../../src/client/transcript.js';
import { jay, me, message } from '../client/entries.js';

it('knows who is there and who has spoken, each once, by their newest name', () => {
  const transcript = new Transcript(me.id);
  transcript.append([message(1), message(2, { from: { id: 'u-kim', name: 'kim' } }), message(3, { from: { ...jay, name: 'Jay 2' } })]);
  expect(peopleOf([{ id: 'u-kim', name: 'Kim' }, me], transcript.lines)).toEqual([{ id: jay.id, name: 'Jay 2' }, { id: 'u-kim', name: 'Kim' }, me]);
});

it('finds everybody who bears a name, with or without the sign', () => {
  const people = [jay, { id: 'u-2', name: 'JAY' }, me];
  expect(bearersOf('@jay', people).map(({ id }) => id)).toEqual([jay.id, 'u-2']);
  expect(bearersOf('ja', people)).toEqual([]);
});
