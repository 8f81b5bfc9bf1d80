import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ChangeSource, RoomDirectory } from '../client/index.js';
import type { ModerationDesk } from './moderation-desk.js';
import { PageElement } from './page-element.js';
import { pageFoot } from './page-foot.js';
import './report-card.js';

/** What is to be looked at in all rooms, newest first. */
@customElement('report-list')
export class ReportList extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      ul {
        display: grid;
        gap: 10px;
      }
    `,
  ];

  @property({ attribute: false }) desk!: ModerationDesk;
  @property({ attribute: false }) directory!: RoomDirectory;
  @state() private done = false;
  @query('[data-testid=reports]') private list!: HTMLElement;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.desk.reports.refresh();
  }

  override render(): TemplateResult {
    const { reports } = this.desk;
    const { items } = reports;
    return html`
      <p role="status" class="muted" data-testid="reports-status">${this.done ? this.language.text('reports.done') : nothing} ${items?.length === 0 ? this.language.text('reports.none') : nothing}</p>
      <ul data-testid="reports" tabindex="-1" aria-label=${this.language.text('moderation.tab.reports')}>
        ${repeat(
          items ?? [],
          ({ id }) => id,
          (report) => html`<li><report-card .desk=${this.desk} .report=${report} .room=${this.directory.summary(report.room)?.title || report.room} @settled=${this.settled}></report-card></li>`,
        )}
      </ul>
      ${pageFoot(reports, this.language)}
    `;
  }

  protected override sources(): readonly ChangeSource[] {
    return [this.desk.reports, this.directory];
  }

  /** The card that had the focus is gone. */
  private settled(): void {
    this.done = true;
    this.list.focus();
  }
}
