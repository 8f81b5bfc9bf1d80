import type { Candle, Gap } from '../client/index.js';

const MARGIN = 0.08;

/** A part of the drawing from left to right. */
export interface Stretch {
  x: number;
  width: number;
}

/**
 * Maps candles into a drawing of `width` × `height`. Each has the place of its time, so that what
 * is not there leaves a hole.
 */
export class CandleScale {
  readonly low: number;
  readonly high: number;
  readonly step: number;
  /** Those that the drawing has room for, ascending. */
  readonly shown: readonly Candle[];
  readonly #begin: number;
  readonly #bottom: number;
  readonly #span: number;

  /**
   * @param candles at least one, ascending
   * @param slots how many intervals of `intervalMs` there is room for
   */
  constructor(
    candles: readonly Candle[],
    readonly width: number,
    readonly height: number,
    slots: number,
    private readonly intervalMs: number,
  ) {
    const newest = candles.at(-1)?.openTime ?? 0;
    const oldest = newest - (slots - 1) * intervalMs;
    this.shown = candles.filter(({ openTime }) => openTime >= oldest);
    this.#begin = this.shown[0]?.openTime ?? newest;
    this.low = Math.min(...this.shown.map((candle) => candle.low));
    this.high = Math.max(...this.shown.map((candle) => candle.high));
    // A market that does not move is a line in the middle, not a division by zero.
    const range = this.high - this.low || Math.abs(this.high) * 0.001 || 1;
    this.#bottom = (this.low + this.high) / 2 - range * (0.5 + MARGIN);
    this.#span = range * (1 + 2 * MARGIN);
    this.step = width / slots;
  }

  /** Left edge of the slot of a time in epoch milliseconds. */
  left(time: number): number {
    return ((time - this.#begin) / this.intervalMs) * this.step;
  }

  /** Middle of the slot of a candle. */
  x({ openTime }: Candle): number {
    return this.left(openTime) + this.step / 2;
  }

  y(price: number): number {
    return this.height * (1 - (price - this.#bottom) / this.#span);
  }

  /** @returns where gaps are in the drawing; what lies before its first candle is left out */
  stretches(gaps: readonly Gap[]): readonly Stretch[] {
    return gaps
      .map(({ from, to }) => [Math.max(0, this.left(from)), Math.min(this.width, this.left(to))] as const)
      .filter(([begin, end]) => end > begin)
      .map(([begin, end]) => ({ x: begin, width: end - begin }));
  }

  /** @returns the index in `shown` of the candle under `x`, or of the one that is nearest to it */
  indexAt(x: number): number {
    const distances = this.shown.map((candle) => Math.abs(this.x(candle) - x));
    return Math.max(0, distances.indexOf(Math.min(...distances)));
  }
}
