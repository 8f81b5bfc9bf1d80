import { css, html, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { RoomDirectory } from '../client/index.js';
import './audit-list.js';
import type { ModerationDesk } from './moderation-desk.js';
import { PageElement } from './page-element.js';
import './report-list.js';
import './room-settings.js';
import './room-words.js';

const TABS = ['reports', 'settings', 'audit'] as const;
type Tab = (typeof TABS)[number];

/**
 * Where order is kept: open reports, how the room is run, and what was done.
 * @fires close the moderator is done
 */
@customElement('moderation-panel')
export class ModerationPanel extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      dialog {
        width: min(720px, calc(100vw - 16px));
        max-width: none;
        max-height: calc(100dvh - 16px);
        padding: 0;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--text);
        overflow: hidden auto;
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }

      header {
        position: sticky;
        top: 0;
        z-index: 1;
        padding: 12px 16px 0;
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }

      .title {
        display: flex;
        gap: 8px;
        align-items: center;
        justify-content: space-between;
      }

      nav {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }

      nav button {
        padding: 0 10px;
        border-width: 0 0 2px;
        border-radius: 0;
      }

      nav button[aria-pressed='true'] {
        border-bottom-color: var(--accent);
        color: var(--text);
        font-weight: 650;
      }

      section {
        padding: 12px 16px 16px;
      }
    `,
  ];

  @property({ attribute: false }) desk!: ModerationDesk;
  @property({ attribute: false }) directory!: RoomDirectory;
  /** The room whose settings are shown. */
  @property() room = '';
  @state() private tab: Tab = 'reports';
  @query('dialog') private dialog!: HTMLDialogElement;

  override render(): TemplateResult {
    const { language } = this;
    return html`
      <dialog data-testid="moderation" aria-labelledby="heading" @close=${this.closed}>
        <header>
          <div class="title">
            <h2 id="heading">${language.text('moderation.heading')}</h2>
            <button class="small quiet" data-testid="moderation-close" @click=${() => this.dialog.close()}>${language.text('moderation.close')}</button>
          </div>
          <nav aria-label=${language.text('moderation.heading')}>
            ${TABS.map((tab) => html`<button class="quiet" data-testid="moderation-${tab}" aria-pressed=${this.tab === tab} @click=${() => (this.tab = tab)}>${language.text(`moderation.tab.${tab}`)}</button>`)}
          </nav>
        </header>
        <section aria-label=${language.text(`moderation.tab.${this.tab}`)}>${this.content()}</section>
      </dialog>
    `;
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  private content(): TemplateResult {
    const { desk, directory } = this;
    switch (this.tab) {
      case 'reports':
        return html`<report-list .desk=${desk} .directory=${directory}></report-list>`;
      case 'settings':
        return html`<room-settings .moderation=${desk.moderation} .room=${this.room}></room-settings><room-words .words=${desk.words} .room=${this.room}></room-words>`;
      case 'audit':
        return html`<audit-list .desk=${desk} .directory=${directory}></audit-list>`;
    }
  }

  private closed(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }
}
