import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Command, MoodPreview, TypingSignal, type Analysis, type ChangeSource } from '../client/index.js';
import { runCommand, type CommandScene } from './command-runner.js';
import { CompletionList } from './completion-list.js';
import type { Completion } from './completion.js';
import { lastEditable, type Composing, type Composition } from './composing.js';
import { compositionBar } from './composition-bar.js';
import { loadDraft, saveDraft } from './draft.js';
import { countGraphemes } from './grapheme.js';
import type { Hint } from './hint.js';
import { moodText } from './mood-text.js';
import { PageElement } from './page-element.js';
import { isRunnable, readSlashCommand, usage, type Runnable, type SlashCommand } from './slash-command.js';
import { messageInputStyle } from './style/message-input-style.js';

/** The server's own limit, in characters as a reader sees them. */
const TEXT_LIMIT = 4_000;
const SHOW_LEFT_BELOW = 200;
/** What browsers report as key code while an input method is composing, some even for the key that ends it. */
const COMPOSING_KEY_CODE = 229;

/**
 * Where a message is written. The text belongs to the browser's input: it is read, and emptied after sending, but never
 * rewritten while an input method composes in it.
 */
@customElement('message-input')
export class MessageInput extends PageElement {
  static override styles = [PageElement.styles, messageInputStyle];

  @property({ attribute: false }) scene!: CommandScene;
  @property({ attribute: false }) composing!: Composing;
  @property({ attribute: false }) hint!: Hint;

  @state() private length = 0;
  @query('textarea') private input!: HTMLTextAreaElement;

  private inputMethodComposes = false;
  /** What has to wait until the input method is through. */
  private whenComposed: (() => void) | undefined;
  private room: string | undefined;
  /** What the input was last filled for. */
  private composed: Composition | undefined;
  private edited: number | undefined;
  private typing: TypingSignal | undefined;
  private readonly completions = new CompletionList();
  private readonly preview = new MoodPreview((text) => this.scene.connection.request<Analysis>(Command.sentimentAnalyze, { text, room: this.scene.roomClient.room }));

  override render(): TemplateResult {
    const { language, completions } = this;
    const { analysis } = this.preview;
    const left = TEXT_LIMIT - this.length;
    return html`
      <div class="status">
        <span class="hint" role="status" data-testid="hint">${left < 0 ? language.text('input.tooLong', { n: -left }) : this.hint.text}</span>
        ${left >= 0 && left < SHOW_LEFT_BELOW ? html`<span class="muted digits">${language.text('input.left', { n: left })}</span>` : nothing}
        <span class="preview ${analysis?.label ?? ''}" data-testid="preview" title=${language.text('mood.preview')}>${analysis === undefined ? nothing : moodText(analysis, language)}</span>
      </div>
      ${compositionBar(this.composing.composition, language, () => this.composing.end())} ${completions.render(language, this.choose)}
      <form @submit=${this.submit}>
        <textarea
          data-testid="message-input"
          rows="1"
          dir="auto"
          enterkeyhint="send"
          autocomplete="off"
          placeholder=${language.text('input.placeholder')}
          aria-label=${language.text('input.label')}
          aria-autocomplete="list"
          aria-controls=${completions.open ? 'completions' : nothing}
          aria-activedescendant=${completions.activeId ?? nothing}
          @input=${this.changedText}
          @blur=${() => completions.close()}
          @keydown=${this.keyDown}
          @compositionstart=${this.compositionStart}
          @compositionend=${this.compositionEnd}
        ></textarea>
        <button class="primary" data-testid="send">${language.text(this.composing.composition?.kind === 'edit' ? 'input.save' : 'input.send')}</button>
        <button type="button" class="quiet" data-testid="leave" @click=${this.leave}>${language.text('input.leave')}</button>
      </form>
    `;
  }

  override willUpdate(): void {
    const { room } = this.scene.roomClient;
    if (room === this.room) return;
    this.typing?.stop();
    this.typing = new TypingSignal((typing) => this.tell(room, typing));
  }

  override updated(): void {
    const { room } = this.scene.roomClient;
    const { composition } = this.composing;
    const edited = composition?.kind === 'edit' ? composition.line.seq : undefined;
    if (room !== this.room || edited !== this.edited) {
      this.room = room;
      this.edited = edited;
      this.put(edited === undefined ? loadDraft(room) : composition!.line.text);
    }
    if (composition !== this.composed) {
      this.composed = composition;
      if (composition !== undefined) this.input.focus();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.typing?.stop();
  }

  override focus(): void {
    this.input.focus();
  }

  protected override sources(): readonly (ChangeSource | undefined)[] {
    return [this.preview, this.completions, this.composing, this.hint];
  }

  private readonly choose = (completion: Completion): void => {
    this.afterComposition(() => {
      this.input.setRangeText(completion.insert, completion.start, completion.end, 'end');
      this.input.focus();
      this.changedText();
    });
  };

  private changedText(): void {
    const text = this.input.value;
    this.hint.say('');
    this.length = countGraphemes(text);
    if (this.edited === undefined) saveDraft(this.room!, text);
    this.preview.follow(text);
    this.completions.follow(text.slice(0, this.input.selectionEnd), this.names());
    // A command is for the page, not for the room.
    if (text === '' || readSlashCommand(text) !== undefined) this.typing?.stop();
    else this.typing?.keyStroke();
  }

  private names(): readonly string[] {
    const { people, roomClient } = this.scene;
    return people.filter(({ id }) => id !== roomClient.me.id).map(({ name }) => name);
  }

  private keyDown(event: KeyboardEvent): void {
    const composes = event.isComposing || event.keyCode === COMPOSING_KEY_CODE;
    if (this.completions.open && this.completionKey(event, composes)) event.preventDefault();
    else if (!composes && this.ownKey(event)) event.preventDefault();
  }

  /** @returns whether the key was for the completions */
  private completionKey({ key, shiftKey }: KeyboardEvent, composes: boolean): boolean {
    const { active, best } = this.completions;
    const taken = key === 'Tab' && !shiftKey ? best : key === 'Enter' && !composes ? active : undefined;
    if (taken !== undefined) this.choose(taken);
    else if (!composes && (key === 'ArrowDown' || key === 'ArrowUp')) this.completions.move(key === 'ArrowDown' ? 1 : -1);
    else if (!composes && key === 'Escape') this.completions.close();
    else return false;
    return true;
  }

  /** @returns whether the key does something here that it does not do in every input */
  private ownKey({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
    if (altKey || ctrlKey || metaKey || shiftKey) return false;
    const last = key === 'ArrowUp' && this.input.value === '' ? lastEditable(this.scene.roomClient.lines) : undefined;
    if (key === 'Enter') this.send();
    else if (key === 'Escape' && this.composing.composition !== undefined) this.composing.end();
    else if (last !== undefined) this.composing.edit(last);
    else return false;
    return true;
  }

  private compositionStart(): void {
    this.inputMethodComposes = true;
  }

  private compositionEnd(): void {
    this.inputMethodComposes = false;
    const waiting = this.whenComposed;
    this.whenComposed = undefined;
    // The browser still has its own input event to deliver; emptied before it, the last syllable would come back.
    if (waiting !== undefined) setTimeout(waiting);
  }

  private afterComposition(action: () => void): void {
    if (!this.inputMethodComposes) return action();
    this.whenComposed = action;
    this.input.blur();
  }

  private submit(event: Event): void {
    event.preventDefault();
    this.afterComposition(() => this.send());
  }

  private send(): void {
    const text = this.input.value.trim();
    const command = readSlashCommand(text);
    if (text === '') return;
    const obstacle = this.obstacle(command);
    if (obstacle !== undefined) {
      this.hint.say(obstacle);
    } else if ((command === undefined || command.name === 'me') && this.length > TEXT_LIMIT) {
      return;
    } else if (this.edited !== undefined) {
      this.saveEdit(this.edited, text);
    } else {
      const { composition } = this.composing;
      this.empty();
      const replyTo = composition?.line.seq;
      if (command === undefined) this.scene.roomClient.post(text, replyTo);
      else if (isRunnable(command)) void this.run(command, text, replyTo);
      this.composing.end();
    }
    this.input.focus();
  }

  /** What was refused comes back to be mended, unless something else is being written by now. */
  private async run(command: Runnable, text: string, replyTo?: number): Promise<void> {
    const { room } = this;
    const { words, refused } = await runCommand(command, this.scene, this.language, replyTo);
    if (refused && room === this.room && this.edited === undefined && this.input.value === '') {
      this.put(text);
      saveDraft(room!, text);
    }
    this.hint.say(words);
  }

  /** Why a command cannot be run, if so. What looks like one and is none is never sent as text. */
  private obstacle(command: SlashCommand | undefined): string | undefined {
    const { language } = this;
    if (command?.name === 'unknown') return language.text('input.unknownCommand', { command: command.written });
    if (command?.name === 'incomplete') return language.text('input.incompleteCommand', { usage: usage(command.command) });
    const noText = this.edited !== undefined && command !== undefined && command.name !== 'me';
    return noText ? language.text('input.unknownCommand', { command: `/${command.name}` }) : undefined;
  }

  private saveEdit(seq: number, text: string): void {
    if (text !== this.composing.composition?.line.text) this.scene.roomClient.edit(seq, text);
    this.composing.end();
  }

  private empty(): void {
    saveDraft(this.room!, '');
    this.put('');
  }

  private put(text: string): void {
    this.input.value = text;
    this.length = countGraphemes(text);
    this.hint.say('');
    this.preview.follow(text);
    this.completions.close();
    this.typing?.stop();
  }

  private leave(): void {
    this.typing?.stop();
    this.scene.leave();
  }

  private tell(room: string, typing: boolean): void {
    // Newest-only and short-lived: what a broken connection loses, the next key stroke says again.
    this.scene.connection.request(Command.typingSet, { room, typing }).catch(() => undefined);
  }
}
