import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Author, Report } from '../client/index.js';
import { formatDay, formatExactTime, formatTime } from './date-format.js';
import { errorText } from './error-text.js';
import type { ModerationDesk } from './moderation-desk.js';
import { PageElement } from './page-element.js';
import type { Place } from './room-route.js';

/** What is done to somebody else, and so asked about once more. */
type Asked = 'delete' | 'mute' | 'ban';

/** For so long somebody may be kept from writing, or out. */
const MINUTES = [10, 60, 1_440, 10_080] as const;

/**
 * A reported or held message, and what can be done about it.
 * @fires settled it is done
 * @fires jump the moderator wants to see the message where it stands, a `Place`
 */
@customElement('report-card')
export class ReportCard extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      article {
        display: grid;
        gap: 8px;
        padding: 12px;
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--raised);
      }

      blockquote {
        margin: 0;
        padding-left: 10px;
        border-left: 3px solid var(--accent);
        white-space: pre-wrap;
      }

      .facts {
        color: var(--muted);
        font-size: 0.82rem;
      }

      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        align-items: center;
      }

      label {
        display: flex;
        gap: 6px;
        align-items: center;
        font-size: 0.86rem;
      }
    `,
  ];

  @property({ attribute: false }) desk!: ModerationDesk;
  @property({ attribute: false }) report!: Report;
  /** What the room is called. */
  @property() room = '';
  @state() private asked: Asked | undefined;
  @state() private failure: unknown;
  @state() private busy = false;
  @query('.acts button') private first!: HTMLElement | null;
  @query('select') private minutes!: HTMLSelectElement | null;

  override render(): TemplateResult {
    const { language, report } = this;
    const what = report.kind === 'held' ? language.text('reports.held') : language.text('reports.reported', { name: report.by.name });
    return html`
      <article data-testid="report" data-id=${report.id} data-kind=${report.kind} aria-label=${what} @keydown=${this.keyDown}>
        <p class="facts"><bdi>${what}</bdi> · <bdi>${this.room}</bdi> · ${this.time()}</p>
        <p><b><bdi>${this.author?.name ?? nothing}</bdi></b></p>
        <blockquote data-testid="report-text">${report.text === undefined ? html`<span class="muted">${language.text('reports.gone')}</span>` : html`<bdi dir="auto">${report.text}</bdi>`}</blockquote>
        ${report.reason === undefined ? nothing : html`<p class="facts" data-testid="report-reason">${language.text('reports.reason', { reason: report.reason })}</p>`}
        ${this.asked === undefined ? this.choices() : this.question(this.asked)}
        <p class="negative" role="alert" data-testid="report-error" ?hidden=${this.failure === undefined}>${this.failure === undefined ? nothing : errorText(this.failure, language)}</p>
      </article>
    `;
  }

  /** The focus stays where the question was asked; on the choice that does nothing. */
  protected override updated(changes: PropertyValues<{ asked: unknown }>): void {
    if (changes.has('asked') && (this.asked !== undefined || changes.get('asked') !== undefined)) this.first?.focus();
  }

  private get author(): Author | undefined {
    return this.report.kind === 'held' ? this.report.by : this.report.from;
  }

  private time(): TemplateResult {
    const { code } = this.language;
    const { at } = this.report;
    return html`<time datetime=${new Date(at).toISOString()} title=${formatExactTime(at, code)}>${formatDay(at, code)} ${formatTime(at, code)}</time>`;
  }

  private choices(): TemplateResult {
    const { language, report, author } = this;
    const label = language.text('reports.act', { name: author?.name ?? '' });
    return html`
      <div class="acts" role="group" aria-label=${label}>
        ${report.kind === 'held'
          ? html`${this.act('release', () => this.settle(true))} ${this.act('drop', () => this.settle())}`
          : html`${this.act('dismiss', () => this.settle())} ${report.text === undefined ? nothing : this.ask('delete')}`}
        ${author === undefined ? nothing : [this.ask('mute'), this.ask('ban')]}
        ${report.seq === undefined || report.from === undefined ? nothing : html`<button class="small quiet" data-testid="report-show" @click=${this.show}>${language.text('reports.show')}</button>`}
      </div>
    `;
  }

  private act(name: 'release' | 'drop' | 'dismiss', act: () => Promise<void>): TemplateResult {
    return html`<button class="small" data-testid="report-${name}" ?disabled=${this.busy} @click=${act}>${this.language.text(`reports.${name}`)}</button>`;
  }

  private ask(name: Asked): TemplateResult {
    return html`<button class="small negative" data-testid="report-${name}" ?disabled=${this.busy} @click=${() => (this.asked = name)}>${this.language.text(`reports.${name}`)}</button>`;
  }

  private question(asked: Asked): TemplateResult {
    const { language, author } = this;
    return html`
      <p id="question">${language.text(`reports.ask.${asked}`, { name: author!.name })}</p>
      <div class="acts" role="group" aria-labelledby="question">
        <button class="small" data-testid="report-keep" aria-describedby="question" @click=${() => (this.asked = undefined)}>${language.text('ask.no')}</button>
        ${asked === 'delete'
          ? nothing
          : html`<label>${language.text('reports.howLong')}
              <select data-testid="report-minutes">
                ${MINUTES.map((minutes) => html`<option value=${minutes}>${language.text(`reports.minutes.${minutes}`)}</option>`)}
              </select></label>`}
        <button class="small negative" data-testid="report-confirm" aria-describedby="question" ?disabled=${this.busy} @click=${() => this.punish(asked)}>${language.text(`reports.${asked}`)}</button>
      </div>
    `;
  }

  private settle(post = false): Promise<void> {
    return this.perform(() => this.desk.settle([this.report], post));
  }

  /** What is done about a message closes this report of it; a deleted one leaves nothing to say in any other. */
  private punish(asked: Asked): Promise<void> {
    const { desk, report, author } = this;
    const { room } = report;
    const minutes = Number(this.minutes?.value);
    return this.perform(async () => {
      if (asked === 'delete') await desk.moderation.delete(room, report.seq!);
      else if (asked === 'mute') await desk.moderation.mute(room, author!.id, minutes);
      else await desk.moderation.ban(author!.id, { room, minutes });
      await desk.settle(asked === 'delete' ? this.ofTheSameMessage() : [report]);
    });
  }

  private ofTheSameMessage(): Report[] {
    const { room, seq } = this.report;
    return (this.desk.reports.items ?? []).filter((each) => each.kind === 'report' && each.room === room && each.seq === seq);
  }

  private async perform(act: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.failure = undefined;
    try {
      await act();
      this.dispatchEvent(new CustomEvent('settled'));
    } catch (error) {
      this.failure = error;
      this.asked = undefined;
      // Another moderator may have been here before.
      void this.desk.reports.refresh();
    } finally {
      this.busy = false;
    }
  }

  private show(): void {
    const { room, seq } = this.report;
    this.dispatchEvent(new CustomEvent<Place>('jump', { detail: { room, seq: seq! }, bubbles: true, composed: true }));
  }

  private keyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this.asked === undefined) return;
    // The dialog around stays open.
    event.preventDefault();
    event.stopPropagation();
    this.asked = undefined;
  }
}
