import { Command, Topic } from './address.js';
import type { BridgeConnection } from './bridge-connection.js';
import { ChangeSource } from './change-source.js';
import type { MoodPoint, RoomMood, Score, SentimentEvent } from './mood.js';

const SCORES_PAGE = 500;
const SCORES_KEPT = 10_000;
const POINTS_KEPT = 240;
const COURSE_MS = 60 * 60_000;
/** The window that is shown as the mood of the room. */
const SHOWN = '5m';

/** Follows the mood of one room and of its messages. */
export class MoodClient extends ChangeSource {
  readonly #moods = new Map<string, RoomMood>();
  #points: readonly MoodPoint[] = [];
  readonly #scores = new Map<number, Score>();
  readonly #stop: () => void;

  constructor(
    private readonly connection: BridgeConnection,
    private readonly room: string,
  ) {
    super();
    this.#stop = connection.subscribe<SentimentEvent>(Topic.sentiment(room), {
      message: (event) => this.#received(event),
      live: () => void this.#readMood(),
    });
  }

  /** The mood of the last five minutes; undefined until the server said something. */
  get mood(): RoomMood | undefined {
    return this.#moods.get(SHOWN);
  }

  /** By window: `1m`, `5m`, `1h` and `1d`. */
  get moods(): ReadonlyMap<string, RoomMood> {
    return this.#moods;
  }

  /** The course of the mood over the last hour, ascending by time. */
  get points(): readonly MoodPoint[] {
    return this.#points;
  }

  /** By `seq` of the message. */
  get scores(): ReadonlyMap<number, Score> {
    return this.#scores;
  }

  /** Reads the moods of the messages `first` … `last`, of which no event came. */
  async readScores(first: number, last: number): Promise<void> {
    let after = first - 1;
    while (after < last) {
      const limit = Math.min(SCORES_PAGE, last - after);
      const page = await this.connection
        .request<{ scores: Score[] }>(Command.sentimentScores, { room: this.room, after, limit })
        .catch(() => undefined);
      const newest = page?.scores.at(-1);
      if (page === undefined || newest === undefined) return;
      this.#keep(page.scores);
      after = newest.seq;
    }
  }

  close(): void {
    this.#stop();
  }

  #received(event: SentimentEvent): void {
    if (event.kind === 'score') {
      this.#keep([event]);
      return;
    }
    this.#moods.set(event.window, event);
    if (event.window === SHOWN) this.#continue(event);
    this.changed();
  }

  #continue(event: RoomMood): void {
    const point = { at: Date.now(), score: event.score, messages: event.messages, people: event.people };
    this.#points = [...this.#points, point].filter(({ at }) => at > point.at - COURSE_MS).slice(-POINTS_KEPT);
  }

  #keep(scores: readonly Score[]): void {
    for (const score of scores) this.#scores.set(score.seq, score);
    for (const seq of this.#scores.keys()) {
      if (this.#scores.size <= SCORES_KEPT) break;
      this.#scores.delete(seq);
    }
    this.changed();
  }

  async #readMood(): Promise<void> {
    const answer = await this.connection
      .request<{ points?: MoodPoint[]; moods?: RoomMood[] }>(Command.sentimentMood, { room: this.room })
      .catch(() => undefined);
    if (answer === undefined) return;
    this.#points = (answer.points ?? []).slice(-POINTS_KEPT);
    for (const mood of answer.moods ?? []) this.#moods.set(mood.window, mood);
    this.changed();
  }
}
