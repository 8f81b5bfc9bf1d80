import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isStale, quoteAgeMs, shownState, type ChangeSource, type Premium, type PriceClient, type Quote, type QuoteState, type ReceivedQuote } from '../client/index.js';
import { formatAge } from './age.js';
import { Clock } from './clock.js';
import { errorText } from './error-text.js';
import type { MessageKey } from './i18n/ko.js';
import { PageElement } from './page-element.js';
import { changeColour, directionOf, formatChange } from './price-change.js';
import './price-chart.js';

const STATE_TEXT: Record<QuoteState, MessageKey> = {
  live: 'price.live',
  stale: 'price.stale',
  replay: 'price.replay',
  unavailable: 'price.unavailable',
};

/**
 * The price, and how far it can be trusted: source, age, state.
 * @fires symbol-choice with the symbol that is to be shown instead
 */
@customElement('price-panel')
export class PricePanel extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      section {
        display: grid;
        gap: 10px;
      }

      header,
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 10px;
        align-items: center;
        justify-content: space-between;
      }

      .display {
        font-size: clamp(1.9rem, 8vw, 2.5rem);
        font-weight: 750;
        line-height: 1.1;
        letter-spacing: -0.03em;
      }

      .stale .display {
        color: var(--muted);
      }

      .change {
        font-weight: 650;
      }

      .change small {
        color: var(--muted);
        font-weight: 400;
      }

      .facts {
        color: var(--muted);
        font-size: 0.84rem;
      }

      .badge {
        display: inline-flex;
        gap: 6px;
        align-items: center;
        padding: 1px 9px;
        border: 1px solid currentColor;
        border-radius: 999px;
        font-size: 0.76rem;
        font-weight: 650;
      }

      .badge::before {
        width: 7px;
        height: 7px;
        border-radius: 50%;
        background: currentColor;
        content: '';
      }

      [data-state='live'] {
        color: var(--positive);
      }

      [data-state='replay'] {
        color: var(--accent-ink);
      }

      [data-state='stale'] {
        color: var(--muted);
      }

      [data-state='unavailable'] {
        color: var(--negative);
      }

      .premium {
        font-size: 0.84rem;
        font-weight: 650;
      }

      .premium small {
        color: var(--muted);
        font-weight: 400;
      }

      .note {
        font-size: 0.84rem;
      }
    `,
  ];

  @property({ attribute: false }) client!: PriceClient;
  @state() private failure: unknown;

  constructor() {
    super();
    new Clock(this, 500);
  }

  override render(): TemplateResult {
    const { received } = this.client;
    const stale = received !== undefined && isStale(received, Date.now());
    return html`
      <section class="card ${stale ? 'stale' : ''}" data-testid="price" aria-labelledby="heading">
        <header>
          <h2 id="heading">${this.language.text('price.heading')}${this.client.symbols.length > 1 ? nothing : ` · ${this.client.symbol}`}</h2>
          ${this.client.symbols.length > 1 ? this.choice() : nothing}
          ${received === undefined ? nothing : this.badge(shownState(received, Date.now()))}
        </header>
        ${received === undefined ? html`<p class="muted" data-testid="price-display">…</p>` : this.quote(received, stale)}
        ${this.failure === undefined ? nothing : html`<p class="note negative" role="alert">${errorText(this.failure, this.language)}</p>`}
        <price-chart .client=${this.client}></price-chart>
      </section>
    `;
  }

  protected override sources(): readonly ChangeSource[] {
    return [this.client];
  }

  private choice(): TemplateResult {
    const { symbol, symbols } = this.client;
    return html`
      <select data-testid="price-symbol" aria-label=${this.language.text('price.symbol')} .value=${symbol} @change=${this.choose}>
        ${symbols.map((one) => html`<option value=${one} ?selected=${one === symbol}>${one}</option>`)}
      </select>
    `;
  }

  private choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.dispatchEvent(new CustomEvent<string>('symbol-choice', { detail: value, bubbles: true, composed: true }));
  }

  private badge(state: QuoteState): TemplateResult {
    return html`<span class="badge" data-testid="price-state" data-state=${state}>${this.language.text(STATE_TEXT[state])}</span>`;
  }

  private quote(received: ReceivedQuote, stale: boolean): TemplateResult {
    const { quote } = received;
    const age = formatAge(quoteAgeMs(received, Date.now()), this.language.code);
    return html`
      <div>
        <p class="display digits" data-testid="price-display">${quote.display ?? '—'}</p>
        ${quote.display == null || quote.change24h == null ? nothing : this.change(quote.change24h, stale)}
      </div>
      ${quote.premium == null || stale ? nothing : this.premium(quote.premium)}
      ${this.note(quote, stale)}
      <div class="facts">
        <span>
          ${quote.source ? html`<span data-testid="price-source">${this.language.text('price.source', { source: quote.source })}</span> · ` : nothing}
          <span class="digits" data-testid="price-age">${quote.display == null ? nothing : this.language.text('price.age', { age })}</span>
        </span>
        <button class="small" data-testid="price-ask" @click=${this.ask}>${this.language.text('price.ask')}</button>
      </div>
    `;
  }

  private change(percent: string, stale: boolean): TemplateResult {
    const direction = directionOf(percent);
    const colour = stale ? 'muted' : changeColour(direction, this.language.code);
    return html`
      <p class="change digits ${colour}" data-testid="price-change" data-direction=${direction}>
        ${formatChange(percent)} <span class="visually-hidden">${this.language.text(`price.${direction}`)}</span>
        <small>${this.language.text('price.change24h')}</small>
      </p>
    `;
  }

  private premium({ percent, against, rate, rateSource }: Premium): TemplateResult {
    const won = new Intl.NumberFormat(this.language.code, { style: 'currency', currency: 'KRW', maximumFractionDigits: 2 }).format(Number(rate));
    return html`
      <p class="premium digits" data-testid="price-premium">
        ${this.language.text('price.premium', { percent: formatChange(percent) })}
        <small>${this.language.text('price.premiumBasis', { against, rate: won, source: rateSource })}</small>
      </p>
    `;
  }

  private note(quote: Quote, stale: boolean): TemplateResult | typeof nothing {
    if (quote.state === 'unavailable') {
      return html`<p class="note negative" data-testid="price-reason">${this.language.text('price.none')}${quote.reason ? ` · ${quote.reason}` : nothing}</p>`;
    }
    if (stale) return html`<p class="note muted" data-testid="price-note">${this.language.text('price.staleNote')}</p>`;
    return quote.state === 'replay' ? html`<p class="note muted" data-testid="price-note">${this.language.text('price.replayNote')}</p>` : nothing;
  }

  private async ask(): Promise<void> {
    this.failure = undefined;
    await this.client.ask().catch((error: unknown) => (this.failure = error));
  }
}
