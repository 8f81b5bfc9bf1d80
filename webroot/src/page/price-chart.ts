import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Candle, ChangeSource, PriceClient } from '../client/index.js';
import { CandleScale } from './candle-scale.js';
import { formatTime } from './date-format.js';
import { PageElement } from './page-element.js';
import { changeColour } from './price-change.js';

const WIDTH = 600;
const HEIGHT = 220;
const SLOTS = 60;
const MINUTE_MS = 60_000;

/**
 * The last hour in one-minute candles. What is not known of it is hatched, and nothing is drawn
 * across. Pointer or arrow keys read single candles.
 */
@customElement('price-chart')
export class PriceChart extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      figure {
        display: grid;
        gap: 4px;
        margin: 0;
      }

      svg {
        display: block;
        width: 100%;
        height: auto;
        border-radius: 10px;
        background: var(--raised);
        touch-action: pan-y;
      }

      .candle {
        fill: currentColor;
        stroke: currentColor;
        stroke-width: 1.6;
      }

      .muted {
        color: var(--muted);
      }

      .grid {
        stroke: var(--line);
      }

      .last {
        stroke: var(--accent-ink);
        stroke-width: 1.5;
        stroke-dasharray: 5 5;
      }

      .gap {
        fill: url(#hatching);
      }

      .hatch {
        stroke: var(--muted);
        stroke-width: 2;
        opacity: 0.45;
      }

      .cursor {
        fill: var(--text);
        opacity: 0.09;
      }

      figcaption {
        display: flex;
        gap: 8px;
        justify-content: space-between;
        min-height: 1.4rem;
        color: var(--muted);
        font-size: 0.76rem;
      }
    `,
  ];

  @property({ attribute: false }) client!: PriceClient;
  @state() private cursor: number | undefined;
  @query('svg') private drawing!: SVGSVGElement;

  override render(): TemplateResult {
    const { candles, gaps } = this.client;
    if (candles.length === 0) {
      return html`<figure data-testid="price-chart"><figcaption>${this.language.text('price.chartEmpty')}</figcaption></figure>`;
    }
    const scale = this.scale();
    const { shown } = scale;
    const [first, last] = [shown[0] as Candle, shown.at(-1) as Candle];
    const holes = scale.stretches(gaps);
    const cursor = this.cursor === undefined ? undefined : shown[this.cursor];
    return html`
      <figure data-testid="price-chart">
        <svg
          viewBox="0 0 ${WIDTH} ${HEIGHT}"
          role="img"
          tabindex="0"
          aria-label=${this.summary(first, last, shown.length, holes.length)}
          @pointermove=${this.point}
          @pointerdown=${this.point}
          @pointerleave=${this.unpoint}
          @keydown=${this.keyDown}
          @blur=${this.unpoint}
        >
          ${[0.25, 0.5, 0.75].map((part) => svg`<line class="grid" x1="0" x2=${WIDTH} y1=${HEIGHT * part} y2=${HEIGHT * part} />`)}
          <defs>
            <pattern id="hatching" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line class="hatch" x1="0" x2="0" y1="0" y2="8" />
            </pattern>
          </defs>
          ${holes.map(({ x, width }) => svg`<rect class="gap" data-testid="price-gap" x=${x} y="0" width=${width} height=${HEIGHT}><title>${this.language.text('price.gap')}</title></rect>`)}
          ${shown.map((candle) => this.candle(candle, scale))}
          <line class="last" x1="0" x2=${WIDTH} y1=${scale.y(last.close)} y2=${scale.y(last.close)} />
          ${cursor === undefined ? nothing : svg`<rect class="cursor" x=${scale.left(cursor.openTime)} y="0" width=${scale.step} height=${HEIGHT} />`}
        </svg>
        <figcaption class="digits" aria-live=${cursor === undefined ? 'off' : 'polite'}>
          ${cursor === undefined
            ? html`<span>${formatTime(first.openTime, this.language.code)}</span><span>${this.number(scale.low)} – ${this.number(scale.high)}</span><span>${formatTime(last.openTime, this.language.code)}</span>`
            : this.language.text('price.candle', {
                time: formatTime(cursor.openTime, this.language.code),
                open: this.number(cursor.open),
                high: this.number(cursor.high),
                low: this.number(cursor.low),
                close: this.number(cursor.close),
              })}
        </figcaption>
      </figure>
    `;
  }

  protected override sources(): readonly ChangeSource[] {
    return [this.client];
  }

  private scale(): CandleScale {
    return new CandleScale(this.client.candles, WIDTH, HEIGHT, SLOTS, MINUTE_MS);
  }

  private candle(candle: Candle, scale: CandleScale): TemplateResult {
    const direction = candle.close > candle.open ? 'up' : candle.close < candle.open ? 'down' : 'flat';
    const x = scale.x(candle);
    const [top, bottom] = [scale.y(Math.max(candle.open, candle.close)), scale.y(Math.min(candle.open, candle.close))];
    const width = scale.step * 0.62;
    return svg`
      <g class="candle ${changeColour(direction, this.language.code)}">
        <line x1=${x} x2=${x} y1=${scale.y(candle.high)} y2=${scale.y(candle.low)} />
        <rect x=${x - width / 2} y=${top} width=${width} height=${Math.max(0.5, bottom - top)} stroke="none" />
      </g>
    `;
  }

  private summary(first: Candle, last: Candle, n: number, holes: number): string {
    const drawn = this.language.text('price.chart', { symbol: this.client.symbol, n, from: this.number(first.open), to: this.number(last.close) });
    return holes === 0 ? drawn : `${drawn} · ${this.language.text('price.gaps', { n: holes })}`;
  }

  private number(price: number): string {
    return new Intl.NumberFormat(this.language.code, { maximumSignificantDigits: 7 }).format(price);
  }

  private point(event: PointerEvent): void {
    const { left, width } = this.drawing.getBoundingClientRect();
    this.cursor = this.scale().indexAt(((event.clientX - left) / width) * WIDTH);
  }

  private unpoint(): void {
    this.cursor = undefined;
  }

  private keyDown(event: KeyboardEvent): void {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === 'Escape') this.cursor = undefined;
    if (step === undefined) return;
    event.preventDefault();
    const newest = this.scale().shown.length - 1;
    this.cursor = Math.max(0, Math.min(newest, (this.cursor ?? newest + (step < 0 ? 1 : 0)) + step));
  }
}
