import { ChangeSource } from '../client/index.js';

/** What the page says below the conversation about what was just done; read out by screen readers. */
export class Hint extends ChangeSource {
  #text = '';

  get text(): string {
    return this.#text;
  }

  say(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.changed();
  }
}
