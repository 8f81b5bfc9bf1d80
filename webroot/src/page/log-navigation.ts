const OPENS_MENU = (event: KeyboardEvent): boolean => event.key === 'Enter' || event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);

/**
 * Moves the focus through a conversation: up and down from line to line, sideways through what a line has to press. Lines are no
 * tab stops, or a reader would need thousands of them to reach the input.
 * @param openMenu for the line that has the focus
 */
export function navigate(event: KeyboardEvent, log: HTMLElement, openMenu: (line: HTMLElement) => void): void {
  const at = event.target as HTMLElement;
  if (at.localName === 'line-menu' || event.isComposing) return;
  const line = at.closest<HTMLElement>('.line');
  const next = nextFocus(event.key, at, line, log);
  if (next !== undefined) next.focus();
  else if (line !== null && at === line && OPENS_MENU(event)) openMenu(line);
  else return;
  event.preventDefault();
}

function nextFocus(key: string, at: HTMLElement, line: HTMLElement | null, log: HTMLElement): HTMLElement | undefined {
  switch (key) {
    case 'ArrowUp':
    case 'ArrowDown':
      return neighbour(line, log, key === 'ArrowUp' ? -1 : 1);
    case 'ArrowRight':
    case 'ArrowLeft':
      return line === null ? undefined : partOf(line, at, key === 'ArrowRight' ? 1 : -1);
    case 'Escape':
      return line === null ? undefined : at === line ? log : line;
    default:
      return undefined;
  }
}

function neighbour(line: HTMLElement | null, log: HTMLElement, step: number): HTMLElement | undefined {
  const lines = [...log.querySelectorAll<HTMLElement>('.line')];
  return line === null ? lines.at(-1) : lines[lines.indexOf(line) + step];
}

function partOf(line: HTMLElement, at: HTMLElement, step: number): HTMLElement | undefined {
  const parts = [line, ...line.querySelectorAll<HTMLElement>('a, button')];
  return parts[parts.indexOf(at) + step];
}
