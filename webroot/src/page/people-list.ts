import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ChangeSource, LatestTopic, Presence, User } from '../client/index.js';
import { PageElement } from './page-element.js';

/** Who is in the room. */
@customElement('people-list')
export class PeopleList extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      section {
        display: grid;
        gap: 8px;
      }

      h2 b {
        color: var(--text);
      }

      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        max-height: 132px;
        overflow: auto;
      }

      li {
        padding: 2px 10px;
        border: 1px solid var(--line);
        border-radius: 999px;
        background: var(--raised);
        font-size: 0.86rem;
      }

      .me {
        border-color: var(--accent-ink);
      }
    `,
  ];

  @property({ attribute: false }) topic!: LatestTopic<Presence>;
  @property({ attribute: false }) me!: User;

  override render(): TemplateResult {
    const { count, users } = this.topic.value ?? { count: undefined, users: [] };
    const more = (count ?? 0) - users.length;
    return html`
      <section class="card" data-testid="people" data-count=${count ?? nothing} aria-labelledby="heading">
        <h2 id="heading">
          ${this.language.text('people.heading')} ${count === undefined ? nothing : html`<b class="digits">${this.language.text('people.count', { n: count })}</b>`}
        </h2>
        <ul>
          ${users.map((user) => html`<li class=${user.id === this.me.id ? 'me' : ''}><bdi>${user.name}</bdi></li>`)}
          ${more > 0 && users.length > 0 ? html`<li class="muted">${this.language.text('people.more', { n: more })}</li>` : nothing}
        </ul>
      </section>
    `;
  }

  protected override sources(): readonly ChangeSource[] {
    return [this.topic];
  }
}
