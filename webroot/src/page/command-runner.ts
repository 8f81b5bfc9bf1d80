import { Command, type Author, type BridgeConnection, type Moderation, type MoodClient, type PriceClient, type Quote, type RoomClient } from '../client/index.js';
import { errorText } from './error-text.js';
import type { Language } from './i18n/language.js';
import { formatScore, roomMoodLabel } from './mood-text.js';
import { bearersOf } from './people.js';
import { COMMANDS, usage, type CommandName, type Runnable } from './slash-command.js';

/** What commands work on. */
export interface CommandScene {
  readonly connection: BridgeConnection;
  readonly roomClient: RoomClient;
  readonly price: PriceClient;
  readonly mood: MoodClient;
  readonly moderation: Moderation;
  /** Who may be meant by a name. */
  readonly people: readonly Author[];
  leave(): void;
  /** Comes in under another name. Rejects when that name is not taken. */
  rename(name: string): Promise<void>;
}

const QUOTED_IN = 'USDT';

/**
 * @param replyTo the `seq` of the message that is being answered, for commands that post one
 * @returns what there is to say about it, in the reader's language; empty when what happens speaks for itself
 */
export async function runCommand(command: Runnable, scene: CommandScene, language: Language, replyTo?: number): Promise<string> {
  try {
    return await run(command, scene, language, replyTo);
  } catch (error) {
    return errorText(error, language);
  }
}

async function run(command: Runnable, scene: CommandScene, language: Language, replyTo?: number): Promise<string> {
  const { roomClient, moderation } = scene;
  switch (command.name) {
    case 'exit':
      scene.leave();
      return '';
    case 'help':
      return help(language);
    case 'me':
      roomClient.post(`/me ${command.text}`, replyTo);
      return '';
    case 'mood':
      return roomMood(scene.mood, language);
    case 'price':
      return priceOf(command.symbol, scene, language);
    case 'nick':
      await scene.rename(command.person);
      return '';
    case 'alert':
      await scene.connection.request(Command.alertCreate, { symbol: scene.price.symbol, when: command.rule });
      return language.text('alert.done', { rule: command.rule });
    case 'mute':
      return withPerson(command.person, scene, language, async ({ id, name }) => {
        const { minutes } = command;
        await moderation.mute(roomClient.room, id, minutes);
        return minutes === 0 ? language.text('mute.lifted', { name }) : language.text('mute.done', { name, minutes });
      });
    case 'kick':
      return withPerson(command.person, scene, language, async ({ id, name }) => {
        await moderation.kick(roomClient.room, id);
        return language.text('kick.done', { name });
      });
  }
}

function help(language: Language): string {
  return (Object.keys(COMMANDS) as CommandName[]).map((name) => `${usage(name)}  ${language.text(`command.${name}`)}`).join('\n');
}

function roomMood({ mood }: MoodClient, language: Language): string {
  const heading = language.text('mood.heading');
  if (mood === undefined || !mood.enough) return `${heading}: ${language.text('mood.notEnough')}`;
  const sample = language.text('mood.sample', { messages: mood.messages, people: mood.people });
  return `${heading}: ${roomMoodLabel(mood.score, language)} ${formatScore(mood.score)} · ${sample}`;
}

async function priceOf(written: string | undefined, { connection, price }: CommandScene, language: Language): Promise<string> {
  const symbol = written === undefined ? price.symbol : symbolOf(written);
  const quote = symbol === price.symbol ? await price.ask() : await connection.request<Quote>(Command.priceQuote, { symbol });
  return quote.display == null
    ? language.text('input.priceUnavailable', { symbol })
    : language.text('input.price', { symbol, price: quote.display, source: quote.source ?? '' });
}

/** @returns `BTC-USDT` for `btc` */
export function symbolOf(written: string): string {
  const symbol = written.toUpperCase();
  return symbol.includes('-') ? symbol : `${symbol}-${QUOTED_IN}`;
}

function withPerson(name: string, { people }: CommandScene, language: Language, act: (person: Author) => Promise<string>): Promise<string> {
  const [person, other] = bearersOf(name, people);
  if (person === undefined) return Promise.resolve(language.text('person.unknown', { name }));
  return other === undefined ? act(person) : Promise.resolve(language.text('person.several', { name }));
}
