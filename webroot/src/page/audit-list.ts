import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ChangeSource, ModeratorAction, RoomDirectory } from '../client/index.js';
import { formatDay, formatExactTime, formatTime } from './date-format.js';
import type { MessageKey } from './i18n/ko.js';
import type { ModerationDesk } from './moderation-desk.js';
import { PageElement } from './page-element.js';
import { pageFoot } from './page-foot.js';

/** What the server says was done; what it may say one day is shown in its own word. */
const NAMES: Readonly<Record<string, MessageKey>> = {
  mute: 'audit.mute',
  unmute: 'audit.unmute',
  kick: 'audit.kick',
  ban: 'audit.ban',
  unban: 'audit.unban',
  settings: 'audit.settings',
  delete: 'audit.delete',
  dismiss: 'audit.dismiss',
  release: 'audit.release',
  drop: 'audit.drop',
};

/** Who did what, newest first. */
@customElement('audit-list')
export class AuditList extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      li {
        padding: 8px 0;
        border-bottom: 1px solid var(--line);
      }

      .facts {
        color: var(--muted);
        font-size: 0.82rem;
      }
    `,
  ];

  @property({ attribute: false }) desk!: ModerationDesk;
  @property({ attribute: false }) directory!: RoomDirectory;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.desk.actions.refresh();
  }

  override render(): TemplateResult {
    const { actions } = this.desk;
    return html`
      <p role="status" class="muted">${actions.items?.length === 0 ? this.language.text('audit.none') : nothing}</p>
      <ol aria-label=${this.language.text('moderation.tab.audit')}>
        ${(actions.items ?? []).map((action) => this.action(action))}
      </ol>
      ${pageFoot(actions, this.language)}
    `;
  }

  protected override sources(): readonly ChangeSource[] {
    return [this.desk.actions, this.directory];
  }

  private action({ at, by, action, room, user, detail }: ModeratorAction): TemplateResult {
    const { language } = this;
    const name = Object.hasOwn(NAMES, action) ? language.text(NAMES[action]!) : action;
    const title = room === undefined ? undefined : this.directory.summary(room)?.title || room;
    return html`
      <li data-testid="action" data-action=${action}>
        <p><b>${name}</b>${user === undefined ? nothing : html` · <bdi>${user}</bdi>`}${detail === undefined ? nothing : html` · <bdi dir="auto">${detail}</bdi>`}</p>
        <p class="facts">
          <bdi>${by.name}</bdi>${title === undefined ? nothing : html` · <bdi>${title}</bdi>`} ·
          <time datetime=${new Date(at).toISOString()} title=${formatExactTime(at, language.code)}>${formatDay(at, language.code)} ${formatTime(at, language.code)}</time>
        </p>
      </li>
    `;
  }
}
