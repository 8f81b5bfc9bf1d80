import { css, html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Notice } from '../client/index.js';
import { noticeText } from './notice-text.js';
import { PageElement } from './page-element.js';

const SHOWN_MS = 6_000;
const AT_MOST = 3;

/** Notices that just came, for a few seconds, away from the input. */
@customElement('notice-toasts')
export class NoticeToasts extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      :host {
        position: fixed;
        top: calc(60px + env(safe-area-inset-top));
        right: 12px;
        z-index: 20;
        width: min(340px, calc(100vw - 24px));
        pointer-events: none;
      }

      ul {
        display: grid;
        gap: 8px;
      }

      li {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 8px;
        align-items: start;
        padding: 10px 10px 10px 14px;
        border-left: 3px solid var(--accent);
        font-size: 0.9rem;
        pointer-events: auto;
        animation: arrive 180ms ease-out;
      }

      button {
        min-width: 28px;
        padding: 0;
      }

      @media (min-width: 861px) {
        :host {
          top: auto;
          right: 24px;
          bottom: 24px;
        }
      }

      @keyframes arrive {
        from {
          opacity: 0;
          transform: translateY(-8px);
        }
      }
    `,
  ];

  @state() private toasts: readonly Notice[] = [];

  override render(): TemplateResult {
    return html`
      <div role="status" data-testid="toasts">
        <ul>
          ${repeat(
            this.toasts,
            (notice) => notice,
            (notice) => html`
              <li class="card" data-testid="toast" data-kind=${notice.kind}>
                <span>${noticeText(notice, this.language)}</span>
                <button class="small quiet" aria-label=${this.language.text('notice.dismiss')} @click=${() => this.dismiss(notice)}>✕</button>
              </li>
            `,
          )}
        </ul>
      </div>
    `;
  }

  show(notice: Notice): void {
    this.toasts = [...this.toasts, notice].slice(-AT_MOST);
    setTimeout(() => this.dismiss(notice), SHOWN_MS);
  }

  private dismiss(notice: Notice): void {
    this.toasts = this.toasts.filter((toast) => toast !== notice);
  }
}
