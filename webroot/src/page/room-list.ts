import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ChangeSource, RoomDirectory } from '../client/index.js';
import { PageElement } from './page-element.js';
import { hashOf } from './room-route.js';

/** Beyond it nobody counts. */
const SHOWN = 99;

/** The rooms to choose from, and how much is new in each; nothing when there is only one. */
@customElement('room-list')
export class RoomList extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      nav {
        display: flex;
        gap: 6px;
        padding: 8px 12px;
        border-bottom: 1px solid var(--line);
        overflow-x: auto;
      }

      a {
        padding: 4px 12px;
        border-radius: 999px;
        color: var(--muted);
        font-size: 0.88rem;
        text-decoration: none;
        white-space: nowrap;
      }

      a:hover {
        color: var(--text);
      }

      a[aria-current] {
        background: var(--raised);
        color: var(--text);
        font-weight: 650;
      }

      .count {
        padding: 0 6px;
        border-radius: 999px;
        background: var(--accent);
        color: var(--accent-text);
        font-size: 0.74rem;
        font-weight: 700;
      }
    `,
  ];

  @property({ attribute: false }) directory!: RoomDirectory;
  @property() room = '';

  override render(): TemplateResult | typeof nothing {
    const { rooms } = this.directory;
    if (rooms.length < 2) return nothing;
    return html`
      <nav data-testid="rooms" aria-label=${this.language.text('rooms.heading')}>
        ${rooms.map(({ room, title }) => html`<a href=${hashOf(room)} aria-current=${room === this.room ? 'page' : nothing}>${title || room}${this.unread(room)}</a>`)}
      </nav>
    `;
  }

  private unread(room: string): TemplateResult | typeof nothing {
    const n = room === this.room ? 0 : this.directory.unread(room);
    if (n === 0) return nothing;
    const shown = n > SHOWN ? `${SHOWN}+` : n;
    return html` <span class="count digits" data-testid="room-unread" data-room=${room} role="img" aria-label=${this.language.text('rooms.unread', { n: shown })}>${shown}</span>`;
  }

  protected override sources(): readonly ChangeSource[] {
    return [this.directory];
  }
}
