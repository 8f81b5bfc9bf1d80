import type { LanguageCode } from './i18n/translate.js';

export type Direction = 'up' | 'down' | 'flat';

/** @param percent decimal string, for example `-1.25` */
export function directionOf(percent: string): Direction {
  const value = Number(percent);
  if (value > 0) return 'up';
  return value < 0 ? 'down' : 'flat';
}

/** @returns sign, arrow and percent, so that colour is never the only cue: `▼ -1.25%` */
export function formatChange(percent: string): string {
  const direction = directionOf(percent);
  const digits = percent.replace(/^[+-]/, '');
  if (direction === 'up') return `▲ +${digits}%`;
  return direction === 'down' ? `▼ -${digits}%` : `${digits}%`;
}

/** In Korea rising prices are red and falling ones blue; elsewhere green and red. */
export function changeColour(direction: Direction, language: LanguageCode): 'red' | 'blue' | 'green' | 'muted' {
  if (direction === 'flat') return 'muted';
  if (language === 'ko') return direction === 'up' ? 'red' : 'blue';
  return direction === 'up' ? 'green' : 'red';
}
