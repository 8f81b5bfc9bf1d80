import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ChangeSource, LatestTopic, Typing, User } from '../client/index.js';
import { PageElement } from './page-element.js';

/** Says that somebody else is typing. Its line is reserved, and it is no live region: key strokes of others are no news. */
@customElement('typing-label')
export class TypingLabel extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      p {
        min-height: 1.6rem;
        padding: 0 16px;
        overflow: hidden;
        color: var(--muted);
        font-size: 0.86rem;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) topic!: LatestTopic<Typing>;
  @property({ attribute: false }) me!: User;

  override render(): TemplateResult {
    const names = (this.topic.value?.users ?? []).filter((user) => user.id !== this.me.id).map((user) => user.name);
    const nobody = names.length === 0;
    return html`<p data-testid="typing" title=${nobody ? nothing : names.join(', ')}>${nobody ? nothing : this.language.text('typing.someone')}</p>`;
  }

  protected override sources(): readonly ChangeSource[] {
    return [this.topic];
  }
}
