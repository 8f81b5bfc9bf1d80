import { nameKey } from './mention.js';
import { COMMANDS, usage, type CommandName } from './slash-command.js';

/** Something that what is being written may go on with. */
export interface Completion {
  /** What stands in place of the characters `start` … `end` of the text then. */
  insert: string;
  start: number;
  end: number;
  label: string;
  /** For a command. */
  command?: CommandName;
}

const SHOWN = 8;
const COMMAND_BEGUN = /^\/(\p{L}*)$/u;
const PERSON_BEGUN = /^(\/(?:mute|kick)\s+)(\S.{0,40})?$/iu;
const MENTION_BEGUN = /(?:^|[^\p{L}\p{N}])@([^\s@]{0,40})$/u;

/**
 * @param text up to the caret
 * @param names of the people who may be meant, those to be offered first first
 * @returns what may be meant; nothing where it stands there in full already
 */
export function completionsOf(text: string, names: readonly string[]): Completion[] {
  const end = text.length;
  const command = COMMAND_BEGUN.exec(text);
  if (command !== null) return commands(command[1]!.toLowerCase(), end);
  const person = PERSON_BEGUN.exec(text);
  if (person !== null) return people(person[2] ?? '', names, person[1]!.length, end, '');
  const mention = MENTION_BEGUN.exec(text);
  return mention === null ? [] : people(mention[1]!, names, end - mention[1]!.length - 1, end, '@');
}

function commands(begun: string, end: number): Completion[] {
  const names = (Object.keys(COMMANDS) as CommandName[]).filter((name) => name.startsWith(begun) && name !== begun);
  return names.map((name) => ({ insert: COMMANDS[name] === '' ? `/${name}` : `/${name} `, start: 0, end, label: usage(name), command: name }));
}

function people(begun: string, names: readonly string[], start: number, end: number, sign: string): Completion[] {
  const key = nameKey(begun);
  const meant = [...new Set(names)].filter((name) => nameKey(name).startsWith(key) && nameKey(name) !== key);
  return meant.slice(0, SHOWN).map((name) => ({ insert: `${sign}${name} `, start, end, label: name }));
}
