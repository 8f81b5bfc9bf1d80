import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BridgeConnection, ChangeSource, User } from '../client/index.js';
import { bannerState, type BannerState } from './banner-state.js';
import { Clock } from './clock.js';
import { PageElement } from './page-element.js';

/** Says when the connection is broken and when it comes back, and what came back with it. */
@customElement('connection-banner')
export class ConnectionBanner extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      [role='status'] > div {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 14px;
        align-items: center;
        justify-content: center;
        padding: 7px 16px;
        border-bottom: 1px solid var(--line);
        background: var(--own);
        font-size: 0.9rem;
      }
    `,
  ];

  @property({ attribute: false }) connection!: BridgeConnection;
  /** Messages that just came back after a break; 0 when there is nothing to say. */
  @property({ attribute: false }) recovered = 0;
  @property({ attribute: false }) me!: User;
  /** Who this tab was until another tab came in under another name. */
  @property({ attribute: false }) formerly?: User;

  @state() private dismissed = false;
  private brokenSinceMs: number | undefined;
  private wasOpen = false;

  constructor() {
    super();
    new Clock(this, 250);
  }

  override render(): TemplateResult {
    const state = bannerState(this.connection.state, Date.now() - (this.brokenSinceMs ?? Date.now()), this.wasOpen, navigator.onLine);
    return html`
      <div role="status" data-testid="banner" data-state=${state === 'none' ? this.connection.state : state}>${state === 'none' ? [this.otherUser(), this.recovery()] : this.notice(state)}</div>
    `;
  }

  protected override sources(): readonly ChangeSource[] {
    return [this.connection];
  }

  protected override willUpdate(): void {
    if (this.connection.state === 'open') {
      this.wasOpen = true;
      this.brokenSinceMs = undefined;
    } else {
      this.brokenSinceMs ??= Date.now();
    }
  }

  /** Stays until it is dismissed: it happens while the user looks at the other tab. */
  private otherUser(): TemplateResult | typeof nothing {
    if (this.formerly === undefined || this.dismissed) return nothing;
    return html`
      <div data-testid="other-user">
        <span>${this.language.text('connection.otherUser', { name: this.me.name, formerly: this.formerly.name })}</span>
        <button class="small" data-testid="dismiss-other-user" @click=${() => (this.dismissed = true)}>${this.language.text('notice.dismiss')}</button>
      </div>
    `;
  }

  private recovery(): TemplateResult | typeof nothing {
    if (this.recovered === 0) return nothing;
    return html`<div data-testid="recovered">${this.language.text('connection.recovered', { n: this.recovered })}</div>`;
  }

  private notice(state: Exclude<BannerState, 'none'>): TemplateResult {
    const { nextAttemptAtMs } = this.connection;
    return html`
      <div>
        <span class="digits">${this.words(state, nextAttemptAtMs)}</span>
        ${nextAttemptAtMs === undefined ? nothing : html`<button class="small" data-testid="connect-now" @click=${() => this.connection.connectNow()}>${this.language.text('connection.now')}</button>`}
      </div>
    `;
  }

  private words(state: Exclude<BannerState, 'none'>, nextAttemptAtMs: number | undefined): string {
    if (state !== 'reconnecting' || nextAttemptAtMs === undefined) return this.language.text(`connection.${state}`);
    return this.language.text('connection.reconnectingIn', { n: Math.max(1, Math.ceil((nextAttemptAtMs - Date.now()) / 1_000)) });
  }
}
