import type { LanguageCode } from './i18n/translate.js';

/** @returns how old something is, short: `0.4초`, `12 sec`, `3 min` */
export function formatAge(ageMs: number, language: LanguageCode): string {
  const seconds = Math.max(0, ageMs) / 1_000;
  if (seconds < 10) return duration(Math.floor(seconds * 10) / 10, 'second', language, 1);
  if (seconds < 60) return duration(Math.floor(seconds), 'second', language);
  if (seconds < 3_600) return duration(Math.floor(seconds / 60), 'minute', language);
  return duration(Math.floor(seconds / 3_600), 'hour', language);
}

function duration(value: number, unit: 'second' | 'minute' | 'hour', language: LanguageCode, fractionDigits = 0): string {
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  }).format(value);
}
