import { expect, it } from 'vitest';
import { translate } from '../../src/page/i18n/translate.js';
import { formatScore, formatWindow, labelOf, moodText, roomMoodLabel } from '../../src/page/mood-text.js';

const ko = { text: (key: Parameters<typeof translate>[1]) => translate('ko', key) };

it('words the label in the language of the reader and keeps the emoji of the server', () => {
  expect(moodText({ label: 'positive', emoji: '😊' }, ko)).toBe('긍정 😊');
  expect(moodText({ label: 'negative', emoji: '🙁' }, ko)).toBe('부정 🙁');
});

it('calls a room neutral around the middle', () => {
  expect([-1, -0.1, -0.09, 0, 0.09, 0.1, 1].map(labelOf)).toEqual(['negative', 'negative', 'neutral', 'neutral', 'neutral', 'positive', 'positive']);
  expect(roomMoodLabel(-0.5, ko)).toBe('부정');
});

it('writes the score with its sign, but never a signed zero', () => {
  expect([0.42, -0.1, 0, -0.001].map(formatScore)).toEqual(['+0.42', '−0.10', '0.00', '0.00']);
});

it('words the window in the language of the reader', () => {
  expect(['5m', '1h', '1d', '30s'].map((window) => formatWindow(window, 'ko'))).toEqual(['5분', '1시간', '1일', '30초']);
  expect(formatWindow('5m', 'en')).toBe('5 min');
  expect(formatWindow('soon', 'en')).toBe('soon');
});
