import { en } from './en.js';
import { ko, type Catalogue, type MessageKey } from './ko.js';

export const LANGUAGES = ['ko', 'en'] as const;
export type LanguageCode = (typeof LANGUAGES)[number];

const CATALOGUES: Record<LanguageCode, Catalogue> = { ko, en };
/** @returns the first of the preferred languages that the page speaks */
export function preferredLanguage(preferences: readonly string[]): LanguageCode {
  for (const preference of preferences) {
    const code = LANGUAGES.find((language) => preference.toLowerCase().split('-')[0] === language);
    if (code !== undefined) return code;
  }
  return 'en';
}

/** The text of a key, with `{name}` parts filled in. */
export function translate(code: LanguageCode, key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  return CATALOGUES[code][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
