import { ChangeSource } from './change-source.js';
import { FailureCode, RequestError } from './request-error.js';

const PAGE = 50;

/** @param before only what has a lower id; undefined for the newest */
type ReadPage<T> = (page: { before?: number; limit: number }) => Promise<readonly T[]>;

/** A list of the server's that is read page by page, newest first. What is read anew takes the place of what was there. */
export class PagedList<T extends { readonly id: number }> extends ChangeSource {
  #items: readonly T[] | undefined;
  #hasMore = false;
  #underWay = 0;
  #error: RequestError | undefined;
  #last: Promise<void> = Promise.resolve();
  readonly #removed = new Set<number>();

  constructor(private readonly read: ReadPage<T>) {
    super();
  }

  /** Undefined until there was an answer. */
  get items(): readonly T[] | undefined {
    return this.#items;
  }

  get hasMore(): boolean {
    return this.#hasMore;
  }

  get reading(): boolean {
    return this.#underWay > 0;
  }

  /** Why it could not be read the last time, if so. */
  get error(): RequestError | undefined {
    return this.#error;
  }

  /** Reads the newest page anew; older ones that were read stay. */
  refresh(): Promise<void> {
    return this.#afterOthers(async () => {
      const page = await this.read({ limit: PAGE });
      const isFull = page.length === PAGE;
      const older = isFull ? (this.#items ?? []).filter(({ id }) => id < page.at(-1)!.id) : [];
      this.#hasMore = isFull && (older.length === 0 || this.#hasMore);
      this.#show([...page, ...older]);
    });
  }

  /** Reads the next page of older ones. */
  more(): Promise<void> {
    return this.#afterOthers(async () => {
      const items = this.#items ?? [];
      const before = items.at(-1)?.id;
      const page = await this.read(before === undefined ? { limit: PAGE } : { before, limit: PAGE });
      this.#hasMore = page.length === PAGE;
      this.#show([...items, ...page]);
    });
  }

  /** An item is none of the list any more, whatever an answer says that was under way. */
  remove(id: number): void {
    this.#removed.add(id);
    this.#show(this.#items ?? []);
    this.changed();
  }

  #show(items: readonly T[]): void {
    this.#items = items.filter(({ id }) => !this.#removed.has(id));
  }

  #afterOthers(work: () => Promise<void>): Promise<void> {
    this.#underWay += 1;
    this.changed();
    this.#last = this.#last.then(async () => {
      try {
        await work();
        this.#error = undefined;
      } catch (error) {
        this.#error = error instanceof RequestError ? error : new RequestError(FailureCode.notAvailable, String(error));
      }
      this.#underWay -= 1;
      this.changed();
    });
    return this.#last;
  }
}
