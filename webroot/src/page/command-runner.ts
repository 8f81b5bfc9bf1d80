import { Command, type Alert, type Author, type BridgeConnection, type Moderation, type MoodClient, type PriceClient, type Quote, type RoomClient } from '../client/index.js';
import { errorText } from './error-text.js';
import type { Language } from './i18n/language.js';
import { formatScore, roomMoodLabel } from './mood-text.js';
import { bearersOf } from './people.js';
import { COMMANDS, usage, type AlertWish, type CommandName, type Runnable } from './slash-command.js';

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

/** What came of a command. */
export interface CommandOutcome {
  /** What there is to say about it, in the reader's language; empty when what happens speaks for itself. */
  readonly words: string;
  readonly refused: boolean;
}

const QUOTED_IN = 'USDT';

/** @param replyTo the `seq` of the message that is being answered, for commands that post one */
export async function runCommand(command: Runnable, scene: CommandScene, language: Language, replyTo?: number): Promise<CommandOutcome> {
  try {
    return { words: await run(command, scene, language, replyTo), refused: false };
  } catch (error) {
    return { words: errorText(error, language), refused: true };
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
      if (command.make !== undefined) return makeAlert(command.make, scene, language);
      return command.off === undefined ? listAlerts(scene, language) : dropAlert(command.off, scene, language);
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

async function makeAlert({ symbol, ...rule }: AlertWish, { connection, price }: CommandScene, language: Language): Promise<string> {
  const wish = { symbol: symbol === undefined ? price.symbol : symbolOf(symbol), ...rule };
  const { id, when, cooldown, ...alert } = await connection.request<Alert>(Command.alertCreate, wish);
  return language.text('alert.done', { n: id, symbol: alert.symbol, rule: when, cooldown });
}

async function listAlerts({ connection }: CommandScene, language: Language): Promise<string> {
  const { alerts } = await connection.request<{ alerts: Alert[] }>(Command.alertList, {});
  if (alerts.length === 0) return language.text('alert.none');
  const line = ({ id, symbol, when, cooldown, state }: Alert): string => language.text(`alert.${state}`, { n: id, symbol, rule: when, cooldown });
  return [language.text('alert.heading'), ...alerts.map(line)].join('\n');
}

async function dropAlert(n: number, { connection }: CommandScene, language: Language): Promise<string> {
  await connection.request(Command.alertDelete, { alert: n });
  return language.text('alert.deleted', { n });
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
