import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Entry } from '../../src/client/index.js';
import { MessageChanges } from '../../src/client/message-changes.js';
import { jay, me, message } from './entries.js';

const anyChange = fc.record({
  kind: fc.constantFrom<Entry['kind']>('edit', 'edit', 'reaction', 'reaction', 'reaction', 'delete'),
  from: fc.constantFrom(me, jay),
  emoji: fc.constantFrom('👍', '🚀'),
  on: fc.boolean(),
});
const anyChanges = fc.array(anyChange, { maxLength: 12 }).map((changes) => changes.map((change, index) => message(index + 2, { ...change, target: 1, text: `text of ${index + 2}` })));

function stateAfter(changes: readonly Entry[]): unknown {
  const state = new MessageChanges();
  for (const change of changes) state.apply(change);
  return { deleted: state.deleted, text: state.text, reactions: [...(state.reactions ?? [])] };
}

it('ends the same in whatever order changes come, and however often', () => {
  const inAnyOrder = anyChanges.chain((changes) => fc.tuple(fc.constant(changes), fc.shuffledSubarray([...changes, ...changes], { minLength: changes.length * 2 })));
  fc.assert(fc.property(inAnyOrder, ([changes, shuffled]) => {
    expect(stateAfter(shuffled)).toEqual(stateAfter(changes));
  }));
});

it('has nothing left of a deleted message', () => {
  fc.assert(
    fc.property(anyChanges, (changes) => {
      expect(stateAfter([...changes, message(99, { kind: 'delete', target: 1 })])).toEqual({ deleted: true, text: undefined, reactions: [] });
    }),
  );
});

it('says whether a change changed anything', () => {
  const state = new MessageChanges();
  const edit = message(3, { kind: 'edit', target: 1, text: 'new' });
  expect(state.untouched).toBe(true);
  expect([state.apply(edit), state.apply(edit), state.apply(message(2, { kind: 'edit', target: 1, text: 'old' }))]).toEqual([true, false, false]);
  expect([state.untouched, state.text]).toEqual([false, 'new']);
});
