import { ChangeSource } from './change-source.js';
import type { Analysis } from './mood.js';

const DEBOUNCE_MS = 100;

/** The mood of a text that is still being written: asked for when the keys rest, and never an answer to an older text. */
export class MoodPreview extends ChangeSource {
  #analysis: Analysis | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #version = 0;

  constructor(private readonly analyze: (text: string) => Promise<Analysis>) {
    super();
  }

  get analysis(): Analysis | undefined {
    return this.#analysis;
  }

  /** The text as it stands now. */
  follow(text: string): void {
    clearTimeout(this.#timer);
    this.#version += 1;
    if (text.trim() === '') {
      this.#set(undefined);
      return;
    }
    const version = this.#version;
    this.#timer = setTimeout(() => {
      this.analyze(text).then(
        (analysis) => version === this.#version && this.#set(analysis),
        () => version === this.#version && this.#set(undefined),
      );
    }, DEBOUNCE_MS);
  }

  #set(analysis: Analysis | undefined): void {
    if (analysis === this.#analysis) return;
    this.#analysis = analysis;
    this.changed();
  }
}
