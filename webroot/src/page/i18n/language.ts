import { ChangeSource } from '../../client/index.js';
import { store, stored } from '../setting.js';
import type { MessageKey } from './ko.js';
import { LANGUAGES, preferredLanguage, translate, type LanguageCode } from './translate.js';

const SETTING = 'language';

/** The language that the page speaks now. */
export class Language extends ChangeSource {
  #code: LanguageCode;

  constructor() {
    super();
    const choice = stored(SETTING);
    this.#code = LANGUAGES.find((code) => code === choice) ?? preferredLanguage(navigator.languages);
    document.documentElement.lang = this.#code;
  }

  get code(): LanguageCode {
    return this.#code;
  }

  use(code: LanguageCode): void {
    this.#code = code;
    store(SETTING, code);
    document.documentElement.lang = code;
    this.changed();
  }

  text(key: MessageKey, values?: Readonly<Record<string, string | number>>): string {
    return translate(this.#code, key, values);
  }
}

export const language = new Language();
