import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Backoff, BridgeConnection, PriceClient } from '../../src/client/index.js';
import { FakeBridge } from './fake-bridge.js';

const MINUTE = 60_000;
const START = 29_919_600 * MINUTE;

let bridge: FakeBridge;
let connection: BridgeConnection;
let client: PriceClient;

beforeEach(async () => {
  vi.useFakeTimers({ now: START });
  bridge = new FakeBridge();
  connection = new BridgeConnection(bridge, new Backoff({ random: () => 0 }));
  connection.connect();
  bridge.socket.open();
  client = new PriceClient(connection, 'BTC-USDT');
  bridge.socket.confirmAll();
  await settle();
});

afterEach(() => vi.useRealTimers());

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const quote = (price: string, at = START) => ({ symbol: 'BTC-USDT', price, display: `$${price}`, source: 'binance', at, ageMs: 0, state: 'live' });
const candle = (minute: number) => [START + minute * MINUTE, '10', '12', '9', '11', '1'];
const candleQuestions = () => bridge.socket.sends('price.candles');

it('knows what is not known of the time of its candles', async () => {
  bridge.socket.answer(candleQuestions()[0]!, { candles: [candle(-3), candle(0)], gaps: [[START - 2 * MINUTE, START]] });
  await settle();
  expect(client.gaps).toEqual([{ from: START - 2 * MINUTE, to: START }]);
});

it('reads a chart with a gap again with each minute, until the server has filled it', async () => {
  bridge.socket.answer(candleQuestions()[0]!, { candles: [candle(-3), candle(0)], gaps: [[START - 2 * MINUTE, START]] });
  await settle();
  bridge.socket.publish('price.BTC-USDT', quote('11', START + 5_000));
  await settle();
  expect(candleQuestions()).toHaveLength(1);
  bridge.socket.publish('price.BTC-USDT', quote('11', START + MINUTE));
  await settle();
  expect(candleQuestions()).toHaveLength(2);
  bridge.socket.answer(candleQuestions()[1]!, { candles: [candle(-3), candle(-2), candle(-1), candle(0), candle(1)], gaps: [] });
  await settle();
  bridge.socket.publish('price.BTC-USDT', quote('11', START + 2 * MINUTE));
  await settle();
  expect(candleQuestions()).toHaveLength(2);
  expect(client.gaps).toEqual([]);
});

it('learns from an answer which symbols there are', async () => {
  expect(client.symbols).toEqual([]);
  bridge.socket.answer(bridge.socket.sends('price.quote')[0]!, { ...quote('11'), symbols: ['BTC-USDT', 'BTC-KRW'] });
  await settle();
  bridge.socket.publish('price.BTC-USDT', quote('12'));
  await settle();
  expect(client.symbols).toEqual(['BTC-USDT', 'BTC-KRW']);
});

it('asks what there is instead when the server does not have its symbol', async () => {
  bridge.socket.refuse(bridge.socket.sends('price.quote')[0]!, 404);
  await settle();
  const question = bridge.socket.sends('price.quote')[1]!;
  expect(question.body).toEqual({});
  bridge.socket.answer(question, { ...quote('3'), symbol: 'SOL-USDT', symbols: ['SOL-USDT'] });
  await settle();
  expect(client.symbols).toEqual(['SOL-USDT']);
  expect(client.received).toBeUndefined();
});

it('asks nothing more when the server is only busy', async () => {
  bridge.socket.refuse(bridge.socket.sends('price.quote')[0]!, 503);
  await settle();
  expect(bridge.socket.sends('price.quote')).toHaveLength(1);
});
