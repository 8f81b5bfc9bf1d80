/** One of my alerts. */
export interface Alert {
  id: number;
  symbol: string;
  /** The rule in its usual spelling: `price > 70000`. */
  when: string;
  /** How long it keeps silent after it fired: `10m`. */
  cooldown: string;
  /** Whether it fires when the price comes over the line; else the price has to come back first, or it keeps silent. */
  state: 'armed' | 'waiting';
  /** Epoch milliseconds. */
  createdAt: number;
  /** When it fired last, epoch milliseconds. */
  firedAt?: number;
}
