import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { NoticeInbox, PriceClient, RoomDirectory, type BridgeConnection, type ChangeSource, type Notice, type User } from '../client/index.js';
import './chat-log.js';
import './connection-banner.js';
import { returnToDraft } from './draft.js';
import './language-select.js';
import './message-input.js';
import type { MessageInput } from './message-input.js';
import './mood-gauge.js';
import './notice-bell.js';
import { isToast } from './notice-text.js';
import './notice-toasts.js';
import type { NoticeToasts } from './notice-toasts.js';
import { PageElement } from './page-element.js';
import './people-list.js';
import './price-panel.js';
import './room-list.js';
import { roomOf } from './room-route.js';
import { RoomView } from './room-view.js';
import { roomPageStyle } from './style/room-page-style.js';
import './theme-button.js';
import './typing-label.js';
import { pageTitle, UnreadCount } from './unread-count.js';

const SYMBOL = 'BTC-USDT';
const RECOVERED_SHOWN_MS = 4_000;

/**
 * A room with all that belongs to it: conversation, mood, price, people, notices.
 * @fires other-name when the user wants to come in under another name
 */
@customElement('room-page')
export class RoomPage extends PageElement {
  static override styles = [PageElement.styles, roomPageStyle];

  @property({ attribute: false }) connection!: BridgeConnection;
  @property({ attribute: false }) me!: User;
  /** Who this tab was until another tab came in under another name. */
  @property({ attribute: false }) formerly?: User;

  @state() private room = roomOf(location.hash);
  @state() private tab: 'chat' | 'market' = 'chat';
  @state() private recovered = 0;
  @query('message-input') private input!: MessageInput | null;
  @query('notice-toasts') private toasts!: NoticeToasts;

  private view!: RoomView;
  private price!: PriceClient;
  private directory!: RoomDirectory;
  private inbox!: NoticeInbox;
  private readonly unread = new UnreadCount();
  private atEnd = true;
  private recoveredTimer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.price = new PriceClient(this.connection, SYMBOL);
    this.directory = new RoomDirectory(this.connection);
    this.inbox = new NoticeInbox(this.connection, this.me.id, (notice) => this.notify(notice));
    this.enter();
    window.addEventListener('hashchange', this.routed);
    document.addEventListener('visibilitychange', this.looked);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const part of [this.price, this.directory, this.inbox, this.view]) part.close();
    clearTimeout(this.recoveredTimer);
    window.removeEventListener('hashchange', this.routed);
    document.removeEventListener('visibilitychange', this.looked);
    this.unread.clear();
  }

  override render(): TemplateResult {
    return html`
      ${this.header()}
      <connection-banner .connection=${this.connection} .recovered=${this.recovered} .me=${this.me} .formerly=${this.formerly}></connection-banner>
      ${this.tabs()}
      <main class="show-${this.tab}">
        <section class="chat" aria-label=${this.language.text('tab.chat')}>${this.chat()}</section>
        <aside aria-label=${this.language.text('tab.market')}>
          <price-panel .client=${this.price}></price-panel>
          <mood-gauge .client=${this.view.mood}></mood-gauge>
          <people-list .topic=${this.view.presence} .me=${this.me}></people-list>
        </aside>
      </main>
      <notice-toasts></notice-toasts>
    `;
  }

  protected override sources(): readonly (ChangeSource | undefined)[] {
    return [this.connection, this.unread, this.directory, this.price, this.view?.client];
  }

  protected override updated(_changes: PropertyValues): void {
    this.see();
    document.title = pageTitle(this.language.text('page.title'), this.unread.count, document.hidden);
  }

  private header(): TemplateResult {
    const title = this.directory.rooms.find(({ room }) => room === this.room)?.title || this.room;
    return html`
      <header>
        <a class="skip" href="#input" @click=${this.skipToInput}>${this.language.text('page.skipToInput')}</a>
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
          <path d="M7 6h18a4 4 0 0 1 4 4v9a4 4 0 0 1-4 4H15l-7 5v-5H7a4 4 0 0 1-4-4v-9a4 4 0 0 1 4-4z" fill="#f4b740" />
          <path d="M8 18l4.500-4 3.500 2.500 8-6" fill="none" stroke="#221a05" stroke-width="2.400" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
        <h1><bdi>${title}</bdi></h1>
        ${this.connectionDot()}
        <language-select></language-select>
        <theme-button></theme-button>
        <notice-bell .inbox=${this.inbox}></notice-bell>
      </header>
    `;
  }

  private connectionDot(): TemplateResult {
    const { state, transportName, latencyMs } = this.connection;
    const open = state === 'open';
    const details = open && latencyMs !== undefined
      ? this.language.text('connection.details', { transport: transportName ?? '', latency: `${latencyMs} ms` })
      : this.language.text(open ? 'connection.open' : state === 'closed' ? 'connection.closed' : 'connection.reconnecting');
    return html`<span class="dot" role="img" data-testid="connection" data-state=${state} data-transport=${transportName ?? nothing} title=${details} aria-label=${details}></span>`;
  }

  /** For narrow windows, where chat and market do not fit side by side. */
  private tabs(): TemplateResult {
    const price = this.price.received?.quote.display ?? '';
    return html`
      <nav class="tabs">
        <button class="quiet" data-testid="tab-chat" aria-pressed=${this.tab === 'chat'} @click=${() => (this.tab = 'chat')}>${this.language.text('tab.chat')}</button>
        <button class="quiet" data-testid="tab-market" aria-pressed=${this.tab === 'market'} @click=${() => (this.tab = 'market')}>
          ${this.language.text('tab.market')} <span class="digits">${price}</span>
        </button>
      </nav>
    `;
  }

  private chat(): TemplateResult {
    const { client, mood, typing } = this.view;
    return html`
      <room-list .directory=${this.directory} .room=${this.room}></room-list>
      <chat-log .roomClient=${client} .mood=${mood} .unread=${this.unread.count} @at-end=${this.scrolled}></chat-log>
      <typing-label .topic=${typing} .me=${this.me}></typing-label>
      ${this.connection.state === 'closed'
        ? this.closed()
        : html`<message-input .connection=${this.connection} .roomClient=${client} .price=${this.price} @leave=${this.leave}></message-input>`}
    `;
  }

  private closed(): TemplateResult {
    return html`
      <div class="closed">
        <button class="primary" data-testid="rejoin" @click=${this.rejoin}>${this.language.text('connection.rejoin')}</button>
        <button class="quiet" data-testid="other-name" @click=${() => this.dispatchEvent(new CustomEvent('other-name'))}>${this.language.text('connection.otherName')}</button>
      </div>
    `;
  }

  private enter(): void {
    this.unread.clear();
    this.atEnd = true;
    const { room } = this;
    this.view = new RoomView(this.connection, room, this.me, {
      messages: (count) => this.arrived(count),
      recovered: (count) => this.cameBack(count),
      unsent: (texts) => returnToDraft(room, texts),
    });
  }

  private readonly routed = (): void => {
    const room = roomOf(location.hash);
    if (room === this.room) return;
    this.view.close();
    this.room = room;
    this.enter();
  };

  private readonly looked = (): void => this.requestUpdate();

  private arrived(count: number): void {
    if (document.hidden || !this.atEnd) this.unread.add(count);
  }

  private cameBack(count: number): void {
    this.arrived(count);
    this.recovered = count;
    clearTimeout(this.recoveredTimer);
    this.recoveredTimer = setTimeout(() => (this.recovered = 0), RECOVERED_SHOWN_MS);
  }

  private scrolled(event: CustomEvent<boolean>): void {
    this.atEnd = event.detail;
    this.requestUpdate();
  }

  private see(): void {
    if (document.hidden || !this.atEnd) return;
    this.unread.clear();
    this.view.client.markSeen();
  }

  private notify(notice: Notice): void {
    if (isToast(notice, this.me.id, document.hidden ? undefined : this.room)) this.toasts.show(notice);
  }

  private leave(): void {
    this.connection.close();
  }

  private rejoin(): void {
    this.connection.connect();
  }

  private skipToInput(event: Event): void {
    event.preventDefault();
    this.tab = 'chat';
    this.input?.focus();
  }
}
