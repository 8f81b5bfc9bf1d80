import { store, stored } from './setting.js';

/** What was written in a room and not sent, kept over a reload. */
export function loadDraft(room: string): string {
  return stored(`draft.${room}`) ?? '';
}

/** Gives texts back that could not be sent: they stand before what is being written. */
export function returnToDraft(room: string, texts: readonly string[]): void {
  saveDraft(room, [...texts, loadDraft(room)].filter((text) => text !== '').join('\n'));
}

export function saveDraft(room: string, text: string): void {
  store(`draft.${room}`, text === '' ? undefined : text);
}
