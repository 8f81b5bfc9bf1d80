/** A piece of a found text. */
export interface MatchPiece {
  text: string;
  matches: boolean;
}

/** @returns the text, split where words of the query stand in it. What the server finds by other means (initial consonants, other widths) is just not marked. */
export function splitMatches(text: string, query: string): MatchPiece[] {
  const words = query.trim().split(/\s+/).filter(Boolean).map(escaped);
  if (words.length === 0) return [{ text, matches: false }];
  // What is captured stands at the odd places.
  return text
    .split(new RegExp(`(${words.join('|')})`, 'giu'))
    .map((piece, index) => ({ text: piece, matches: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

function escaped(word: string): string {
  return word.normalize('NFC').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
