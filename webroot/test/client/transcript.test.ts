import { beforeEach, expect, it } from 'vitest';
import { Transcript } from '../../src/client/transcript.js';
import { jay, me, message, messages } from './entries.js';

let transcript: Transcript;

beforeEach(() => {
  transcript = new Transcript(me.id);
});

it('knows own lines by their author', () => {
  transcript.append([message(1), message(2, { from: me })]);
  expect(transcript.lines.map(({ own }) => own)).toEqual([false, true]);
});

it('applies edits, deletions and reactions to their message', () => {
  transcript.append([
    ...messages(1, 3),
    message(4, { kind: 'edit', target: 1, text: 'better' }),
    message(5, { kind: 'delete', target: 2 }),
    message(6, { kind: 'reaction', target: 3, emoji: '🚀', on: true }),
    message(7, { kind: 'reaction', target: 3, emoji: '🚀', on: true, from: me }),
    message(8, { kind: 'reaction', target: 3, emoji: '🚀', on: false, from: jay }),
  ]);
  const [first, second, third] = transcript.lines;
  expect(transcript.lines).toHaveLength(3);
  expect(first).toMatchObject({ text: 'better', edited: true });
  expect(second).toMatchObject({ text: '', deleted: true });
  expect([...third!.reactions!.get('🚀')!]).toEqual([me.id]);
});

it('does not bring a deleted text back by a late edit', () => {
  transcript.append([message(1), message(2, { kind: 'delete', target: 1 }), message(3, { kind: 'edit', target: 1, text: 'again' })]);
  expect(transcript.lines[0]!.text).toBe('');
});

it('applies a change whose message is read only later', () => {
  transcript.append([message(9, { kind: 'edit', target: 2, text: 'better' })]);
  transcript.prepend(messages(1, 3));
  expect(transcript.lines.map(({ text }) => text)).toEqual(['text 1', 'better', 'text 3']);
});

it('never changes a line in place', () => {
  transcript.append([message(1)]);
  const before = transcript.lines[0];
  transcript.append([message(2, { kind: 'edit', target: 1, text: 'better' })]);
  expect(before!.text).toBe('text 1');
  expect(transcript.lines[0]).not.toBe(before);
});

it('keeps the newest lines when trimmed', () => {
  transcript.append(messages(1, 10));
  expect(transcript.trim(3)).toBe(8);
  expect(transcript.lines.map(({ seq }) => seq)).toEqual([8, 9, 10]);
  expect(transcript.trim(3)).toBeUndefined();
});

it('lets go of the changes before the oldest kept line; the page that has their message brings them again', () => {
  const early = message(2, { kind: 'edit', target: 1, text: 'early' });
  transcript.append([message(1), early, message(3), message(4), message(5, { kind: 'edit', target: 3, text: 'late' })]);
  expect(transcript.trim(1)).toBe(4);
  transcript.prepend([message(3)]);
  expect(transcript.lines.map(({ text }) => text)).toEqual(['late', 'text 4']);
  transcript.prepend([message(1)]);
  expect(transcript.lines[0]).toMatchObject({ text: 'text 1' });
  expect(transcript.lines[0]!.edited).toBeUndefined();
});

it('shows a change again that was let go and read again', () => {
  const early = message(2, { kind: 'edit', target: 1, text: 'early' });
  transcript.append([message(1), early, message(3), message(4)]);
  transcript.trim(1);
  transcript.prepend([message(1), early, message(3)]);
  expect(transcript.lines.map(({ text }) => text)).toEqual(['early', 'text 3', 'text 4']);
});
