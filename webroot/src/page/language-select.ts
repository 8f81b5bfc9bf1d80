import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { LANGUAGES, type LanguageCode } from './i18n/translate.js';
import { PageElement } from './page-element.js';

const NAMES: Record<LanguageCode, string> = { ko: '한국어', en: 'English' };

/** Switches the language of the page without a reload. */
@customElement('language-select')
export class LanguageSelect extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      select {
        padding: 0 8px;
        font-size: 0.86rem;
      }
    `,
  ];

  override render(): TemplateResult {
    return html`
      <select data-testid="language" aria-label=${this.language.text('setting.language')} .value=${this.language.code} @change=${this.choose}>
        ${LANGUAGES.map((code) => html`<option value=${code} lang=${code} ?selected=${code === this.language.code}>${NAMES[code]}</option>`)}
      </select>
    `;
  }

  private choose(event: Event): void {
    this.language.use((event.target as HTMLSelectElement).value as LanguageCode);
  }
}
