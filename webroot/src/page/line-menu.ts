import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Line } from '../client/index.js';
import { MORE_EMOJI, QUICK_EMOJI } from './emoji-choice.js';
import { PageElement } from './page-element.js';

/** What cannot be undone, or is done to somebody else. */
const ASKED = ['delete', 'report', 'mute', 'kick'] as const;

type Asked = (typeof ASKED)[number];
type Choice = Asked | 'reply' | 'edit' | 'link';

/** What a reader wants to do with a line. */
export type LineAct = { kind: Choice } | { kind: 'react'; emoji: string };

/**
 * What can be done with a line: reactions first. What cannot be undone is asked about once more.
 * @fires act a `LineAct` was chosen
 * @fires close the reader wants to be back at the line
 */
@customElement('line-menu')
export class LineMenu extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      :host {
        display: grid;
        gap: 6px;
        width: fit-content;
        max-width: 100%;
        margin-top: 4px;
        padding: 6px;
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--surface);
        box-shadow: var(--shadow);
      }

      div {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
        align-items: center;
      }

      .emoji {
        min-width: 34px;
        padding: 0 4px;
        font-size: 1.1rem;
      }

      .all {
        max-height: 168px;
        overflow: auto;
      }

      p {
        padding: 0 6px;
        font-size: 0.88rem;
      }
    `,
  ];

  @property({ attribute: false }) line!: Line;
  /** Whether the reader keeps order here. */
  @property({ type: Boolean }) moderator = false;
  @state() private asked: Asked | undefined;
  @state() private allEmoji = false;
  @query('button') private first!: HTMLElement | null;
  private hasUpdatedOnce = false;

  override render(): TemplateResult {
    return html`<div role="group" aria-label=${this.language.text('menu.heading')} @keydown=${this.keyDown}>${this.asked === undefined ? this.choices() : this.question(this.asked)}</div>`;
  }

  /** The focus goes to the first choice; of a question, that is the one that does nothing. */
  protected override updated(changes: PropertyValues<{ asked: unknown }>): void {
    if (!this.hasUpdatedOnce || changes.has('asked')) this.first?.focus();
    this.hasUpdatedOnce = true;
  }

  private choices(): TemplateResult {
    const { own } = this.line;
    return html`
      <div>
        ${QUICK_EMOJI.map((emoji) => this.emoji(emoji))}
        <button class="small quiet" data-testid="more-emoji" aria-expanded=${this.allEmoji} aria-label=${this.language.text('reaction.more')} @click=${() => (this.allEmoji = !this.allEmoji)}>＋</button>
      </div>
      ${this.allEmoji ? html`<div class="all" data-testid="all-emoji">${MORE_EMOJI.map((emoji) => this.emoji(emoji))}</div>` : nothing}
      <div>
        ${this.choice('reply')} ${own ? this.choice('edit') : nothing} ${own || this.moderator ? this.choice('delete') : nothing}
        ${this.choice('link')} ${own ? nothing : this.choice('report')} ${!own && this.moderator ? [this.choice('mute'), this.choice('kick')] : nothing}
      </div>
    `;
  }

  private emoji(emoji: string): TemplateResult {
    return html`<button class="small quiet emoji" data-testid="react" data-emoji=${emoji} aria-label=${this.language.text('reaction.choose', { emoji })} @click=${() => this.act({ kind: 'react', emoji })}>${emoji}</button>`;
  }

  private choice(kind: Choice): TemplateResult {
    const choose = isAsked(kind) ? () => (this.asked = kind) : () => this.act({ kind });
    return html`<button class="small ${isAsked(kind) ? 'negative' : ''}" data-testid="menu-${kind}" @click=${choose}>${this.language.text(`menu.${kind}`)}</button>`;
  }

  private question(kind: Asked): TemplateResult {
    return html`
      <p id="question">${this.language.text(`ask.${kind}`, { name: this.line.from.name })}</p>
      <div role="group" aria-labelledby="question">
        <button class="small" data-testid="keep" aria-describedby="question" @click=${() => (this.asked = undefined)}>${this.language.text('ask.no')}</button>
        <button class="small negative" data-testid="confirm" aria-describedby="question" @click=${() => this.act({ kind })}>${this.language.text(`menu.${kind}`)}</button>
      </div>
    `;
  }

  private act(act: LineAct): void {
    this.dispatchEvent(new CustomEvent<LineAct>('act', { detail: act }));
  }

  private keyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (this.asked === undefined) this.dispatchEvent(new CustomEvent('close'));
    else this.asked = undefined;
  }
}

function isAsked(kind: Choice): kind is Asked {
  return ASKED.some((asked) => asked === kind);
}
