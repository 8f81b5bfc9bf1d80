/** @returns the title of the page: `(3) WebSocket 채팅` for a hidden page with unread messages */
export function pageTitle(title: string, unread: number, hidden: boolean): string {
  return hidden && unread > 0 ? `(${unread}) ${title}` : title;
}
