// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { loadDraft, returnToDraft, saveDraft } from '../../src/page/draft.js';

beforeEach(() => localStorage.clear());

it('returns what was not sent to the draft of its room', () => {
  returnToDraft('lobby', ['one', 'two']);
  expect([loadDraft('lobby'), loadDraft('other')]).toEqual(['one\ntwo', '']);
});

it('puts what was not sent before what is being written', () => {
  saveDraft('lobby', 'writing');
  returnToDraft('lobby', ['unsent']);
  expect(loadDraft('lobby')).toBe('unsent\nwriting');
});
