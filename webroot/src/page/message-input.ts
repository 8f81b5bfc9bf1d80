import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Command, MoodPreview, TypingSignal, type Analysis, type BridgeConnection, type ChangeSource, type PriceClient, type RoomClient } from '../client/index.js';
import { loadDraft, saveDraft } from './draft.js';
import { countGraphemes } from './grapheme.js';
import { moodText } from './mood-text.js';
import { PageElement } from './page-element.js';
import { readSlashCommand } from './slash-command.js';

/** The server's own limit, in characters as a reader sees them. */
const TEXT_LIMIT = 4_000;
const SHOW_LEFT_BELOW = 200;
/** What browsers report as key code while an input method is composing, some even for the key that ends it. */
const COMPOSING_KEY_CODE = 229;

/**
 * Where a message is written. The text belongs to the browser's input: it is read, and emptied after sending, but never
 * rewritten while an input method composes in it.
 * @fires leave when the user wants to leave the room
 */
@customElement('message-input')
export class MessageInput extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      form {
        display: grid;
        grid-template-columns: 1fr auto auto;
        gap: 8px;
        align-items: end;
        padding: 4px 12px calc(12px + env(safe-area-inset-bottom));
      }

      textarea {
        width: 100%;
        min-height: 44px;
        max-height: 30vh;
        padding: 10px 14px;
        border: 1px solid var(--control-line);
        border-radius: 12px;
        background: var(--surface);
        line-height: 1.5;
        resize: none;
        field-sizing: content;
      }

      textarea::placeholder {
        color: var(--muted);
      }

      button {
        min-height: 44px;
        border-radius: 12px;
        white-space: nowrap;
      }

      .status {
        display: flex;
        gap: 4px 12px;
        align-items: baseline;
        justify-content: space-between;
        min-height: 1.5rem;
        padding: 0 16px;
        font-size: 0.84rem;
      }

      .hint {
        flex: 1;
        color: var(--muted);
      }

      .preview {
        white-space: nowrap;
        font-weight: 600;
      }

      @media (max-width: 420px) {
        form {
          gap: 6px;
          padding-inline: 8px;
        }

        button {
          padding: 0 10px;
        }
      }
    `,
  ];

  @property({ attribute: false }) connection!: BridgeConnection;
  @property({ attribute: false }) roomClient!: RoomClient;
  @property({ attribute: false }) price!: PriceClient;

  @state() private hint = '';
  @state() private length = 0;
  @query('textarea') private input!: HTMLTextAreaElement;

  private composing = false;
  private sendWhenComposed = false;
  private typing: TypingSignal | undefined;
  private readonly preview = new MoodPreview((text) => this.connection.request<Analysis>(Command.sentimentAnalyze, { text }));

  override render(): TemplateResult {
    const { language } = this;
    const { analysis } = this.preview;
    const left = TEXT_LIMIT - this.length;
    return html`
      <div class="status">
        <span class="hint" role="status" data-testid="hint">${left < 0 ? language.text('input.tooLong', { n: -left }) : this.hint}</span>
        ${left >= 0 && left < SHOW_LEFT_BELOW ? html`<span class="muted digits">${language.text('input.left', { n: left })}</span>` : nothing}
        <span class="preview ${analysis?.label ?? ''}" data-testid="preview" title=${language.text('mood.preview')}>${analysis === undefined ? nothing : moodText(analysis, language)}</span>
      </div>
      <form @submit=${this.submit}>
        <textarea
          data-testid="message-input"
          rows="1"
          dir="auto"
          enterkeyhint="send"
          autocomplete="off"
          placeholder=${language.text('input.placeholder')}
          aria-label=${language.text('input.label')}
          @input=${this.edited}
          @keydown=${this.keyDown}
          @compositionstart=${this.compositionStart}
          @compositionend=${this.compositionEnd}
        ></textarea>
        <button class="primary" data-testid="send">${language.text('input.send')}</button>
        <button type="button" class="quiet" data-testid="leave" @click=${this.leave}>${language.text('input.leave')}</button>
      </form>
    `;
  }

  override willUpdate(changes: PropertyValues<this>): void {
    if (!changes.has('roomClient')) return;
    this.typing?.stop();
    const { room } = this.roomClient;
    this.typing = new TypingSignal((typing) => this.tell(room, typing));
    this.length = countGraphemes(loadDraft(room));
  }

  override updated(changes: PropertyValues<this>): void {
    if (!changes.has('roomClient')) return;
    this.input.value = loadDraft(this.roomClient.room);
    this.preview.follow(this.input.value);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.typing?.stop();
  }

  override focus(): void {
    this.input.focus();
  }

  protected override sources(): readonly ChangeSource[] {
    return [this.preview];
  }

  private edited(): void {
    const text = this.input.value;
    this.hint = '';
    this.length = countGraphemes(text);
    saveDraft(this.roomClient.room, text);
    this.preview.follow(text);
    // A command is for the page, not for the room.
    if (text === '' || readSlashCommand(text) !== undefined) this.typing?.stop();
    else this.typing?.keyStroke();
  }

  private keyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey) return;
    if (event.isComposing || event.keyCode === COMPOSING_KEY_CODE) return;
    event.preventDefault();
    this.send();
  }

  private compositionStart(): void {
    this.composing = true;
  }

  private compositionEnd(): void {
    this.composing = false;
    if (!this.sendWhenComposed) return;
    this.sendWhenComposed = false;
    // The browser still has its own input event to deliver; emptied before it, the last syllable would come back.
    setTimeout(() => this.send());
  }

  private submit(event: Event): void {
    event.preventDefault();
    if (this.composing) {
      this.sendWhenComposed = true;
      this.input.blur();
      return;
    }
    this.send();
  }

  private send(): void {
    const text = this.input.value.trim();
    const command = readSlashCommand(text);
    if (text === '') return;
    if (command?.name === 'unknown') {
      this.hint = this.language.text('input.unknownCommand', { command: command.written });
      return;
    }
    if (command === undefined && this.length > TEXT_LIMIT) return;
    this.empty();
    if (command === undefined) this.roomClient.post(text);
    else if (command.name === 'exit') this.leave();
    else if (command.name === 'help') this.hint = this.language.text('input.help');
    else void this.askPrice();
    this.input.focus();
  }

  private empty(): void {
    this.input.value = '';
    this.length = 0;
    this.hint = '';
    saveDraft(this.roomClient.room, '');
    this.preview.follow('');
    this.typing?.stop();
  }

  private leave(): void {
    this.typing?.stop();
    this.dispatchEvent(new CustomEvent('leave'));
  }

  private async askPrice(): Promise<void> {
    const { symbol } = this.price;
    const quote = await this.price.ask().catch(() => undefined);
    this.hint =
      quote?.display == null
        ? this.language.text('input.priceUnavailable', { symbol })
        : this.language.text('input.price', { symbol, price: quote.display, source: quote.source ?? '' });
  }

  private tell(room: string, typing: boolean): void {
    // Newest-only and short-lived: what a broken connection loses, the next key stroke says again.
    this.connection.request(Command.typingSet, { room, typing }).catch(() => undefined);
  }
}
