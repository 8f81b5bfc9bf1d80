/** What a command takes, as `/help` and the completion name it. */
export const COMMANDS = {
  exit: '',
  nick: 'NAME',
  me: 'TEXT',
  price: '[SYMBOL]',
  mood: '',
  alert: '[RULE | off NUMBER]',
  mute: 'NAME [MINUTES]',
  kick: 'NAME',
  help: '',
} as const;

export type CommandName = keyof typeof COMMANDS;

/** An alert that is to be. */
export interface AlertWish {
  /** As it was written, such as `btc`; absent for the symbol that the page shows. */
  symbol?: string;
  when: string;
  cooldown?: string;
}

export type SlashCommand =
  | { name: 'exit' | 'help' | 'mood' }
  | { name: 'price'; symbol?: string }
  | { name: 'me'; text: string }
  | { name: 'nick' | 'kick'; person: string }
  | { name: 'mute'; person: string; minutes: number }
  /** Without either, my alerts are listed. */
  | { name: 'alert'; make?: AlertWish; off?: number }
  /** Something that it takes is missing. */
  | { name: 'incomplete'; command: CommandName }
  | { name: 'unknown'; written: string };

/** A command that can be run. */
export type Runnable = Exclude<SlashCommand, { name: 'incomplete' | 'unknown' }>;

/** Who is muted without a number of minutes is for so long. */
const MUTE_MINUTES = 10;

const COMMAND = /^(\/\p{L}[\p{L}\p{N}_-]*)(?:\s+([^]*))?$/u;
const MUTED = /^(.+?)(?:\s+(\d{1,6}))?$/;
const ALERT_OFF = /^off(?:\s+#?(\d{1,15}))?$/i;
/** `btc > 70,000 1h`, of which the symbol, `price` and the time may be left out. */
const ALERT = /^(?:(?!price\b)([a-z0-9]{2,10}(?:-[a-z0-9]{2,10})?)\s*)?(?:price\s*)?(>|<|\bcrosses\b)\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|[\d.]+)(?:\s+(\d+[smhd]))?$/i;

/** @returns the command that a text is, or undefined for a message. A lone `/` or a path in a sentence is a message. */
export function readSlashCommand(text: string): SlashCommand | undefined {
  const match = COMMAND.exec(text.trim());
  if (match === null) {
    // Letters right after the slash are a command however they go on, such as `/exit!`.
    const written = /^\/\p{L}[^\s]*/u.exec(text.trim())?.[0];
    return written === undefined ? undefined : { name: 'unknown', written };
  }
  const [, written, argument = ''] = match as unknown as [string, string, string?];
  const name = written.slice(1).toLowerCase();
  return isCommandName(name) ? readArgument(name, argument.trim()) : { name: 'unknown', written };
}

export function isRunnable(command: SlashCommand): command is Runnable {
  return command.name !== 'unknown' && command.name !== 'incomplete';
}

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** How a command is written, for example `/mute NAME [MINUTES]`. */
export function usage(name: CommandName): string {
  return `/${name} ${COMMANDS[name]}`.trimEnd();
}

function readArgument(name: CommandName, argument: string): SlashCommand {
  if (argument === '' && COMMANDS[name] !== '' && !COMMANDS[name].startsWith('[')) return { name: 'incomplete', command: name };
  switch (name) {
    case 'exit':
    case 'help':
    case 'mood':
      return { name };
    case 'price':
      return argument === '' ? { name } : { name, symbol: argument };
    case 'me':
      return { name, text: argument };
    case 'alert':
      return alert(argument);
    case 'mute':
      return mute(argument);
    case 'nick':
    case 'kick':
      return { name, person: argument };
  }
}

function mute(argument: string): SlashCommand {
  const [, person, minutes] = MUTED.exec(argument)!;
  return { name: 'mute', person: person!, minutes: minutes === undefined ? MUTE_MINUTES : Number(minutes) };
}

/** What it cannot read goes to the server as it is, which says what is expected. */
function alert(argument: string): SlashCommand {
  const off = ALERT_OFF.exec(argument);
  if (argument === '') return { name: 'alert' };
  if (off !== null) return off[1] === undefined ? { name: 'incomplete', command: 'alert' } : { name: 'alert', off: Number(off[1]) };
  const match = ALERT.exec(argument);
  if (match === null) return { name: 'alert', make: { when: argument } };
  const [, symbol, sign, line, cooldown] = match as unknown as [string, string?, string?, string?, string?];
  const when = `price ${sign!.toLowerCase()} ${line!.replaceAll(',', '')}`;
  return { name: 'alert', make: { when, ...(symbol !== undefined && { symbol }), ...(cooldown !== undefined && { cooldown: cooldown.toLowerCase() }) } };
}
