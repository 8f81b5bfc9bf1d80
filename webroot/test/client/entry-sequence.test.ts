import { beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/client/index.js';
import { EntrySequence } from '../../src/client/entry-sequence.js';
import { message, messages, page } from './entries.js';

const seqs = (entries: readonly Entry[]): number[] => entries.map(({ seq }) => seq);

describe('an entry sequence', () => {
  let sequence: EntrySequence;

  beforeEach(() => {
    sequence = new EntrySequence();
  });

  it('keeps what arrives before the first page and lets it through after it, once', () => {
    expect(sequence.accept(message(4)).applied).toEqual([]);
    expect(sequence.accept(message(3)).applied).toEqual([]);
    expect(seqs(sequence.extend(page(messages(1, 3))))).toEqual([1, 2, 3, 4]);
    expect(sequence.hasHole).toBe(false);
  });

  it('lets the next entry through, and a repeated one not', () => {
    sequence.extend(page(messages(1, 3)));
    expect(sequence.accept(message(4))).toMatchObject({ verdict: 'in-order', applied: [{ seq: 4 }] });
    expect(sequence.accept(message(4))).toEqual({ verdict: 'duplicate', applied: [] });
  });

  it('reports a hole, and lets everything through in order once it is filled', () => {
    sequence.extend(page(messages(1, 2)));
    expect(sequence.accept(message(6)).verdict).toBe('hole');
    expect(sequence.accept(message(5)).verdict).toBe('hole');
    expect(sequence.hasHole).toBe(true);
    expect(seqs(sequence.extend(page(messages(3, 4), 6)))).toEqual([3, 4, 5, 6]);
    expect(sequence.hasHole).toBe(false);
  });

  it('drops what a page and the live stream both bring', () => {
    sequence.extend(page(messages(1, 2)));
    sequence.accept(message(3));
    expect(seqs(sequence.extend(page(messages(3, 5))))).toEqual([4, 5]);
  });

  it('accepts that the server no longer keeps old entries', () => {
    sequence.extend(page(messages(1, 2)));
    expect(seqs(sequence.extend(page(messages(90, 91), 91, { first: 90 })))).toEqual([90, 91]);
    expect(sequence.last).toBe(91);
  });

  it('notices another epoch', () => {
    sequence.extend(page(messages(1, 2)));
    expect(sequence.accept(message(3, { epoch: 'e2' })).verdict).toBe('other-epoch');
  });

  it('forgets early entries of another epoch than that of the first page', () => {
    sequence.accept(message(3, { epoch: 'e0' }));
    expect(seqs(sequence.extend(page(messages(1, 2))))).toEqual([1, 2]);
    expect(sequence.hasHole).toBe(false);
  });

  it('starts an empty room at its first entry', () => {
    sequence.extend(page([], 0, { first: 0 }));
    expect(sequence.accept(message(1)).verdict).toBe('in-order');
  });

  it('prepends older pages down to the first entry', () => {
    sequence.extend(page(messages(50, 60)));
    expect(seqs(sequence.prepend(page(messages(40, 49), 60)))).toEqual(Array.from({ length: 10 }, (_, index) => 40 + index));
    expect(sequence.first).toBe(40);
    expect(sequence.last).toBe(60);
  });

  it('comes out whole and in order whatever the order of arrival', () => {
    sequence.extend(page(messages(1, 1)));
    const arrived: number[] = [];
    for (const seq of [5, 3, 5, 2, 9, 4, 7, 6, 8, 2]) arrived.push(...seqs(sequence.accept(message(seq)).applied));
    expect(arrived).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
