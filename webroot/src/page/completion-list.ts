import { html, nothing, type TemplateResult } from 'lit';
import { ChangeSource } from '../client/index.js';
import { completionsOf, type Completion } from './completion.js';
import type { Language } from './i18n/language.js';

/** What may follow what is being written, and which of it is the active one: that which Enter takes. */
export class CompletionList extends ChangeSource {
  #completions: readonly Completion[] = [];
  #active = -1;

  get open(): boolean {
    return this.#completions.length > 0;
  }

  /** None until it is moved to: Enter is for sending. */
  get active(): Completion | undefined {
    return this.#completions[this.#active];
  }

  /** That which Tab takes. */
  get best(): Completion | undefined {
    return this.active ?? this.#completions[0];
  }

  /** For `aria-activedescendant`. */
  get activeId(): string | undefined {
    return this.active === undefined ? undefined : optionId(this.#active);
  }

  /** @param text up to the caret */
  follow(text: string, names: readonly string[]): void {
    this.#set(completionsOf(text, names), -1);
  }

  move(step: 1 | -1): void {
    const { length } = this.#completions;
    const from = this.#active < 0 && step < 0 ? 0 : this.#active;
    this.#set(this.#completions, (from + step + length) % length);
  }

  close(): void {
    this.#set([], -1);
  }

  render(language: Language, choose: (completion: Completion) => void): TemplateResult | typeof nothing {
    if (!this.open) return nothing;
    return html`
      <ul class="completions" id="completions" role="listbox" data-testid="completions" aria-label=${language.text('completion.heading')}>
        ${this.#completions.map(
          (completion, index) => html`
            <li id=${optionId(index)} role="option" data-testid="completion" aria-selected=${index === this.#active} @pointerdown=${keepFocus} @click=${() => choose(completion)}>
              <bdi>${completion.label}</bdi>${completion.command === undefined ? nothing : html` <span class="muted">${language.text(`command.${completion.command}`)}</span>`}
            </li>
          `,
        )}
      </ul>
    `;
  }

  #set(completions: readonly Completion[], active: number): void {
    const unchanged = completions.length === 0 && !this.open;
    this.#completions = completions;
    this.#active = active;
    if (!unchanged) this.changed();
  }
}

function optionId(index: number): string {
  return `completion-${index}`;
}

/** The input would lose it, and a keyboard on a screen would go down and up. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
