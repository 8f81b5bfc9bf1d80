/** Something whose state others show: tells its listeners that it changed, and they read it anew. */
export abstract class ChangeSource {
  readonly #listeners = new Set<() => void>();

  /** @returns a function that stops the listening */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  protected changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
