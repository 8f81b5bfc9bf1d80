import type { MoodLabel } from '../client/index.js';
import type { Language } from './i18n/language.js';
import type { MessageKey } from './i18n/ko.js';

const KEYS: Record<MoodLabel, MessageKey> = {
  positive: 'mood.positive',
  neutral: 'mood.neutral',
  negative: 'mood.negative',
};

/** @returns label and emoji, for example `긍정 😊`; both as the server judged, the label in the reader's language */
export function moodText({ label, emoji }: { label: MoodLabel; emoji: string }, language: Pick<Language, 'text'>): string {
  return `${language.text(KEYS[label])} ${emoji}`;
}

// Of a room the server tells a number only; in the middle fifth it leans nowhere.
const LEANING = 0.1;

export function labelOf(score: number): MoodLabel {
  if (score >= LEANING) return 'positive';
  return score <= -LEANING ? 'negative' : 'neutral';
}

/** @returns the score with its sign and a true minus: `+0.42`, `−0.10`, `0.00` */
export function formatScore(score: number): string {
  const digits = Math.abs(score).toFixed(2);
  if (digits === '0.00') return digits;
  return (score > 0 ? '+' : '−') + digits;
}

/** @returns the room's mood in words, with the same emoji that messages of that mood have */
export function roomMoodLabel(score: number, language: Pick<Language, 'text'>): string {
  return language.text(KEYS[labelOf(score)]);
}

const UNITS: Readonly<Record<string, string>> = { s: 'second', m: 'minute', h: 'hour', d: 'day' };

/** @returns a window as on the wire (`5m`) in the words of a language: `5분`, `5 min` */
export function formatWindow(window: string, locale: string): string {
  const unit = UNITS[window.slice(-1)];
  const amount = Number.parseInt(window, 10);
  if (unit === undefined || Number.isNaN(amount)) return window;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(amount);
}
