import { ChangeSource } from '../client/index.js';
import { store, stored } from './setting.js';

export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeName = (typeof THEMES)[number];

const SETTING = 'theme';

/** Light, dark, or what the system says. `public/appearance.js` applies a stored choice before the first paint. */
export class Theme extends ChangeSource {
  #name: ThemeName = THEMES.find((name) => name === stored(SETTING)) ?? 'system';

  get name(): ThemeName {
    return this.#name;
  }

  use(name: ThemeName): void {
    this.#name = name;
    store(SETTING, name === 'system' ? undefined : name);
    if (name === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = name;
    this.changed();
  }
}

export const theme = new Theme();
