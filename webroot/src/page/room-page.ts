import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { mayModerate, NoticeInbox, PriceClient, RoomDirectory, type BridgeConnection, type ChangeSource, type Notice, type User } from '../client/index.js';
import './connection-banner.js';
import './connection-dot.js';
import { returnToDraft } from './draft.js';
import './language-select.js';
import './moderation-button.js';
import { ModerationDesk } from './moderation-desk.js';
import './moderation-panel.js';
import './mood-gauge.js';
import './notice-bell.js';
import { isToast } from './notice-text.js';
import './notice-toasts.js';
import type { NoticeToasts } from './notice-toasts.js';
import { PageElement } from './page-element.js';
import { pageTitle } from './page-title.js';
import './people-list.js';
import './price-panel.js';
import './room-chat.js';
import type { RoomChat } from './room-chat.js';
import { hashOf, roomOf, seqOf, type Place } from './room-route.js';
import { RoomView } from './room-view.js';
import { store, stored } from './setting.js';
import { iconButtonStyle } from './style/icon-button-style.js';
import { roomPageStyle } from './style/room-page-style.js';
import './theme-button.js';

const SYMBOL = 'BTC-USDT';
const SYMBOL_SETTING = 'symbol';
const RECOVERED_SHOWN_MS = 4_000;

/**
 * A room with all that belongs to it: conversation, mood, price, people, notices.
 * @fires other-name when the user wants to come in under another name
 */
@customElement('room-page')
export class RoomPage extends PageElement {
  static override styles = [PageElement.styles, iconButtonStyle, roomPageStyle];

  @property({ attribute: false }) connection!: BridgeConnection;
  @property({ attribute: false }) me!: User;
  /** Who this tab was until another tab came in under another name. */
  @property({ attribute: false }) formerly?: User;
  /** Comes in under another name; rejects when it is not taken. */
  @property({ attribute: false }) rename!: (name: string) => Promise<void>;

  @state() private room = roomOf(location.hash);
  @state() private tab: 'chat' | 'market' = 'chat';
  @state() private recovered = 0;
  @state() private searching = false;
  @state() private moderating = false;
  @query('room-chat') private chat!: RoomChat;
  @query('[data-testid=search-open]') private searchButton!: HTMLElement;
  @query('moderation-button') private moderationButton!: HTMLElement;
  @query('notice-toasts') private toasts!: NoticeToasts;

  private view!: RoomView;
  @state() private price!: PriceClient;
  private directory!: RoomDirectory;
  private inbox!: NoticeInbox;
  /** Only a moderator has one. */
  private desk: ModerationDesk | undefined;
  private recoveredTimer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.price = new PriceClient(this.connection, stored(SYMBOL_SETTING) ?? SYMBOL);
    this.directory = new RoomDirectory(this.connection);
    this.inbox = new NoticeInbox(this.connection, this.me.id, (notice) => this.notify(notice));
    this.desk = mayModerate(this.me) ? new ModerationDesk(this.connection) : undefined;
    this.enter();
    window.addEventListener('hashchange', this.routed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const part of [this.price, this.directory, this.inbox, this.desk, this.view]) part?.close();
    clearTimeout(this.recoveredTimer);
    window.removeEventListener('hashchange', this.routed);
  }

  override render(): TemplateResult {
    return html`
      ${this.header()}
      <connection-banner .connection=${this.connection} .recovered=${this.recovered} .me=${this.me} .formerly=${this.formerly}></connection-banner>
      ${this.tabs()}
      <main class="show-${this.tab}">
        <section class="chat" aria-label=${this.language.text('tab.chat')}>
          <room-chat
            .connection=${this.connection}
            .view=${this.view}
            .directory=${this.directory}
            .price=${this.price}
            .rename=${this.rename}
            ?searching=${this.searching}
            @leave=${this.leave}
            @reenter=${this.reenter}
            @jump=${this.jump}
            @search-close=${this.closeSearch}
          ></room-chat>
        </section>
        <aside aria-label=${this.language.text('tab.market')}>
          <price-panel .client=${this.price} @symbol-choice=${this.chooseSymbol}></price-panel>
          <mood-gauge .client=${this.view.mood}></mood-gauge>
          <people-list .topic=${this.view.presence} .me=${this.me}></people-list>
        </aside>
      </main>
      <notice-toasts></notice-toasts>
      ${this.moderating ? this.moderation() : nothing}
    `;
  }

  protected override sources(): readonly (ChangeSource | undefined)[] {
    return [this.directory, this.price, this.view?.client];
  }

  /** The symbol that this browser remembers may be none of this server's. */
  protected override willUpdate(): void {
    const { symbol, symbols } = this.price;
    const [first] = symbols;
    if (first !== undefined && !symbols.includes(symbol)) this.follow(first);
  }

  protected override firstUpdated(): void {
    this.point();
  }

  protected override updated(): void {
    document.title = pageTitle(this.language.text('page.title'), this.view.client.unread, document.hidden);
  }

  private header(): TemplateResult {
    const title = this.directory.summary(this.room)?.title || this.room;
    return html`
      <header>
        <a class="skip" href="#input" @click=${this.skipToInput}>${this.language.text('page.skipToInput')}</a>
        <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
          <path d="M7 6h18a4 4 0 0 1 4 4v9a4 4 0 0 1-4 4H15l-7 5v-5H7a4 4 0 0 1-4-4v-9a4 4 0 0 1 4-4z" fill="#f4b740" />
          <path d="M8 18l4.500-4 3.500 2.500 8-6" fill="none" stroke="#221a05" stroke-width="2.400" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
        <h1><bdi>${title}</bdi></h1>
        <connection-dot .connection=${this.connection}></connection-dot>
        <button class="quiet icon" data-testid="search-open" aria-expanded=${this.searching} aria-label=${this.language.text('search.open')} title=${this.language.text('search.open')} @click=${this.toggleSearch}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M10.500 4a6.500 6.500 0 1 0 0 13a6.500 6.500 0 0 0 0-13M15.500 15.500L20 20" /></svg>
        </button>
        ${this.desk === undefined ? nothing : html`<moderation-button .reports=${this.desk.reports} @click=${() => (this.moderating = true)}></moderation-button>`}
        <language-select></language-select>
        <theme-button></theme-button>
        <notice-bell .inbox=${this.inbox}></notice-bell>
      </header>
    `;
  }

  private moderation(): TemplateResult {
    return html`<moderation-panel .desk=${this.desk} .directory=${this.directory} .room=${this.room} @jump=${this.jump} @close=${this.closeModeration}></moderation-panel>`;
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

  private enter(): void {
    const { room } = this;
    this.view = new RoomView(this.connection, room, this.me, {
      recovered: (count) => this.cameBack(count),
      unsent: (texts) => returnToDraft(room, texts),
    });
  }

  private readonly routed = (): void => {
    const room = roomOf(location.hash);
    if (room !== this.room) this.change(room);
    this.point();
  };

  private chooseSymbol({ detail: symbol }: CustomEvent<string>): void {
    store(SYMBOL_SETTING, symbol === SYMBOL ? undefined : symbol);
    this.follow(symbol);
  }

  private follow(symbol: string): void {
    this.price.close();
    this.price = new PriceClient(this.connection, symbol, this.price.symbols);
  }

  private change(room: string): void {
    const { client } = this.view;
    if (client.seen !== undefined) this.directory.saw(this.room, client.seen);
    this.view.close();
    this.room = room;
    this.enter();
    void this.directory.refresh();
  }

  private reenter(): void {
    this.view.close();
    this.enter();
    this.requestUpdate();
  }

  /** Leads to the message that the address names, if it names one. */
  private point(): void {
    const seq = seqOf(location.hash);
    if (seq === undefined) return;
    this.tab = 'chat';
    void this.updateComplete.then(() => this.chat.jump(seq));
  }

  /** Also to a message that the address names already. */
  private jump({ detail: { room, seq } }: CustomEvent<Place>): void {
    this.moderating = false;
    const hash = hashOf(room, seq);
    if (location.hash === hash) this.point();
    else location.hash = hash;
  }

  private toggleSearch(): void {
    if (this.searching) return this.closeSearch();
    this.tab = 'chat';
    this.searching = true;
  }

  private closeSearch(): void {
    this.searching = false;
    this.searchButton.focus();
  }

  private closeModeration(): void {
    this.moderating = false;
    this.moderationButton.focus();
  }

  private cameBack(count: number): void {
    this.recovered = count;
    clearTimeout(this.recoveredTimer);
    this.recoveredTimer = setTimeout(() => (this.recovered = 0), RECOVERED_SHOWN_MS);
  }

  private notify(notice: Notice): void {
    if (notice.room !== undefined && notice.room !== this.room) void this.directory.refresh();
    if (isToast(notice, this.me.id, document.hidden ? undefined : this.room)) this.toasts.show(notice);
  }

  private leave(): void {
    this.connection.close();
  }

  private skipToInput(event: Event): void {
    event.preventDefault();
    this.tab = 'chat';
    this.chat.focus();
  }
}
