import { type Line, type Moderation, type RoomClient } from '../client/index.js';
import type { Composing } from './composing.js';
import { errorText } from './error-text.js';
import type { Hint } from './hint.js';
import type { Language } from './i18n/language.js';
import type { LineAct } from './line-menu.js';
import { hashOf } from './room-route.js';

/** For so long somebody is muted who is muted by one click. */
const MUTE_MINUTES = 10;

/** Does what was chosen from the menu of a line, and says what came of it where the line itself does not show it. */
export class LineActions {
  constructor(
    private readonly room: RoomClient,
    private readonly composing: Composing,
    private readonly moderation: Moderation,
    private readonly hint: Hint,
    private readonly language: Language,
  ) {}

  /** @param line a durable one */
  perform(act: LineAct, line: Line): void {
    const seq = line.seq!;
    switch (act.kind) {
      case 'react':
        return this.room.react(seq, act.emoji, !(line.reactions?.get(act.emoji) ?? []).some(({ id }) => id === this.room.me.id));
      case 'reply':
        return this.composing.reply(line);
      case 'edit':
        return this.composing.edit(line);
      case 'delete':
        return this.room.delete(seq);
      case 'link':
        return this.copyLink(seq);
      case 'report':
        return this.tell(this.moderation.report(this.room.room, seq), this.language.text('report.done'));
      case 'mute':
        return this.tell(this.moderation.mute(this.room.room, line.from.id, MUTE_MINUTES), this.language.text('mute.done', { name: line.from.name, minutes: MUTE_MINUTES }));
      case 'kick':
        return this.tell(this.moderation.kick(this.room.room, line.from.id), this.language.text('kick.done', { name: line.from.name }));
    }
  }

  private copyLink(seq: number): void {
    const address = new URL(hashOf(this.room.room, seq), location.href).href;
    // Only secure contexts have a clipboard; elsewhere the address is there to be copied by hand.
    const copied = navigator.clipboard?.writeText(address) ?? Promise.reject(new Error('no clipboard'));
    copied.then(
      () => this.hint.say(this.language.text('link.copied')),
      () => this.hint.say(address),
    );
  }

  private tell(done: Promise<void>, words: string): void {
    done.then(
      () => this.hint.say(words),
      (error: unknown) => this.hint.say(errorText(error, this.language)),
    );
  }
}
