import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ChangeSource, Line, MoodClient, RoomClient } from '../client/index.js';
import { chatLine } from './chat-line.js';
import { chatLineStyle } from './style/chat-line-style.js';
import { formatDay, isSameDay } from './date-format.js';
import { errorText } from './error-text.js';
import { PageElement } from './page-element.js';

const AT_END_WITHIN_PX = 40;
const LOAD_OLDER_WITHIN_PX = 200;
const FRAME_LIMIT_MS = 100;

/** The conversation of a room. Follows its end while the reader is there, and otherwise stays where the reader is. */
@customElement('chat-log')
export class ChatLog extends PageElement {
  static override styles = [
    PageElement.styles,
    chatLineStyle,
    css`
      :host {
        position: relative;
        min-height: 0;
      }

      .log {
        height: 100%;
        padding: 8px 0;
        overflow: hidden auto;
        overscroll-behavior: contain;
      }

      .log:focus-visible {
        outline-offset: -2px;
      }

      .day {
        display: flex;
        gap: 12px;
        align-items: center;
        padding: 12px 16px;
        color: var(--muted);
        font-size: 0.8rem;
      }

      .day::before,
      .day::after {
        flex: 1;
        height: 1px;
        background: var(--line);
        content: '';
      }

      .note {
        padding: 24px 16px;
        color: var(--muted);
        text-align: center;
      }

      .older {
        position: absolute;
        top: 8px;
        right: 0;
        left: 0;
        width: fit-content;
        margin: auto;
        padding: 2px 12px;
        border: 1px solid var(--line);
        border-radius: 999px;
        background: var(--surface);
        color: var(--muted);
        font-size: 0.8rem;
      }

      .to-end {
        position: absolute;
        right: 0;
        bottom: 10px;
        left: 0;
        width: fit-content;
        margin: auto;
        border-radius: 999px;
        box-shadow: var(--shadow);
      }
    `,
  ];

  @property({ attribute: false }) roomClient!: RoomClient;
  @property({ attribute: false }) mood!: MoodClient;
  /** Live messages by others since the reader was last at the end. */
  @property({ attribute: false }) unread = 0;

  @state() private atEnd = true;
  @query('.log') private log!: HTMLElement;
  @query('.content') private content!: HTMLElement;

  /** Where the oldest loaded line stood before older ones were put above it. No browser keeps it in place at the very top. */
  private anchor: { line: HTMLElement; topPx: number } | undefined;
  private firstSeq: number | undefined;
  private newestOwnKey: string | undefined;
  private readonly resized = new ResizeObserver(() => this.atEnd && this.toEnd());

  override render(): TemplateResult {
    const { lines, loaded, loadingOlder, refusal } = this.roomClient;
    return html`
      <div class="log" data-testid="log" role="log" aria-live="polite" aria-busy=${!loaded} aria-label=${this.language.text('log.label')} tabindex="0" @scroll=${this.scrolled}>
        <div class="content">
          ${refusal === undefined ? nothing : html`<p class="note">${this.language.text('log.refused')} ${errorText(refusal, this.language)}</p>`}
          ${loaded || refusal !== undefined || lines.length > 0 ? nothing : html`<p class="note">${this.language.text('log.loading')}</p>`}
          ${loaded && lines.length === 0 ? html`<p class="note">${this.language.text('log.empty')}</p>` : nothing}
          ${repeat(lines, (line) => line.key, (line, index) => [this.day(line, lines[index - 1]), this.line(line)])}
        </div>
      </div>
      ${loadingOlder ? html`<p class="older">${this.language.text('log.loadingOlder')}</p>` : nothing}
      ${this.atEnd ? nothing : html`<button class="primary to-end" data-testid="to-end" @click=${this.toEnd}>${this.endText()}</button>`}
    `;
  }

  override firstUpdated(): void {
    this.resized.observe(this.log);
    this.resized.observe(this.content);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  protected override sources(): readonly (ChangeSource | undefined)[] {
    return [this.roomClient, this.mood];
  }

  /** A burst of messages is one rendering a frame; hidden tabs have no frames, hence the limit. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated) {
      await new Promise<void>((resolve) => {
        const limit = setTimeout(resolve, FRAME_LIMIT_MS);
        requestAnimationFrame(() => {
          clearTimeout(limit);
          resolve();
        });
      });
    }
    await super.scheduleUpdate();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('roomClient')) {
      this.atEnd = true;
      this.firstSeq = undefined;
      this.newestOwnKey = undefined;
    }
    if (this.atEnd) this.roomClient.trim();
    const first = this.roomClient.lines[0]?.seq;
    const growsAtTop = this.firstSeq !== undefined && first !== undefined && first < this.firstSeq;
    this.firstSeq = first;
    const line = growsAtTop ? this.log.querySelector<HTMLElement>('.line') : null;
    this.anchor = line === null ? undefined : { line, topPx: line.getBoundingClientRect().top };
  }

  protected override updated(): void {
    const { lines } = this.roomClient;
    const newest = lines.at(-1);
    const wroteMyself = newest?.state === 'sending' && newest.key !== this.newestOwnKey;
    if (wroteMyself) this.newestOwnKey = newest.key;
    if (this.atEnd || wroteMyself) this.toEnd();
    else if (this.anchor !== undefined) this.log.scrollTop += this.anchor.line.getBoundingClientRect().top - this.anchor.topPx;
    this.anchor = undefined;
  }

  private readonly toEnd = (): void => {
    this.log.scrollTop = this.log.scrollHeight;
  };

  private endText(): string {
    return this.unread > 0 ? this.language.text('log.newMessages', { n: this.unread }) : this.language.text('log.toEnd');
  }

  private day(line: Line, before: Line | undefined): TemplateResult | typeof nothing {
    if (before !== undefined && isSameDay(before.at, line.at)) return nothing;
    return html`<div class="day" role="separator"><span>${formatDay(line.at, this.language.code)}</span></div>`;
  }

  private line(line: Line): unknown {
    return chatLine(line, line.seq === undefined ? undefined : this.mood.scores.get(line.seq), {
      language: this.language,
      me: this.roomClient.me,
      retry: (id) => this.roomClient.retry(id),
      discard: (id) => this.roomClient.discard(id),
    });
  }

  private scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.log;
    const atEnd = scrollHeight - scrollTop - clientHeight <= AT_END_WITHIN_PX;
    if (atEnd !== this.atEnd) {
      this.atEnd = atEnd;
      this.dispatchEvent(new CustomEvent<boolean>('at-end', { detail: atEnd }));
    }
    if (!atEnd && scrollTop < LOAD_OLDER_WITHIN_PX) void this.roomClient.loadOlder();
  }
}
