import { ChangeSource, type Line } from '../client/index.js';

/** A line that what is being written has to do with. */
export interface Composition {
  readonly kind: 'edit' | 'reply';
  readonly line: Line;
}

/** What is being written: a new message, the answer to one, or another text for one of mine. */
export class Composing extends ChangeSource {
  #composition: Composition | undefined;

  /** Undefined for a new message. */
  get composition(): Composition | undefined {
    return this.#composition;
  }

  reply(line: Line): void {
    this.#set({ kind: 'reply', line });
  }

  edit(line: Line): void {
    this.#set({ kind: 'edit', line });
  }

  end(): void {
    if (this.#composition !== undefined) this.#set(undefined);
  }

  #set(composition: Composition | undefined): void {
    this.#composition = composition;
    this.changed();
  }
}

/** @returns my newest message that can still be edited */
export function lastEditable(lines: readonly Line[]): Line | undefined {
  return [...lines].reverse().find((line) => line.own && isChangeable(line));
}

/** Whether a message is durable and still there. */
export function isChangeable({ seq, deleted }: Line): boolean {
  return seq !== undefined && deleted !== true;
}
