import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ChatSearch, type Author, type BridgeConnection, type ChangeSource, type Entry, type RoomDirectory, type SearchFilter, type SearchOrder } from '../client/index.js';
import { formatDay, formatExactTime, formatTime } from './date-format.js';
import { startOfDay } from './day-input.js';
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
        padding: 0 12px;
      }

      input:not([type='checkbox']) {
        min-height: 40px;
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

      .filters {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(130px, 1fr));
        flex-basis: 100%;
        gap: 8px;
      }

      .filters label {
        display: grid;
        gap: 2px;
      }

      .filters input,
      .filters select {
        width: 100%;
        min-width: 0;
        padding: 0 8px;
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
  /** Who may be meant by a name. */
  @property({ attribute: false }) people: readonly Author[] = [];
  @state() private everywhere = false;
  @state() private filtering = false;
  @query('input') private input!: HTMLInputElement;
  @query('[data-testid=search-author]') private author!: HTMLInputElement | null;
  @query('[data-testid=search-from]') private from!: HTMLInputElement | null;
  @query('[data-testid=search-to]') private to!: HTMLInputElement | null;
  @query('[data-testid=search-order]') private order!: HTMLSelectElement | null;

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
        <button type="button" class="quiet" data-testid="search-filters" aria-expanded=${this.filtering} @click=${this.toggleFilters}>${language.text('search.filters')}</button>
        <button type="button" class="quiet" data-testid="search-close" @click=${this.close}>${language.text('search.close')}</button>
        ${this.filtering ? this.filters() : nothing}
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

  private filters(): TemplateResult {
    const { language } = this;
    return html`
      <div class="filters">
        <label>${language.text('search.author')}<input data-testid="search-author" list="people" maxlength="64" autocomplete="off" @input=${this.later} /></label>
        <datalist id="people">${this.people.map(({ name }) => html`<option value=${name}></option>`)}</datalist>
        <label>${language.text('search.from')}<input type="date" data-testid="search-from" @change=${this.find} /></label>
        <label>${language.text('search.to')}<input type="date" data-testid="search-to" @change=${this.find} /></label>
        <label>${language.text('search.order')}
          <select data-testid="search-order" @change=${this.find}>
            <option value="newest">${language.text('search.order.newest')}</option>
            <option value="oldest">${language.text('search.order.oldest')}</option>
          </select>
        </label>
      </div>
    `;
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
    void this.search.find(this.input.value.trim(), this.filter());
  }

  /** The last day counts until its end. */
  private filter(): SearchFilter {
    const author = this.author?.value.trim() || undefined;
    const from = startOfDay(this.from?.value ?? '');
    const to = startOfDay(this.to?.value ?? '', 1);
    const order = this.order?.value as SearchOrder | undefined;
    return {
      ...(this.everywhere ? {} : { room: this.room }),
      ...(author === undefined ? {} : { author }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(order === undefined || order === 'newest' ? {} : { order }),
    };
  }

  /** What is not to be seen does not count. */
  private async toggleFilters(): Promise<void> {
    this.filtering = !this.filtering;
    await this.updateComplete;
    if (this.filtering) this.author?.focus();
    else this.find();
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
