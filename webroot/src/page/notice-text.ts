import type { Notice } from '../client/index.js';
import type { Language } from './i18n/language.js';

/** @returns what a notice says in the reader's language, as far as its kind is known; else the server's own words */
export function noticeText(notice: Notice, language: Pick<Language, 'text'>): string {
  const name = notice.from?.name;
  if (name !== undefined && notice.kind === 'joined') return language.text('notice.joined', { name });
  if (name !== undefined && notice.kind === 'mention') return language.text('notice.mention', { name, text: excerptOf(notice, name) });
  return notice.kind === 'alert' ? alertText(notice, language) : notice.text;
}

/** A price of a recorded market says so. */
function alertText({ symbol, price, rule, state, text }: Notice, language: Pick<Language, 'text'>): string {
  if (symbol === undefined || price === undefined || rule === undefined) return text;
  return language.text(state === 'replay' ? 'notice.alertReplay' : 'notice.alert', { symbol, price, rule });
}

/** The server words a mention as `<name> in <room>: <excerpt>`, for clients that do not know the kind. */
function excerptOf({ text, room }: Notice, name: string): string {
  const introduction = `${name} in ${room}: `;
  return text.startsWith(introduction) ? text.slice(introduction.length) : text;
}

/** Whether a notice that just came should pop up. */
export function isToast(notice: Notice, myId: string, roomInView: string | undefined): boolean {
  if (notice.read === true || notice.from?.id === myId) return false;
  // A message notice about the room before my eyes says nothing new.
  return !(notice.kind === 'message' && notice.room === roomInView);
}
