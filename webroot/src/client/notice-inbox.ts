import { Command, Topic } from './address.js';
import type { BridgeConnection } from './bridge-connection.js';
import { ChangeSource } from './change-source.js';
import type { Notice } from './notice.js';

const PAGE = 50;
const KEPT = 200;

/** My notices, newest first, and how many of them are unread. */
export class NoticeInbox extends ChangeSource {
  #notices: readonly Notice[] = [];
  #unread = 0;
  readonly #stop: Array<() => void>;

  /**
   * @param me the id of the reader, to whom their own arrival is no news
   * @param arrived told about each notice that comes live
   */
  constructor(
    private readonly connection: BridgeConnection,
    private readonly me: string,
    private readonly arrived: (notice: Notice) => void = () => undefined,
  ) {
    super();
    this.#stop = [Topic.noticeMe, Topic.noticeAll].map((address) =>
      connection.subscribe<Notice>(address, {
        message: (notice) => this.#received(notice),
        live: () => void this.#read(),
      }),
    );
  }

  get notices(): readonly Notice[] {
    return this.#notices;
  }

  get unread(): number {
    return this.#unread;
  }

  async markAllRead(): Promise<void> {
    const newest = this.#notices[0];
    if (newest === undefined) return;
    const { unread } = await this.connection.request<{ unread: number }>(Command.noticeRead, { upTo: newest.id });
    this.#notices = this.#notices.map((notice) => (notice.id <= newest.id ? { ...notice, read: true } : notice));
    this.#unread = unread;
    this.changed();
  }

  close(): void {
    for (const stop of this.#stop) stop();
  }

  #received(notice: Notice): void {
    if (notice.kind === 'joined' && notice.from?.id === this.me) return;
    if (this.#notices.some((known) => known.id === notice.id)) return;
    this.#notices = merged(this.#notices, [notice]);
    if (notice.read !== true) this.#unread += 1;
    this.arrived(notice);
    this.changed();
  }

  async #read(): Promise<void> {
    const answer = await this.connection
      .request<{ unread: number; notices: Notice[] }>(Command.noticeList, { limit: PAGE })
      .catch(() => undefined);
    if (answer === undefined) return;
    // The unread ones are the newest ones: reading goes up to an id.
    const notices = answer.notices.map((notice, index) => ({ ...notice, read: notice.read ?? index >= answer.unread }));
    this.#notices = merged(this.#notices, notices);
    this.#unread = answer.unread;
    this.changed();
  }
}

function merged(known: readonly Notice[], added: readonly Notice[]): readonly Notice[] {
  const byId = new Map([...known, ...added].map((notice) => [notice.id, notice]));
  return [...byId.values()].sort((a, b) => b.id - a.id).slice(0, KEPT);
}
