import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ChatSearch, type BridgeConnection, type ChangeSource, type Entry, type RoomDirectory } from '../client/index.js';
import { formatDay, formatExactTime, formatTime } from './date-format.js';
import { errorText } from './error-text.js';
import { splitMatches } from './match.js';
import { PageElement } from './page-element.js';
import type { Place } from './room-route.js';

/** So long the keys rest before what stands there is searched for. */
const DEBOUNCE_MS = 250;

/**
 * Finds what was said, in this room or in all.
 * @fires jump the reader chose a result, a `Place`
 * @fires close
 */
@customElement('search-panel')
export class SearchPanel extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }

      form {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        padding: 8px 12px;
      }

      input[type='search'] {
        flex: 1;
        min-width: 140px;
        min-height: 40px;
        padding: 0 12px;
        border: 1px solid var(--control-line);
        border-radius: 10px;
        background: var(--surface);
      }

      label {
        display: flex;
        gap: 6px;
        align-items: center;
        min-height: 28px;
        font-size: 0.86rem;
      }

      p {
        padding: 0 16px 8px;
        color: var(--muted);
        font-size: 0.86rem;
      }

      ul {
        min-height: 0;
        max-height: 50vh;
        padding: 0 8px 8px;
        overflow: auto;
      }

      li button {
        display: grid;
        gap: 2px;
        width: 100%;
        padding: 6px 10px;
        color: var(--text);
        text-align: start;
      }

      .facts {
        color: var(--muted);
        font-size: 0.8rem;
      }

      mark {
        border-radius: 3px;
        background: var(--accent);
        color: var(--accent-text);
      }
    `,
  ];

  @property({ attribute: false }) connection!: BridgeConnection;
  @property({ attribute: false }) directory!: RoomDirectory;
  @property() room = '';
  @state() private everywhere = false;
  @query('input') private input!: HTMLInputElement;

  private search!: ChatSearch;
  private timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.search = new ChatSearch(this.connection);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    // A search that finds nothing asks for one page after the other.
    this.search.clear();
  }

  override render(): TemplateResult {
    const { language, search } = this;
    return html`
      <form role="search" @submit=${this.submit} @keydown=${this.keyDown}>
        <input type="search" data-testid="search-input" maxlength="200" autocomplete="off" placeholder=${language.text('search.placeholder')} aria-label=${language.text('search.label')} @input=${this.later} />
        <label><input type="checkbox" data-testid="search-everywhere" .checked=${this.everywhere} @change=${this.widen} />${language.text('search.everywhere')}</label>
        <button type="button" class="quiet" data-testid="search-close" @click=${this.close}>${language.text('search.close')}</button>
      </form>
      <p role="status" data-testid="search-status">${this.status()}</p>
      ${search.hits === undefined || search.hits.length === 0 ? nothing : this.hits(search.hits)}
    `;
  }

  override firstUpdated(): void {
    this.input.focus();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('room') && changes.get('room') !== undefined && !this.everywhere) this.find();
  }

  protected override sources(): readonly (ChangeSource | undefined)[] {
    return [this.search, this.directory];
  }

  private hits(hits: readonly Entry[]): TemplateResult {
    const { search, language } = this;
    return html`
      <ul aria-label=${language.text('search.results')} @keydown=${this.keyDown}>
        ${hits.map((hit) => html`<li>${this.hit(hit)}</li>`)}
        ${search.hasMore ? html`<li><button data-testid="search-more" ?disabled=${search.searching} @click=${() => search.more()}>${language.text('search.more')}</button></li>` : nothing}
      </ul>
    `;
  }

  private hit({ room, seq, from, at, text = '' }: Entry): TemplateResult {
    const { code } = this.language;
    const title = this.directory.summary(room)?.title || room;
    return html`
      <button class="quiet" data-testid="search-hit" data-seq=${seq} @click=${() => this.jump({ room, seq })}>
        <bdi dir="auto">${splitMatches(text, this.search.query).map((piece) => (piece.matches ? html`<mark>${piece.text}</mark>` : piece.text))}</bdi>
        <span class="facts"><bdi>${from.name}</bdi>${this.everywhere ? html` · <bdi>${title}</bdi>` : nothing} · <time title=${formatExactTime(at, code)}>${formatDay(at, code)} ${formatTime(at, code)}</time></span>
      </button>
    `;
  }

  private status(): string {
    const { language, search } = this;
    if (search.error !== undefined) return errorText(search.error, language);
    if (search.searching) return language.text('search.searching');
    if (search.hits === undefined) return language.text('search.hint');
    const n = search.hits.length;
    return n === 0 ? language.text('search.none') : language.text(search.hasMore ? 'search.foundMore' : 'search.found', { n });
  }

  private find(): void {
    clearTimeout(this.timer);
    void this.search.find(this.input.value.trim(), this.everywhere ? undefined : this.room);
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.find(), DEBOUNCE_MS);
  }

  private widen(event: Event): void {
    this.everywhere = (event.target as HTMLInputElement).checked;
    this.find();
  }

  private submit(event: Event): void {
    event.preventDefault();
    this.find();
  }

  private jump(place: Place): void {
    this.dispatchEvent(new CustomEvent<Place>('jump', { detail: place, bubbles: true, composed: true }));
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }

  private keyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.isComposing) this.close();
  }
}
