/** Keeps what the reader sees in its place while lines come and go above it. No browser does that at the very top. */
export class ScrollAnchor {
  #held: { line: HTMLElement; topPx: number } | undefined;

  /**
   * Before the lines change.
   * @param firstKept the `seq` of the first line that will be there
   */
  hold(log: HTMLElement, firstKept: number): void {
    const { top } = log.getBoundingClientRect();
    const line = [...log.querySelectorAll<HTMLElement>('.line')].find((each) => Number(each.dataset['seq'] ?? Infinity) >= firstKept && each.getBoundingClientRect().bottom > top);
    this.#held = line === undefined ? undefined : { line, topPx: line.getBoundingClientRect().top };
  }

  /** After they changed. */
  restore(log: HTMLElement): void {
    if (this.#held?.line.isConnected === true) log.scrollTop += this.#held.line.getBoundingClientRect().top - this.#held.topPx;
    this.#held = undefined;
  }
}
