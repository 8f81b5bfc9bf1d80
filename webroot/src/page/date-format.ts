import type { LanguageCode } from './i18n/translate.js';

const DAY_MS = 24 * 60 * 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

// Building an Intl format costs about as much as rendering a line, so each is built once.
function format(language: LanguageCode, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, options);
  formats.set(key, known);
  return known;
}

export function formatTime(atMs: number, language: LanguageCode): string {
  return format(language, { hour: 'numeric', minute: '2-digit' }).format(atMs);
}

export function formatExactTime(atMs: number, language: LanguageCode): string {
  return format(language, { dateStyle: 'long', timeStyle: 'medium' }).format(atMs);
}

export function formatDay(atMs: number, language: LanguageCode): string {
  return format(language, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }).format(atMs);
}

export function isSameDay(oneMs: number, otherMs: number): boolean {
  return Math.abs(oneMs - otherMs) < DAY_MS && new Date(oneMs).getDate() === new Date(otherMs).getDate();
}
