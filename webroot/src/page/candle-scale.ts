import type { Candle } from '../client/index.js';

const MARGIN = 0.08;

/** Maps candles into a drawing of `width` × `height`. */
export class CandleScale {
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly #bottom: number;
  readonly #span: number;

  constructor(
    candles: readonly Candle[],
    readonly width: number,
    readonly height: number,
    slots: number,
  ) {
    this.low = Math.min(...candles.map((candle) => candle.low));
    this.high = Math.max(...candles.map((candle) => candle.high));
    // A market that does not move is a line in the middle, not a division by zero.
    const range = this.high - this.low || Math.abs(this.high) * 0.001 || 1;
    this.#bottom = (this.low + this.high) / 2 - range * (0.5 + MARGIN);
    this.#span = range * (1 + 2 * MARGIN);
    this.step = width / slots;
  }

  /** Middle of the slot of the candle at `index`. */
  x(index: number): number {
    return (index + 0.5) * this.step;
  }

  y(price: number): number {
    return this.height * (1 - (price - this.#bottom) / this.#span);
  }

  /** @returns the index of the candle under `x`, within 0 … count − 1 */
  indexAt(x: number, count: number): number {
    return Math.max(0, Math.min(count - 1, Math.floor(x / this.step)));
  }
}
