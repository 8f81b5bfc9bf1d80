import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { Moderation, type Author, type BridgeConnection, type ChangeSource, type PriceClient, type RoomClient, type RoomDirectory, type RoomSummary } from '../client/index.js';
import './chat-log.js';
import type { ChatLog } from './chat-log.js';
import type { CommandScene } from './command-runner.js';
import { refusalText } from './error-text.js';
import { Hint } from './hint.js';
import { LineActions } from './line-actions.js';
import './message-input.js';
import type { MessageInput } from './message-input.js';
import { PageElement } from './page-element.js';
import { peopleOf } from './people.js';
import './room-list.js';
import type { RoomView } from './room-view.js';
import './search-panel.js';
import './typing-label.js';

/**
 * The column in which people talk: the rooms, what is said, who types, and where one writes.
 * @fires leave when the user wants to leave
 * @fires other-name when the user wants to come in under another name
 * @fires reenter when the user was sent out and wants to come in again
 * @fires search-close
 */
@customElement('room-chat')
export class RoomChat extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }

      chat-log {
        flex: 1;
      }

      .closed {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        justify-content: center;
        padding: 12px;
        border-top: 1px solid var(--line);
      }
    `,
  ];

  @property({ attribute: false }) connection!: BridgeConnection;
  @property({ attribute: false }) view!: RoomView;
  @property({ attribute: false }) directory!: RoomDirectory;
  @property({ attribute: false }) price!: PriceClient;
  /** Comes in under another name; rejects when it is not taken. */
  @property({ attribute: false }) rename!: (name: string) => Promise<void>;
  /** Whether the reader is looking for something. */
  @property({ type: Boolean }) searching = false;
  @query('chat-log') private log!: ChatLog;
  @query('message-input') private input!: MessageInput | null;

  private moderation!: Moderation;
  private actions!: LineActions;
  private people: readonly Author[] = [];
  private atEnd = true;
  private learned: RoomSummary | undefined;
  private readonly hint = new Hint();

  override connectedCallback(): void {
    super.connectedCallback();
    this.moderation = new Moderation(this.connection);
    document.addEventListener('visibilitychange', this.looked);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.looked);
  }

  override render(): TemplateResult {
    const { client, mood, typing, unreadMark } = this.view;
    return html`
      <room-list .directory=${this.directory} .room=${client.room}></room-list>
      ${this.searching
        ? html`<search-panel .connection=${this.connection} .directory=${this.directory} .room=${client.room} .people=${this.people} @close=${this.closeSearch}></search-panel>`
        : nothing}
      <chat-log .roomClient=${client} .mood=${mood} .actions=${this.actions} .people=${this.people} .unreadBefore=${unreadMark.before} @at-end=${this.scrolled}></chat-log>
      <typing-label .topic=${typing} .me=${client.me}></typing-label>
      ${this.connection.state === 'closed' ? this.closed() : wasSentOut(client) ? this.sentOut() : html`<message-input .scene=${this.scene()} .composing=${this.view.composing} .hint=${this.hint}></message-input>`}
    `;
  }

  override focus(): void {
    this.input?.focus();
  }

  /** Leads the reader to a message of this room. */
  async jump(seq: number): Promise<void> {
    const { room } = this.view.client;
    await this.updateComplete;
    if (!(await this.log.jump(seq)) && room === this.view.client.room) this.hint.say(this.language.text('jump.tooFar'));
  }

  protected override sources(): readonly (ChangeSource | undefined)[] {
    return [this.connection, this.directory, this.view.client, this.view.presence];
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('view')) this.enter();
    this.people = peopleOf(this.view.presence.value?.users ?? [], this.view.client.lines);
    this.follow();
  }

  protected override updated(): void {
    if (this.follows && this.looking) this.view.client.markSeen();
  }

  private enter(): void {
    const { client, composing } = this.view;
    this.atEnd = true;
    this.learned = undefined;
    this.hint.say('');
    this.actions = new LineActions(client, composing, this.moderation, this.hint, this.language);
  }

  /** Until the server has said how far I have read elsewhere, nothing counts as read, or unread. */
  private follow(): void {
    const { client, unreadMark } = this.view;
    if (!this.follows) return;
    const summary = this.directory.summary(client.room);
    if (summary !== this.learned && summary?.seen !== undefined) client.learnSeen(summary.seen);
    this.learned = summary;
    unreadMark.follow(client.firstUnread, this.looking);
  }

  private get follows(): boolean {
    return this.directory.loaded && this.view.client.loaded;
  }

  private get looking(): boolean {
    return !document.hidden && this.atEnd;
  }

  private scene(): CommandScene {
    const { client, mood } = this.view;
    const { connection, price, moderation, people, rename } = this;
    return { connection, roomClient: client, price, mood, moderation, people, rename, leave: () => this.dispatchEvent(new CustomEvent('leave')) };
  }

  private closed(): TemplateResult {
    return html`
      <div class="closed">
        <button class="primary" data-testid="rejoin" @click=${() => this.connection.connect()}>${this.language.text('connection.rejoin')}</button>
        <button class="quiet" data-testid="other-name" @click=${() => this.dispatchEvent(new CustomEvent('other-name', { bubbles: true, composed: true }))}>${this.language.text('connection.otherName')}</button>
      </div>
    `;
  }

  private sentOut(): TemplateResult {
    return html`
      <div class="closed">
        <p role="alert" data-testid="sent-out">${refusalText(this.view.client.refusal!, this.language)}</p>
        <button class="primary" data-testid="reenter" @click=${() => this.dispatchEvent(new CustomEvent('reenter'))}>${this.language.text('log.reenter')}</button>
      </div>
    `;
  }

  private readonly looked = (): void => {
    if (!document.hidden) void this.directory.refresh();
    this.requestUpdate();
  };

  private scrolled(event: CustomEvent<boolean>): void {
    this.atEnd = event.detail;
    this.requestUpdate();
  }

  private closeSearch(): void {
    this.dispatchEvent(new CustomEvent('search-close'));
  }
}

/** Who was sent out of a room hears nothing of it any more, and would write into the dark. */
function wasSentOut({ refusal }: RoomClient): boolean {
  return refusal?.type === 'kicked' || refusal?.type === 'banned';
}
