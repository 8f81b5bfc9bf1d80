import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ChangeSource, Notice, NoticeInbox } from '../client/index.js';
import { formatExactTime, formatTime } from './date-format.js';
import { noticeText } from './notice-text.js';
import { PageElement } from './page-element.js';
import { hashOf } from './room-route.js';
import { iconButtonStyle } from './style/icon-button-style.js';

/** The bell with the unread count, and behind it the inbox. */
@customElement('notice-bell')
export class NoticeBell extends PageElement {
  static override styles = [
    PageElement.styles,
    iconButtonStyle,
    css`
      :host {
        position: relative;
      }

      .inbox {
        position: absolute;
        top: 44px;
        right: 0;
        z-index: 30;
        display: grid;
        gap: 8px;
        width: min(360px, calc(100vw - 24px));
        max-height: min(480px, 70vh);
        padding: 12px;
        overflow: auto;
      }

      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
      }

      li {
        display: grid;
        gap: 2px;
        padding: 8px 10px;
        border-radius: 10px;
        font-size: 0.9rem;
      }

      .unread {
        background: var(--own);
      }

      a {
        color: inherit;
      }

      time {
        color: var(--muted);
        font-size: 0.76rem;
      }

      @media (max-width: 480px) {
        .inbox {
          position: fixed;
          top: 56px;
          right: 12px;
        }
      }
    `,
  ];

  @property({ attribute: false }) inbox!: NoticeInbox;
  @state() private open = false;
  @query('.icon') private bell!: HTMLButtonElement;

  override render(): TemplateResult {
    const { unread } = this.inbox;
    return html`
      <div @keydown=${this.keyDown}>
        <button class="quiet icon" data-testid="bell" aria-expanded=${this.open} aria-controls="inbox" aria-label=${this.language.text('notice.bell', { n: unread })} @click=${this.toggle}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 9a6 6 0 0 1 12 0c0 6 2.500 7 2.500 7h-17S6 15 6 9M10 20a2.200 2.200 0 0 0 4 0" /></svg>
          <span class="count digits" data-testid="unread" aria-hidden="true" ?hidden=${unread === 0}>${unread}</span>
        </button>
        <section class="card inbox" id="inbox" data-testid="inbox" aria-label=${this.language.text('notice.heading')} ?hidden=${!this.open}>
          ${this.open ? this.content() : nothing}
        </section>
      </div>
    `;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.pointerDown);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.pointerDown);
  }

  protected override sources(): readonly ChangeSource[] {
    return [this.inbox];
  }

  private content(): TemplateResult {
    const { notices, unread } = this.inbox;
    return html`
      <header>
        <h2>${this.language.text('notice.heading')}</h2>
        <button class="small" data-testid="mark-read" ?disabled=${unread === 0} @click=${this.markRead}>${this.language.text('notice.markRead')}</button>
      </header>
      ${notices.length === 0 ? html`<p class="muted">${this.language.text('notice.none')}</p>` : nothing}
      <ul>
        ${notices.map((notice) => this.notice(notice))}
      </ul>
    `;
  }

  private notice(notice: Notice): TemplateResult {
    const text = noticeText(notice, this.language);
    return html`
      <li class=${notice.read === true ? '' : 'unread'} data-testid="notice" data-kind=${notice.kind}>
        ${notice.room === undefined ? html`<span>${text}</span>` : html`<a href=${hashOf(notice.room)} @click=${this.close}>${text}</a>`}
        <time title=${formatExactTime(notice.at, this.language.code)}>${formatTime(notice.at, this.language.code)}</time>
      </li>
    `;
  }

  private toggle(): void {
    this.open = !this.open;
  }

  private close(): void {
    this.open = false;
  }

  private readonly pointerDown = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.close();
  };

  private keyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.open) return;
    this.close();
    this.bell.focus();
  }

  private markRead(): void {
    // The button is about to be disabled, and the focus must stay where Escape is heard.
    this.bell.focus();
    // When it fails the notices stay unread, which the reader sees.
    this.inbox.markAllRead().catch(() => undefined);
  }
}
