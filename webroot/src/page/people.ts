import type { Author, Line } from '../client/index.js';
import { nameKey } from './mention.js';

/** @returns who is in a room or has spoken among these lines, each once, by the newest of their names */
export function peopleOf(present: readonly Author[], lines: readonly Line[]): Author[] {
  const people = new Map<string, Author>();
  for (const { from } of lines) people.set(from.id, from);
  for (const person of present) people.set(person.id, person);
  return [...people.values()];
}

/** @returns everybody who bears a name, with or without `@` before it, in any case */
export function bearersOf(name: string, people: readonly Author[]): Author[] {
  const key = nameKey(name.replace(/^@/, ''));
  return people.filter((person) => nameKey(person.name) === key);
}
