import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { mayModerate, type Author, type ChangeSource, type Line, type MoodClient, type RoomClient } from '../client/index.js';
import { chatLine } from './chat-line.js';
import { formatDay, isSameDay } from './date-format.js';
import { refusalText } from './error-text.js';
import type { LineActions } from './line-actions.js';
import './line-menu.js';
import type { LineAct } from './line-menu.js';
import { navigate } from './log-navigation.js';
import { nameKey } from './mention.js';
import { PageElement } from './page-element.js';
import type { Place } from './room-route.js';
import { ScrollAnchor } from './scroll-anchor.js';
import { chatLineStyle } from './style/chat-line-style.js';
import { chatLogStyle } from './style/chat-log-style.js';

const AT_END_WITHIN_PX = 40;
const LOAD_WITHIN_PX = 200;
const FRAME_LIMIT_MS = 100;

/**
 * The conversation of a room. Follows its end while the reader is there, and otherwise stays where the reader is.
 * @fires at-end when the reader comes to the end or leaves it
 * @fires jump when the reader wants to be led to a message, a `Place`
 */
@customElement('chat-log')
export class ChatLog extends PageElement {
  static override styles = [PageElement.styles, chatLineStyle, chatLogStyle];

  @property({ attribute: false }) roomClient!: RoomClient;
  @property({ attribute: false }) mood!: MoodClient;
  @property({ attribute: false }) actions!: LineActions;
  /** Who may be mentioned. */
  @property({ attribute: false }) people: readonly Author[] = [];
  /** The `seq` of the message before which the unread ones begin. */
  @property({ attribute: false }) unreadBefore: number | undefined;

  @state() private atEnd = true;
  @state() private menuFor: string | undefined;
  @state() private found: number | undefined;
  @query('.log') private log!: HTMLElement;
  @query('.content') private content!: HTMLElement;

  private names: ReadonlySet<string> = new Set();
  private readonly anchor = new ScrollAnchor();
  private firstSeq: number | undefined;
  private newestOwnKey: string | undefined;
  private readonly resized = new ResizeObserver(() => this.atEnd && this.scrollToEnd());

  override render(): TemplateResult {
    const { lines, loaded, loadingOlder, refusal } = this.roomClient;
    return html`
      <div class="log" data-testid="log" role="log" aria-live="polite" aria-busy=${!loaded} aria-label=${this.language.text('log.label')} aria-describedby="keys" tabindex="0" @scroll=${this.scrolled} @keydown=${this.keyDown}>
        <div class="content">
          ${refusal === undefined ? nothing : html`<p class="note" data-testid="refusal">${refusalText(refusal, this.language)}</p>`}
          ${loaded || refusal !== undefined || lines.length > 0 ? nothing : html`<p class="note">${this.language.text('log.loading')}</p>`}
          ${loaded && lines.length === 0 ? html`<p class="note">${this.language.text('log.empty')}</p>` : nothing}
          ${repeat(lines, (line) => line.key, (line, index) => [this.day(line, lines[index - 1]), this.unreadLine(line, lines[index - 1]), this.line(line)])}
        </div>
      </div>
      <p class="visually-hidden" id="keys">${this.language.text('log.keys')}</p>
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

  /** Leads the reader to a message. @returns false when it cannot be shown here */
  async jump(seq: number): Promise<boolean> {
    const { roomClient } = this;
    this.leaveEnd();
    if (!(await roomClient.reach(seq)) || roomClient !== this.roomClient) {
      this.scrolled();
      return false;
    }
    this.found = seq;
    await this.updateComplete;
    const line = this.log.querySelector<HTMLElement>(`.line[data-seq="${seq}"]`);
    line?.scrollIntoView({ block: 'center' });
    line?.focus({ preventScroll: true });
    return line !== null;
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
      this.menuFor = undefined;
      this.found = undefined;
    }
    if (changes.has('people')) this.names = renewed(this.names, this.people);
    if (this.atEnd) this.roomClient.trim();
    else this.roomClient.trimEnd();
    const first = this.roomClient.lines[0]?.seq;
    const topMoves = this.firstSeq !== undefined && first !== undefined && first !== this.firstSeq;
    this.firstSeq = first;
    if (topMoves && !this.atEnd) this.anchor.hold(this.log, first);
  }

  protected override updated(): void {
    const newest = this.roomClient.lines.at(-1);
    const wroteMyself = newest?.state === 'sending' && newest.key !== this.newestOwnKey;
    if (wroteMyself) this.newestOwnKey = newest.key;
    if (this.atEnd || wroteMyself) this.scrollToEnd();
    else this.anchor.restore(this.log);
  }

  private scrollToEnd(): void {
    this.log.scrollTop = this.log.scrollHeight;
  }

  private toEnd(): void {
    if (this.roomClient.hasNewer) {
      this.atEnd = true;
      void this.roomClient.loadNewest();
      this.dispatchEvent(new CustomEvent<boolean>('at-end', { detail: true }));
    }
    this.scrollToEnd();
  }

  private leaveEnd(): void {
    if (!this.atEnd) return;
    this.atEnd = false;
    this.dispatchEvent(new CustomEvent<boolean>('at-end', { detail: false }));
  }

  private endText(): string {
    const { unread } = this.roomClient;
    return unread > 0 ? this.language.text('log.newMessages', { n: unread }) : this.language.text('log.toEnd');
  }

  private day(line: Line, before: Line | undefined): TemplateResult | typeof nothing {
    if (before !== undefined && isSameDay(before.at, line.at)) return nothing;
    return html`<div class="day" role="separator"><span>${formatDay(line.at, this.language.code)}</span></div>`;
  }

  private unreadLine(line: Line, before: Line | undefined): TemplateResult | typeof nothing {
    const mark = this.unreadBefore;
    const here = mark !== undefined && (line.seq ?? Infinity) >= mark && (before?.seq ?? 0) < mark;
    return here ? html`<div class="unread" role="separator" data-testid="unread-line"><span>${this.language.text('log.unread')}</span></div>` : nothing;
  }

  private line(line: Line): unknown {
    const { roomClient } = this;
    return chatLine(line, line.seq === undefined ? undefined : this.mood.scores.get(line.seq), {
      language: this.language,
      me: roomClient.me,
      names: this.names,
      found: line.seq !== undefined && line.seq === this.found,
      answered: line.replyTo === undefined ? undefined : roomClient.line(line.replyTo),
      menu: line.key === this.menuFor ? this.menu(line) : undefined,
      retry: (id) => roomClient.retry(id),
      discard: (id) => roomClient.discard(id),
      react: (seq, emoji, on) => roomClient.react(seq, emoji, on),
      jump: (seq) => this.dispatchEvent(new CustomEvent<Place>('jump', { detail: { room: roomClient.room, seq }, bubbles: true, composed: true })),
      toggleMenu: ({ key }) => (this.menuFor = key === this.menuFor ? undefined : key),
    });
  }

  private menu(line: Line): TemplateResult {
    const act = ({ detail }: CustomEvent<LineAct>): void => {
      this.closeMenu();
      this.actions.perform(detail, line);
    };
    return html`<line-menu .line=${line} ?moderator=${mayModerate(this.roomClient.me)} @act=${act} @close=${this.closeMenu}></line-menu>`;
  }

  private closeMenu(): void {
    this.log.querySelector<HTMLElement>(`.line[data-key="${CSS.escape(this.menuFor ?? '')}"]`)?.focus();
    this.menuFor = undefined;
  }

  private keyDown(event: KeyboardEvent): void {
    navigate(event, this.log, (line) => (this.menuFor = line.dataset['key']));
  }

  private scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.log;
    const leftPx = scrollHeight - scrollTop - clientHeight;
    const atEnd = leftPx <= AT_END_WITHIN_PX && !this.roomClient.hasNewer;
    if (atEnd !== this.atEnd) {
      this.atEnd = atEnd;
      this.dispatchEvent(new CustomEvent<boolean>('at-end', { detail: atEnd }));
    }
    if (!atEnd && scrollTop < LOAD_WITHIN_PX) void this.roomClient.loadOlder();
    if (!atEnd && leftPx < LOAD_WITHIN_PX) void this.roomClient.loadNewer();
  }
}

/** The same set while the names are the same, so that lines need not be rendered again. */
function renewed(names: ReadonlySet<string>, people: readonly Author[]): ReadonlySet<string> {
  const current = new Set(people.map(({ name }) => nameKey(name)));
  return current.size === names.size && [...current].every((name) => names.has(name)) ? names : current;
}
