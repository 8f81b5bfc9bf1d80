import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MoodPreview, type Analysis } from '../../src/client/index.js';

const love: Analysis = { label: 'positive', score: 0.7, emoji: '😊' };
const sad: Analysis = { label: 'negative', score: -0.6, emoji: '😞' };

let asked: Array<{ text: string; answer: (analysis: Analysis) => void; fail: (error: Error) => void }>;
let preview: MoodPreview;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  preview = new MoodPreview((text) => new Promise((answer, fail) => asked.push({ text, answer, fail })));
});

afterEach(() => vi.useRealTimers());

it('asks once the keys rest', async () => {
  for (const text of ['l', 'lo', 'lov', 'love']) {
    preview.follow(text);
    await vi.advanceTimersByTimeAsync(50);
  }
  await vi.advanceTimersByTimeAsync(100);
  expect(asked.map(({ text }) => text)).toEqual(['love']);
  asked[0]!.answer(love);
  await vi.advanceTimersByTimeAsync(0);
  expect(preview.analysis).toEqual(love);
});

it('discards the answer to an older text', async () => {
  preview.follow('love');
  await vi.advanceTimersByTimeAsync(100);
  preview.follow('sad');
  await vi.advanceTimersByTimeAsync(100);
  asked[1]!.answer(sad);
  asked[0]!.answer(love);
  await vi.advanceTimersByTimeAsync(0);
  expect(preview.analysis).toEqual(sad);
});

it('is empty for an empty text, also when an answer is still under way', async () => {
  preview.follow('love');
  await vi.advanceTimersByTimeAsync(100);
  preview.follow('  ');
  asked[0]!.answer(love);
  await vi.advanceTimersByTimeAsync(0);
  expect(preview.analysis).toBeUndefined();
});

it('shows nothing rather than an old mood when the question fails', async () => {
  preview.follow('love');
  await vi.advanceTimersByTimeAsync(100);
  asked[0]!.answer(love);
  preview.follow('love it');
  await vi.advanceTimersByTimeAsync(100);
  asked[1]!.fail(new Error());
  await vi.advanceTimersByTimeAsync(0);
  expect(preview.analysis).toBeUndefined();
});
