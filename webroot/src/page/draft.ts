import { store, stored } from './setting.js';

/** What was written in a room and not sent, kept over a reload. */
export function loadDraft(room: string): string {
  return stored(`draft.${room}`) ?? '';
}

export function saveDraft(room: string, text: string): void {
  store(`draft.${room}`, text === '' ? undefined : text);
}
