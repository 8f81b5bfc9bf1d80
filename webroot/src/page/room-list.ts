import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ChangeSource, RoomDirectory } from '../client/index.js';
import { PageElement } from './page-element.js';
import { hashOf } from './room-route.js';

/** The rooms to choose from; nothing when there is only one. */
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
    `,
  ];

  @property({ attribute: false }) directory!: RoomDirectory;
  @property() room = '';

  override render(): TemplateResult | typeof nothing {
    const { rooms } = this.directory;
    if (rooms.length < 2) return nothing;
    return html`
      <nav data-testid="rooms" aria-label=${this.language.text('rooms.heading')}>
        ${rooms.map(({ room, title }) => html`<a href=${hashOf(room)} aria-current=${room === this.room ? 'page' : nothing}>${title || room}</a>`)}
      </nav>
    `;
  }

  protected override sources(): readonly ChangeSource[] {
    return [this.directory];
  }
}
