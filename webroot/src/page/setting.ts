const PREFIX = 'tickertalk.';

// Storage may be blocked or full; the page then works with its defaults.

/** @returns a setting that this browser remembers, if it does */
export function stored(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a setting in this browser; undefined forgets it. */
export function store(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    return;
  }
}
