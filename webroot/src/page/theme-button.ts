import { html, svg, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { ChangeSource } from '../client/index.js';
import { PageElement } from './page-element.js';
import { iconButtonStyle } from './style/icon-button-style.js';
import { theme, THEMES, type ThemeName } from './theme.js';

const ICONS: Record<ThemeName, TemplateResult> = {
  system: svg`<path d="M4 5h16v11H4zM9 20h6M12 16v4" />`,
  light: svg`<circle cx="12" cy="12" r="4" /><path d="M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.500 1.500M17.500 17.500L19 19M5 19l1.500-1.500M17.500 6.500L19 5" />`,
  dark: svg`<path d="M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z" />`,
};

/** Goes round the themes: system, light, dark. */
@customElement('theme-button')
export class ThemeButton extends PageElement {
  static override styles = [PageElement.styles, iconButtonStyle];

  override render(): TemplateResult {
    const label = this.language.text(`setting.theme.${theme.name}`);
    return html`
      <button class="quiet icon" data-testid="theme" title=${label} aria-label="${this.language.text('setting.theme')}: ${label}" @click=${this.next}>
        <svg viewBox="0 0 24 24" aria-hidden="true">${ICONS[theme.name]}</svg>
      </button>
    `;
  }

  protected override sources(): readonly ChangeSource[] {
    return [theme];
  }

  private next(): void {
    theme.use(THEMES[(THEMES.indexOf(theme.name) + 1) % THEMES.length]!);
  }
}
