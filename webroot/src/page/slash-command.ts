export type SlashCommand = { name: 'exit' } | { name: 'help' } | { name: 'price' } | { name: 'unknown'; written: string };

/** @returns the command that a text is, or undefined for a message. A lone `/` or a path in a sentence is a message. */
export function readSlashCommand(text: string): SlashCommand | undefined {
  const written = /^\/\p{L}[\p{L}\p{N}_-]*/u.exec(text.trim())?.[0];
  if (written === undefined) return undefined;
  switch (written.toLowerCase()) {
    case '/exit':
      return { name: 'exit' };
    case '/help':
      return { name: 'help' };
    case '/price':
      return { name: 'price' };
    default:
      return { name: 'unknown', written };
  }
}
