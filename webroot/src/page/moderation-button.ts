import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ChangeSource, PagedList, Report } from '../client/index.js';
import { PageElement } from './page-element.js';

/** Opens what moderators work with, and says how much waits for them. */
@customElement('moderation-button')
export class ModerationButton extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      button {
        position: relative;
        display: grid;
        width: 36px;
        padding: 0;
        place-items: center;
      }

      svg {
        width: 19px;
        height: 19px;
        fill: none;
        stroke: currentColor;
        stroke-width: 1.8;
        stroke-linecap: round;
        stroke-linejoin: round;
      }

      span {
        position: absolute;
        top: 0;
        right: 0;
        min-width: 18px;
        padding: 0 4px;
        border-radius: 999px;
        background: var(--accent);
        color: var(--accent-text);
        font-size: 0.7rem;
        font-weight: 700;
        line-height: 18px;
      }
    `,
  ];

  @property({ attribute: false }) reports!: PagedList<Report>;

  override render(): TemplateResult {
    const { items = [], hasMore } = this.reports;
    const n = `${items.length}${hasMore ? '+' : ''}`;
    const label = this.language.text('moderation.open', { n });
    return html`
      <button class="quiet" data-testid="moderation-open" aria-haspopup="dialog" aria-label=${label} title=${label}>
        <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3l7 3v5c0 5-3 8-7 10c-4-2-7-5-7-10V6zM9 12l2 2l4-4" /></svg>
        ${items.length === 0 ? nothing : html`<span class="digits" data-testid="open-reports" aria-hidden="true">${n}</span>`}
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
