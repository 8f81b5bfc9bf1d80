import type { Line } from './line.js';

const FIELD_END = '\u001f';
const LINE_END = '\u001e';

/**
 * A fingerprint of what a log amounts to, to compare one reader's state with another's or with a server's: SHA-256, in hex, of the
 * lines in UTF-8. Each line is `seq`, author id, message id, text, `replyTo`, `edited` or `deleted` or nothing, and the
 * reactions (emoji, then the ids of those who chose it; both in the order of their UTF-16 code units), every field followed by
 * U+001F and every line by U+001E, which no text of the log contains. A deleted line has no text and no reactions.
 *
 * Needs `crypto.subtle`, which browsers have in secure contexts only.
 */
export async function stateHash(lines: readonly Line[]): Promise<string> {
  const bytes = new TextEncoder().encode(lines.map(record).join(''));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function record({ seq, from, id, text, replyTo, edited, deleted, reactions }: Line): string {
  const mark = deleted === true ? 'deleted' : edited === true ? 'edited' : '';
  const choices = deleted === true ? [] : [...(reactions ?? [])].sort(([one], [other]) => order(one, other));
  const chosen = choices.flatMap(([emoji, people]) => [emoji, ...people.map((person) => person.id).sort(order)]);
  const fields = [seq, from.id, id, deleted === true ? '' : text, replyTo ?? '', mark, ...chosen];
  return fields.map((field) => `${field}${FIELD_END}`).join('') + LINE_END;
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
