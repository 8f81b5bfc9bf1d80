const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** What the server takes for a time. */
const LAST_MS = 8_615_030_400_000;

/**
 * @param value of a date input, such as `2026-11-21`
 * @param daysLater so many days after it
 * @returns when that day begins where the reader is, in epoch milliseconds; undefined for no day, or one half written
 */
export function startOfDay(value: string, daysLater = 0): number | undefined {
  const parts = DAY.exec(value);
  if (parts === null) return undefined;
  const [, year, month, day] = parts.map(Number) as [number, number, number, number];
  const at = new Date(year, month - 1, day + daysLater).getTime();
  return at >= 0 && at <= LAST_MS ? at : undefined;
}
