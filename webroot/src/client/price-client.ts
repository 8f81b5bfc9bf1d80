import { Command, Topic } from './address.js';
import type { BridgeConnection } from './bridge-connection.js';
import { readCandle, withPrice, type Candle, type WireCandle } from './candle.js';
import { ChangeSource } from './change-source.js';
import type { Quote, ReceivedQuote } from './quote.js';

const INTERVAL = '1m';
const INTERVAL_MS = 60_000;
const CANDLES_KEPT = 60;

/** Follows the price of one symbol. */
export class PriceClient extends ChangeSource {
  #received: ReceivedQuote | undefined;
  #candles: readonly Candle[] = [];
  readonly #stop: () => void;

  /** @param symbol for example `BTC-USDT` */
  constructor(
    private readonly connection: BridgeConnection,
    readonly symbol: string,
  ) {
    super();
    this.#stop = connection.subscribe<Quote>(Topic.price(symbol), {
      message: (quote) => this.#quoted(quote),
      live: () => {
        this.ask().catch(() => undefined);
        void this.#readCandles();
      },
    });
  }

  get received(): ReceivedQuote | undefined {
    return this.#received;
  }

  /** One-minute candles, ascending, the last one live. */
  get candles(): readonly Candle[] {
    return this.#candles;
  }

  /** Asks for the price now. @throws RequestError */
  async ask(): Promise<Quote> {
    const quote = await this.connection.request<Quote>(Command.priceQuote, { symbol: this.symbol });
    this.#quoted(quote);
    return quote;
  }

  close(): void {
    this.#stop();
  }

  #quoted(quote: Quote): void {
    const receivedAtMs = Date.now();
    this.#received = { quote, receivedAtMs };
    if (quote.price != null && quote.state !== 'stale') {
      this.#candles = withPrice(this.#candles, Number(quote.price), quote.at ?? receivedAtMs, INTERVAL_MS, CANDLES_KEPT);
    }
    this.changed();
  }

  async #readCandles(): Promise<void> {
    const answer = await this.connection
      .request<{ candles: WireCandle[] }>(Command.priceCandles, { symbol: this.symbol, interval: INTERVAL, limit: CANDLES_KEPT })
      .catch(() => undefined);
    if (answer === undefined) return;
    this.#candles = answer.candles.map(readCandle);
    this.changed();
  }
}
