import { ChangeSource } from '../client/index.js';

/** Messages by others that came while the reader was not looking at the end of the room. */
export class UnreadCount extends ChangeSource {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(count: number): void {
    this.#count += count;
    this.changed();
  }

  clear(): void {
    if (this.#count === 0) return;
    this.#count = 0;
    this.changed();
  }
}

/** @returns the title of the page: `(3) WebSocket 채팅` for a hidden page with unread messages */
export function pageTitle(title: string, unread: number, hidden: boolean): string {
  return hidden && unread > 0 ? `(${unread}) ${title}` : title;
}
