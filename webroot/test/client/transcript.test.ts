import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import type { Entry } from '../../src/client/index.js';
import { stateHash } from '../../src/client/state-hash.js';
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
  expect(third!.reactions!.get('🚀')).toEqual([me]);
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

it('keeps what happened to lines that were let go', () => {
  const early = message(2, { kind: 'edit', target: 1, text: 'early' });
  transcript.append([message(1), early, message(3), message(4), message(5, { kind: 'edit', target: 3, text: 'late' })]);
  expect(transcript.trim(1)).toBe(4);
  transcript.prepend([message(3)]);
  expect(transcript.lines.map(({ text }) => text)).toEqual(['late', 'text 4']);
  transcript.prepend([message(1), early]);
  expect(transcript.lines[0]).toMatchObject({ text: 'early', edited: true });
});

it('shows a change again that was let go and read again', () => {
  const early = message(2, { kind: 'edit', target: 1, text: 'early' });
  transcript.append([message(1), early, message(3), message(4)]);
  transcript.trim(1);
  transcript.prepend([message(1), early, message(3)]);
  expect(transcript.lines.map(({ text }) => text)).toEqual(['early', 'text 3', 'text 4']);
});

it('shows a message that was deleted before it was read as deleted', () => {
  transcript.append([message(1, { text: '', deleted: true }), message(2, { kind: 'edit', target: 1, text: '', deleted: true })]);
  expect(transcript.lines).toMatchObject([{ text: '', deleted: true }]);
  expect(transcript.lines[0]!.edited).toBeUndefined();
});

it('orders the reactions by who was first, and forgets one that everybody took back', () => {
  const react = (seq: number, emoji: string, from = jay, on = true): Entry => message(seq, { kind: 'reaction', target: 1, emoji, from, on });
  transcript.append([message(1), react(2, '👍'), react(3, '🚀', me), react(4, '👍', me), react(5, '👍', jay, false)]);
  expect([...transcript.lines[0]!.reactions!]).toEqual([['🚀', [me]], ['👍', [me]]]);
  transcript.append([react(6, '🚀', me, false), react(7, '👍', me, false)]);
  expect(transcript.lines[0]!.reactions).toBeUndefined();
});

it('goes on knowing what happens while its newest lines are let go', () => {
  transcript.append(messages(1, 6));
  transcript.trimEnd(2);
  expect(transcript.reachesEnd).toBe(false);
  transcript.append([message(7), message(8, { kind: 'edit', target: 2, text: 'two' }), message(9, { kind: 'edit', target: 5, text: 'five' })]);
  expect(transcript.lines.map(({ text }) => text)).toEqual(['text 1', 'two']);
  transcript.resume(messages(3, 5), false);
  transcript.resume([message(6), message(7)], true);
  transcript.append([message(10)]);
  expect(transcript.lines.map(({ text }) => text)).toEqual(['text 1', 'two', 'text 3', 'text 4', 'five', 'text 6', 'text 7', 'text 10']);
});

it('has a bound for what waits for lines that are not loaded, and says from where it is exact', () => {
  const edits = Array.from({ length: 20_001 }, (_, index) => message(30_001 + index, { kind: 'edit', target: index + 1, text: 'late' }));
  transcript.append(edits);
  expect(transcript.exactFrom).toBe(2);
  transcript.prepend(messages(1, 2));
  expect(transcript.lines.map(({ text }) => text)).toEqual(['text 1', 'late']);
});

const EMOJI = ['👍', '🚀', '👨‍👩‍👧'];

/** Any log: each entry is a message, or a change to one before it. */
const anyLog = fc.array(fc.record({ kind: fc.constantFrom('message', 'message', 'edit', 'delete', 'reaction'), target: fc.nat(), mine: fc.boolean(), emoji: fc.constantFrom(...EMOJI), on: fc.boolean() }), { minLength: 1, maxLength: 40 }).map((kinds) => {
  const log: Entry[] = [];
  const targets: number[] = [];
  for (const { kind, target, mine, emoji, on } of kinds) {
    const seq = log.length + 1;
    const from = mine ? me : jay;
    const changed = targets[target % Math.max(1, targets.length)];
    if (kind === 'message' || changed === undefined) {
      targets.push(seq);
      log.push(message(seq, { from }));
    } else if (kind === 'reaction') {
      log.push(message(seq, { kind, from, target: changed, emoji, on }));
    } else {
      log.push(message(seq, { kind: kind as 'edit' | 'delete', from, target: changed, text: kind === 'edit' ? `text of ${seq}` : '' }));
    }
  }
  return log;
});

function folded(log: readonly Entry[]): Transcript {
  const whole = new Transcript(me.id);
  whole.append(log);
  return whole;
}

it('comes to the same state from the end backwards as from the beginning', async () => {
  await fc.assert(fc.asyncProperty(anyLog, fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 40, maxLength: 40 }), async (log, sizes) => {
    const backwards = new Transcript(me.id);
    let from = log.length;
    for (const size of sizes) {
      const page = log.slice(Math.max(0, from - size), from);
      if (from === log.length) backwards.append(page);
      else backwards.prepend(page);
      from = Math.max(0, from - size);
    }
    expect(await stateHash(backwards.lines)).toBe(await stateHash(folded(log).lines));
  }));
});

it('comes to the same state however often lines are let go and read again, and pages overlap', async () => {
  const moves = fc.array(fc.record({ trim: fc.integer({ min: 1, max: 10 }), end: fc.boolean(), overlap: fc.nat({ max: 4 }) }), { maxLength: 10 });
  await fc.assert(fc.asyncProperty(anyLog, moves, async (log, wanders) => {
    const wandering = folded(log);
    for (const { trim, end, overlap } of wanders) {
      if (end) {
        wandering.trimEnd(trim);
        wandering.resume(log.slice(Math.max(0, (wandering.lines.at(-1)?.seq ?? 0) - overlap)), true);
      } else {
        const first = wandering.trim(trim);
        if (first !== undefined) wandering.prepend(log.slice(0, first - 1));
      }
    }
    expect(await stateHash(wandering.lines)).toBe(await stateHash(folded(log).lines));
  }));
});

it('folds a log of a hundred thousand entries in pages within seconds', () => {
  for (let first = 1; first <= 100_000; first += 500) {
    const entries = messages(first, first + 499);
    entries[499] = message(first + 499, { kind: 'edit', target: first + 250, text: 'late' });
    entries[498] = message(first + 498, { kind: 'delete', target: first });
    transcript.append(entries);
  }
  expect(transcript.lines).toHaveLength(99_600);
  expect(transcript.lines.filter(({ edited }) => edited)).toHaveLength(200);
});
