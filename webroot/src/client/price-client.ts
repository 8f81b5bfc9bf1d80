import { Command, Topic } from './address.js';
import type { BridgeConnection } from './bridge-connection.js';
import { readCandle, withPrice, type Candle, type Gap, type WireCandle, type WireGap } from './candle.js';
import { ChangeSource } from './change-source.js';
import type { Quote, ReceivedQuote } from './quote.js';
import { FailureCode, RequestError } from './request-error.js';

const INTERVAL = '1m';
const INTERVAL_MS = 60_000;
const CANDLES_KEPT = 60;

/** Follows the price of one symbol. */
export class PriceClient extends ChangeSource {
  #received: ReceivedQuote | undefined;
  #candles: readonly Candle[] = [];
  #gaps: readonly Gap[] = [];
  #symbols: readonly string[];
  readonly #stop: () => void;

  /**
   * @param symbol for example `BTC-USDT`
   * @param symbols those that the server is known to tell
   */
  constructor(
    private readonly connection: BridgeConnection,
    readonly symbol: string,
    symbols: readonly string[] = [],
  ) {
    super();
    this.#symbols = symbols;
    this.#stop = connection.subscribe<Quote>(Topic.price(symbol), {
      message: (quote) => this.#quoted(quote),
      live: () => {
        this.ask().catch((error: unknown) => this.#askForOthers(error));
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

  /** What is not known of the time of the candles, ascending. */
  get gaps(): readonly Gap[] {
    return this.#gaps;
  }

  /** Every symbol that the server tells; empty until it said so. */
  get symbols(): readonly string[] {
    return this.#symbols;
  }

  /** Asks for the price now. @throws RequestError */
  async ask(): Promise<Quote> {
    const quote = await this.connection.request<Quote>(Command.priceQuote, { symbol: this.symbol });
    this.#symbols = quote.symbols ?? this.#symbols;
    this.#quoted(quote);
    return quote;
  }

  close(): void {
    this.#stop();
  }

  /** A server that does not have this symbol has others, of which it tells the first. */
  async #askForOthers(error: unknown): Promise<void> {
    if (!(error instanceof RequestError) || error.code !== FailureCode.unknown) return;
    const first = await this.connection.request<Quote>(Command.priceQuote, {}).catch(() => undefined);
    this.#symbols = first?.symbols ?? this.#symbols;
    this.changed();
  }

  #quoted(quote: Quote): void {
    const receivedAtMs = Date.now();
    this.#received = { quote, receivedAtMs };
    if (quote.price != null && quote.state !== 'stale') {
      const before = this.#candles.at(-1);
      this.#candles = withPrice(this.#candles, Number(quote.price), quote.at ?? receivedAtMs, INTERVAL_MS, CANDLES_KEPT);
      const isNewMinute = before !== undefined && this.#candles.at(-1)?.openTime !== before.openTime;
      // The server fills a gap from the exchange's own candles, a while after it was made.
      if (isNewMinute && this.#gaps.length > 0) void this.#readCandles();
    }
    this.changed();
  }

  async #readCandles(): Promise<void> {
    const answer = await this.connection
      .request<{ candles: WireCandle[]; gaps?: WireGap[] }>(Command.priceCandles, { symbol: this.symbol, interval: INTERVAL, limit: CANDLES_KEPT })
      .catch(() => undefined);
    if (answer === undefined) return;
    this.#candles = answer.candles.map(readCandle);
    this.#gaps = (answer.gaps ?? []).map(([from, to]) => ({ from, to }));
    this.changed();
  }
}
