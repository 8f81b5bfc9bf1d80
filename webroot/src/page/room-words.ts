import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { RoomWord, RoomWords, WordEffect, WordTrial } from '../client/index.js';
import { errorText } from './error-text.js';
import { formatScore, moodText } from './mood-text.js';
import { PageElement } from './page-element.js';

const USUAL_WEIGHT = 0.8;
const MOST_SHOWN = 20;

/** What words say in the room, to be looked at, tried on what was said, and changed. */
@customElement('room-words')
export class RoomWordsForm extends PageElement {
  static override styles = [
    PageElement.styles,
    css`
      :host {
        margin-top: 20px;
        padding-top: 14px;
        border-top: 1px solid var(--line);
      }

      form {
        display: grid;
        grid-template-columns: 1fr 96px;
        gap: 8px;
        margin: 10px 0;
      }

      label {
        display: grid;
        gap: 4px;
        font-weight: 600;
      }

      input {
        width: 100%;
        min-height: 40px;
        padding: 6px 12px;
        border: 1px solid var(--control-line);
        border-radius: 10px;
        background: var(--surface);
        font-weight: 400;
      }

      .buttons {
        display: flex;
        grid-column: 1 / -1;
        gap: 8px;
      }

      .note,
      .effect {
        color: var(--muted);
        font-size: 0.82rem;
      }

      li {
        display: flex;
        gap: 8px;
        align-items: center;
        justify-content: space-between;
        padding: 4px 0;
        border-bottom: 1px solid var(--line);
      }

      li .text {
        flex: 1;
      }
    `,
  ];

  @property({ attribute: false }) words!: RoomWords;
  @property() room = '';
  @state() private list: readonly RoomWord[] | undefined;
  @state() private trial: WordTrial | undefined;
  @state() private failure: unknown;
  @state() private busy = false;
  @query('input[name="word"]') private word!: HTMLInputElement;
  @query('input[name="weight"]') private weight!: HTMLInputElement;
  @query('form') private form!: HTMLFormElement;

  override render(): TemplateResult {
    const { language, busy } = this;
    return html`
      <h2 id="heading">${language.text('words.heading')}</h2>
      <p class="note" id="note">${language.text('words.note')}</p>
      <form aria-labelledby="heading" aria-describedby="note" @submit=${this.add} @input=${() => (this.trial = undefined)}>
        <label>${language.text('words.word')}<input name="word" data-testid="words-word" required dir="auto" autocomplete="off" /></label>
        <label>${language.text('words.weight')}<input type="number" name="weight" data-testid="words-weight" class="digits" required min="-1" max="1" step="0.05" .defaultValue=${String(USUAL_WEIGHT)} /></label>
        <div class="buttons">
          <button class="primary" data-testid="words-add" ?disabled=${busy}>${language.text('words.add')}</button>
          <button type="button" data-testid="words-try" ?disabled=${busy} @click=${this.attempt}>${language.text('words.try')}</button>
        </div>
      </form>
      <p role="status" data-testid="words-status">${this.status()}</p>
      <p role="alert" class="negative" data-testid="words-error" ?hidden=${this.failure === undefined}>${this.failure === undefined ? nothing : errorText(this.failure, language)}</p>
      <ul aria-label=${language.text('words.effects')} ?hidden=${this.trial === undefined}>${this.trial?.changed.slice(0, MOST_SHOWN).map((effect) => this.effect(effect))}</ul>
      <ul aria-labelledby="heading">${this.list?.map((word) => this.item(word))}</ul>
    `;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!changes.has('room')) return;
    this.list = undefined;
    this.trial = undefined;
    void this.exchange((room) => this.words.list(room), this.took);
  }

  private item({ word, weight }: RoomWord): TemplateResult {
    const { language } = this;
    return html`
      <li data-testid="room-word">
        <span class="text" dir="auto">${word}</span>
        <span class="digits">${formatScore(weight)}</span>
        <button class="small quiet" data-testid="words-remove" ?disabled=${this.busy} aria-label=${language.text('words.removeWord', { word })} @click=${() => this.forget(word)}>${language.text('words.remove')}</button>
      </li>
    `;
  }

  private effect({ seq, text, before, after }: WordEffect): TemplateResult {
    const { language } = this;
    return html`
      <li data-testid="word-effect" data-seq=${seq}>
        <span class="text" dir="auto">${text}</span>
        <span class="effect digits">${moodText(before, language)} ${formatScore(before.score)} → ${moodText(after, language)} ${formatScore(after.score)}</span>
      </li>
    `;
  }

  private status(): string {
    const { language, trial } = this;
    if (this.busy) return language.text('moderation.reading');
    if (trial !== undefined) return language.text('words.changed', { n: trial.changed.length, read: trial.read });
    return this.list?.length === 0 ? language.text('words.none') : '';
  }

  private async add(event: Event): Promise<void> {
    event.preventDefault();
    const { word, weight } = this.entered();
    const added = await this.exchange((room) => this.words.teach(room, word, weight), this.took);
    if (added) this.form.reset();
  }

  private async attempt(): Promise<void> {
    if (!this.form.reportValidity()) return;
    const { word, weight } = this.entered();
    await this.exchange((room) => this.words.attempt(room, word, weight), (trial) => (this.trial = trial));
  }

  private async forget(word: string): Promise<void> {
    await this.exchange((room) => this.words.teach(room, word), this.took);
  }

  private entered(): RoomWord {
    return { word: this.word.value, weight: Number(this.weight.value) };
  }

  private readonly took = (list: readonly RoomWord[]): void => {
    this.list = list;
    this.trial = undefined;
  };

  /** @returns whether it went well, and is still about the room that is shown */
  private async exchange<T>(ask: (room: string) => Promise<T>, take: (answer: T) => void): Promise<boolean> {
    const { room } = this;
    this.busy = true;
    this.failure = undefined;
    try {
      const answer = await ask(room);
      if (room === this.room) take(answer);
      return room === this.room;
    } catch (error) {
      if (room === this.room) this.failure = error;
      return false;
    } finally {
      if (room === this.room) this.busy = false;
    }
  }
}
