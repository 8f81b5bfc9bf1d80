import { Moderation, PagedList, RoomWords, type BridgeConnection, type ModeratorAction, type Report } from '../client/index.js';

/** Nothing tells of a new report; a moderator learns of it within this time. */
const LOOK_MS = 30_000;

/** What a moderator has at hand: the open reports, kept fresh while the page is looked at, and what was done. */
export class ModerationDesk {
  readonly moderation: Moderation;
  readonly words: RoomWords;
  readonly reports: PagedList<Report>;
  readonly actions: PagedList<ModeratorAction>;
  readonly #stop: () => void;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(private readonly connection: BridgeConnection) {
    this.moderation = new Moderation(connection);
    this.words = new RoomWords(connection);
    this.reports = new PagedList((page) => this.moderation.reports(page));
    this.actions = new PagedList((page) => this.moderation.audit(page));
    let state = connection.state;
    this.#stop = connection.onChange(() => {
      if (connection.state === 'open' && state !== 'open') void this.reports.refresh();
      state = connection.state;
    });
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
    if (state === 'open') void this.reports.refresh();
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

  #look(): void {
    if (this.connection.state === 'open' && !document.hidden) void this.reports.refresh();
  }
}
