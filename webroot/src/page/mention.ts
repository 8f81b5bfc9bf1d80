/** A piece of a text: as it is, or the name of somebody who is called with `@`. */
export interface MentionPiece {
  text: string;
  /** By `nameKey`; only for a mention. */
  mention?: string;
}

/** A name has 40 characters at most; composed ones take more than one code point. */
const MAX_NAME = 80;
/** In Korean a particle or title is written on to the name: `@민수야`, `@alice님`. */
const MAX_PARTICLE = 3;

// Single jamo after a name are laughter or tears (ㅋㅋ, ㅠㅠ), no part of it.
const WORD_PART = /^[\p{L}\p{Nd}\p{M}\u200d]$/u;
const JAMO = /^[ㄱ-ㆎ]$/;
const SYLLABLE = /^[가-힣]$/;

/** @returns what two spellings of a name have in common */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase().trim();
}

/** For each character with which names begin, how far the longest of them can go, in code points of any Unicode form. */
type NameReach = ReadonlyMap<string, number>;

const reaches = new WeakMap<ReadonlySet<string>, NameReach>();

/**
 * Splits a text at the mentions of people whose names are known, by the rule by which the server tells them: the longest name
 * counts, and a letter before the `@` makes it an e-mail address. The pieces together are exactly the text.
 * @param names by `nameKey`; the set must not change
 */
export function splitMentions(text: string, names: ReadonlySet<string>): MentionPiece[] {
  const characters = [...text];
  const pieces: MentionPiece[] = [];
  let plainFrom = 0;
  for (let at = characters.indexOf('@'); at >= 0; at = characters.indexOf('@', at + 1)) {
    if (at > 0 && isWordPart(characters[at - 1])) continue;
    const end = nameEnd(characters, at + 1, names);
    if (end === undefined) continue;
    if (at > plainFrom) pieces.push({ text: characters.slice(plainFrom, at).join('') });
    const name = characters.slice(at + 1, end).join('');
    pieces.push({ text: `@${name}`, mention: nameKey(name) });
    plainFrom = end;
    at = end - 1;
  }
  if (plainFrom < characters.length || pieces.length === 0) pieces.push({ text: characters.slice(plainFrom).join('') });
  return pieces;
}

function nameEnd(characters: readonly string[], start: number, names: ReadonlySet<string>): number | undefined {
  const reach = reachOf(names).get(beginning(characters[start] ?? '')) ?? 0;
  let longest: number | undefined;
  for (let end = start + 1; end <= Math.min(characters.length, start + reach); end += 1) {
    const last = characters[end - 1]!;
    if (last === '\n') break;
    if (last.trim() !== '' && nameMayEndAt(characters, end) && names.has(nameKey(characters.slice(start, end).join('')))) longest = end;
  }
  return longest;
}

function reachOf(names: ReadonlySet<string>): NameReach {
  const known = reaches.get(names);
  if (known !== undefined) return known;
  const reach = new Map<string, number>();
  for (const name of names) {
    const first = beginning(name);
    // No spelling of a name is longer than its decomposed one.
    const length = Math.min(MAX_NAME, [...name.normalize('NFD')].length);
    reach.set(first, Math.max(length, reach.get(first) ?? 0));
  }
  reaches.set(names, reach);
  return reach;
}

/** The same for every Unicode form and case of a text. */
function beginning(text: string): string {
  return [...nameKey(text).normalize('NFD')][0] ?? '';
}

function nameMayEndAt(characters: readonly string[], end: number): boolean {
  let position = end;
  while (position < end + MAX_PARTICLE && SYLLABLE.test(characters[position] ?? '')) position += 1;
  return !isWordPart(characters[position]);
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && !JAMO.test(character) && WORD_PART.test(character);
}
