import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ChangeSource, PagedList, Report } from '../client/index.js';
import { PageElement } from './page-element.js';
import { iconButtonStyle } from './style/icon-button-style.js';

/** Opens what moderators work with, and says how much waits for them. */
@customElement('moderation-button')
export class ModerationButton extends PageElement {
  static override styles = [PageElement.styles, iconButtonStyle];

  @property({ attribute: false }) reports!: PagedList<Report>;

  override render(): TemplateResult {
    const { items = [], hasMore } = this.reports;
    const n = `${items.length}${hasMore ? '+' : ''}`;
    const label = this.language.text('moderation.open', { n });
    return html`
      <button class="quiet icon" data-testid="moderation-open" aria-haspopup="dialog" aria-label=${label} title=${label}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3l7 3v5c0 5-3 8-7 10c-4-2-7-5-7-10V6zM9 12l2 2l4-4" /></svg>
        ${items.length === 0 ? nothing : html`<span class="count digits" data-testid="open-reports" aria-hidden="true">${n}</span>`}
      </button>
    `;
  }

  override focus(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  protected override sources(): readonly ChangeSource[] {
    return [this.reports];
  }
}
