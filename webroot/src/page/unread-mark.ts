/** Where the line between what was read and what is new stands. It stays there while the reader reads on. */
export class UnreadMark {
  #before: number | undefined;
  #caughtUp = true;
  #entered = false;

  /** The `seq` of the message that it stands before. */
  get before(): number | undefined {
    return this.#before;
  }

  /**
   * @param firstUnread the oldest unread message, if there is any
   * @param looking whether the reader has the end of the conversation before them; then what comes is read as it comes
   */
  follow(firstUnread: number | undefined, looking: boolean): void {
    const cameUnseen = firstUnread !== undefined && this.#caughtUp && !(looking && this.#entered);
    if (cameUnseen) this.#before = firstUnread;
    this.#caughtUp = looking || (this.#caughtUp && firstUnread === undefined);
    this.#entered = true;
  }
}
