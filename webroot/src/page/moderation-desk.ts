import { Moderation, PagedList, RoomWords, Topic, type BridgeConnection, type ModeratorAction, type Report } from '../client/index.js';

/** News of a report is told once and may be lost with a server; then it is seen within this time. */
const LOOK_ANYWAY_MS = 300_000;

/** What a moderator has at hand: the open reports, as they are now, and what was done. */
export class ModerationDesk {
  readonly moderation: Moderation;
  readonly words: RoomWords;
  readonly reports: PagedList<Report>;
  readonly actions: PagedList<ModeratorAction>;
  readonly #stop: () => void;
  readonly #timer: ReturnType<typeof setInterval>;
  #looking = false;
  #news = false;

  constructor(connection: BridgeConnection) {
    this.moderation = new Moderation(connection);
    this.words = new RoomWords(connection);
    this.reports = new PagedList((page) => this.moderation.reports(page));
    this.actions = new PagedList((page) => this.moderation.audit(page));
    const look = (): void => void this.#look();
    this.#stop = connection.subscribe(Topic.noticeStaff, { message: look, live: look });
    this.#timer = setInterval(() => connection.state === 'open' && look(), LOOK_ANYWAY_MS);
  }

  /** Closes a report, and whichever others are about what is done with it. */
  async settle(reports: readonly Report[], post = false): Promise<void> {
    for (const { id } of reports) {
      await this.moderation.resolve(id, post);
      this.reports.remove(id);
    }
  }

  close(): void {
    this.#stop();
    clearInterval(this.#timer);
  }

  /** Of all the news that comes while it looks, it looks once more. */
  async #look(): Promise<void> {
    this.#news = true;
    if (this.#looking) return;
    this.#looking = true;
    while (this.#news) {
      this.#news = false;
      await this.reports.refresh();
    }
    this.#looking = false;
  }
}
