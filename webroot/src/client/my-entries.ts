import { Command } from './address.js';
import type { BridgeConnection } from './bridge-connection.js';
import { ChangeSource } from './change-source.js';
import type { Entry, Posted } from './entry.js';
import { lineKey, type Line } from './line.js';
import { Outbox } from './outbox.js';
import { withChange, type Change, type Draft } from './pending-change.js';
import { FailureCode, RequestError } from './request-error.js';
import type { User } from './session.js';

/** A stand-by takes over from a killed chat service within 3 s. Who asks again right after that is not kept waiting; the id is the same. */
const TIMEOUT_MS = 4_000;

export interface MyEntriesListener {
  /** An entry of mine is durable. */
  durable(posted: Posted): void;
  /** The connection is not mine any more: these texts, oldest first, were not sent and will not be. */
  unsent(texts: readonly string[]): void;
}

/**
 * What I write in one room, from the moment it is written until the log shows it. Messages go out one after the other, and so do
 * changes, but neither waits for the other: a room in slow mode holds up messages only.
 */
export class MyEntries extends ChangeSource {
  readonly #messages: Outbox<Draft>;
  readonly #changes: Outbox<Change>;
  #closed = false;

  constructor(
    private readonly connection: BridgeConnection,
    private readonly room: string,
    private readonly me: User,
    private readonly listener: MyEntriesListener,
  ) {
    super();
    const durable = (posted: Posted): void => listener.durable(posted);
    this.#messages = new Outbox((id, draft) => this.#send(Command.chatPost, { id, ...draft }), durable);
    this.#changes = new Outbox((id, change) => this.#sendChange(id, change), durable);
    for (const outbox of this.#outboxes) outbox.onChange(() => this.changed());
    let state = connection.state;
    const stop = connection.onChange(() => {
      const changed = connection.state !== state;
      state = connection.state;
      if (this.#closed && this.#outboxes.every(({ idle }) => idle)) stop();
      else if (changed) this.#steer();
    });
    this.#steer();
  }

  post(draft: Draft): void {
    this.#messages.add(draft);
  }

  change(change: Change): void {
    this.#changes.add(change);
  }

  retry(id: string): void {
    for (const outbox of this.#outboxes) outbox.retry(id);
  }

  discard(id: string): void {
    for (const outbox of this.#outboxes) outbox.discard(id);
  }

  /** The log shows these entries, and everything up to `last`. */
  arrived(entries: readonly Entry[], last: number): void {
    const mine = new Set(entries.filter(({ from }) => from.id === this.me.id).map(({ id }) => id));
    this.#messages.discardAll(({ id }) => mine.has(id));
    // A change that was so already has no entry of its own: it is told the one that made it so.
    this.#changes.discardAll(({ id, state, seq }) => mine.has(id) || (state === 'sent' && seq !== undefined && seq <= last));
  }

  /** The log is another one, and the messages that I wanted to change are not in it. */
  forgetChanges(): void {
    this.#changes.discardAll(() => true);
  }

  /** The lines of the log as they will be with my changes. */
  changing(lines: readonly Line[]): readonly Line[] {
    const changes = this.#changes.pending;
    if (changes.length === 0) return lines;
    const changed = new Map<number, Line>();
    for (const change of changes) {
      const { target } = change.what;
      const line = changed.get(target) ?? lines.find(({ seq }) => seq === target);
      if (line !== undefined) changed.set(target, withChange(line, change, this.me));
    }
    return lines.map((line) => (line.seq === undefined ? line : (changed.get(line.seq) ?? line)));
  }

  /** The messages that the log does not show yet. */
  get unshown(): readonly Line[] {
    return this.#messages.pending.map(({ what, ...pending }) => ({ ...pending, ...what, key: lineKey(this.me, pending.id), from: this.me, own: true }));
  }

  /** Takes no more part once all that was written has gone out. */
  close(): void {
    this.#closed = true;
  }

  get #outboxes(): readonly [Outbox<Draft>, Outbox<Change>] {
    return [this.#messages, this.#changes];
  }

  /** An entry goes out as its author's or not at all: under another user the server could not tell a retry from a new one. */
  #steer(): void {
    if (this.connection.state === 'open' && !this.connection.isOf(this.me)) return this.#abandon();
    for (const outbox of this.#outboxes) {
      if (this.connection.state === 'open') outbox.resume();
      else outbox.pause();
    }
  }

  #abandon(): void {
    const code = this.connection.user === undefined ? FailureCode.notSignedIn : FailureCode.otherUser;
    const error = new RequestError(code, `not sent as ${this.me.name}`);
    const unsent = this.#messages.abandon(error);
    this.#changes.abandon(error);
    if (unsent.length > 0) this.listener.unsent(unsent.map(({ what }) => what.text));
  }

  #send(address: string, body: object): Promise<Posted> {
    return this.connection.request<Posted>(address, { room: this.room, ...body }, TIMEOUT_MS);
  }

  #sendChange(id: string, change: Change): Promise<Posted> {
    switch (change.kind) {
      case 'edit':
        return this.#send(Command.chatEdit, { id, seq: change.target, text: change.text });
      case 'delete':
        return this.#send(Command.chatDelete, { id, seq: change.target });
      case 'reaction':
        return this.#send(Command.chatReact, { id, seq: change.target, emoji: change.emoji, on: change.on });
    }
  }
}
