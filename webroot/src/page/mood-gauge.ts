import { css, html, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ChangeSource, MoodClient, RoomMood } from '../client/index.js';
import { formatScore, formatWindow, labelOf, roomMoodLabel } from './mood-text.js';
import { PageElement } from './page-element.js';

const WIDTH = 300;
const BAR_HEIGHT = 18;
const TREND_HEIGHT = 40;

/** The mood of the room from −1 to +1: bar, word, number, and on how much it rests. */
@customElement('mood-gauge')
export class MoodGauge extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      section {
        display: grid;
        gap: 8px;
      }

      .verdict {
        display: flex;
        gap: 10px;
        align-items: baseline;
        justify-content: space-between;
      }

      .label {
        font-size: 1.2rem;
        font-weight: 700;
      }

      .score {
        font-size: 1.2rem;
        font-weight: 650;
      }

      svg {
        display: block;
        width: 100%;
        height: auto;
      }

      .track {
        fill: var(--raised);
        stroke: var(--line);
      }

      .zero {
        stroke: var(--control-line);
      }

      .value {
        fill: currentColor;
      }

      .trend {
        fill: none;
        stroke: var(--accent-ink);
        stroke-width: 1.8;
        stroke-linejoin: round;
      }

      .sample {
        font-size: 0.84rem;
      }

      .unsure .label,
      .unsure .score,
      .unsure .bar {
        color: var(--muted);
      }
    `,
  ];

  @property({ attribute: false }) client!: MoodClient;

  override render(): TemplateResult {
    const { mood } = this.client;
    return html`
      <section class="card ${mood?.enough === true ? '' : 'unsure'}" data-testid="mood" data-enough=${mood?.enough ?? false} aria-labelledby="heading">
        <h2 id="heading">${this.language.text('mood.heading')}</h2>
        ${this.verdict(mood)}
      </section>
    `;
  }

  protected override sources(): readonly ChangeSource[] {
    return [this.client];
  }

  private verdict(mood: RoomMood | undefined): TemplateResult {
    const score = mood?.score ?? 0;
    const label = mood?.enough === true ? roomMoodLabel(score, this.language) : this.language.text('mood.notEnough');
    return html`
      <p class="verdict">
        <span class="label ${labelOf(score)}" data-testid="mood-label">${label}</span>
        <span class="score digits" data-testid="mood-score">${mood === undefined ? '—' : formatScore(score)}</span>
      </p>
      ${this.bar(score)} ${this.trend()}
      ${mood === undefined
        ? nothing
        : html`<p class="sample muted digits" data-testid="mood-sample">
            ${mood.window === '' ? nothing : html`${this.language.text('mood.window', { window: formatWindow(mood.window, this.language.code) })} · `}${this.language.text('mood.sample', {
              messages: mood.messages,
              people: mood.people,
            })}
          </p>`}
    `;
  }

  private bar(score: number): TemplateResult {
    const middle = WIDTH / 2;
    const end = middle + Math.max(-1, Math.min(1, score)) * (middle - 2);
    return html`
      <svg class="bar ${labelOf(score)}" viewBox="0 0 ${WIDTH} ${BAR_HEIGHT}" role="meter" aria-valuemin="-1" aria-valuemax="1" aria-valuenow=${score} aria-labelledby="heading">
        <rect class="track" x="0.5" y="4.5" width=${WIDTH - 1} height="9" rx="4.500" />
        <rect class="value" x=${Math.min(middle, end)} y="5" width=${Math.abs(end - middle)} height="8" rx="2" />
        <circle class="value" cx=${end} cy="9" r="6" />
        <line class="zero" x1=${middle} x2=${middle} y1="1" y2="17" />
      </svg>
    `;
  }

  private trend(): TemplateResult | typeof nothing {
    const { points } = this.client;
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined || first.at >= last.at) return nothing;
    const path = points
      .map(({ at, score }) => `${((at - first.at) / (last.at - first.at)) * WIDTH},${(TREND_HEIGHT / 2) * (1 - score * 0.9)}`)
      .join(' ');
    return html`
      <svg viewBox="0 0 ${WIDTH} ${TREND_HEIGHT}" role="img" aria-label=${this.language.text('mood.trend')}>
        ${svg`<line class="zero" x1="0" x2=${WIDTH} y1=${TREND_HEIGHT / 2} y2=${TREND_HEIGHT / 2} stroke-dasharray="2 4" />
        <polyline class="trend" points=${path} />`}
      </svg>
    `;
  }
}
