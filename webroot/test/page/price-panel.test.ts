// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ChangeSource, type Candle, type Gap, type PriceClient, type ReceivedQuote } from '../../src/client/index.js';
import { language } from '../../src/page/i18n/language.js';
import type { PriceChart } from '../../src/page/price-chart.js';
import '../../src/page/price-panel.js';
import type { PricePanel } from '../../src/page/price-panel.js';

const MINUTE = 60_000;

/** A client that has what a test gives it. */
class Shown extends ChangeSource {
  symbol = 'BTC-KRW';
  symbols: readonly string[] = ['BTC-USDT', 'BTC-KRW'];
  candles: readonly Candle[] = [];
  gaps: readonly Gap[] = [];
  received: ReceivedQuote | undefined;
}

let shown: Shown;

beforeEach(() => {
  shown = new Shown();
  shown.received = {
    receivedAtMs: Date.now(),
    quote: {
      symbol: 'BTC-KRW',
      price: '100000000',
      display: '₩100,000,000',
      source: 'upbit',
      ageMs: 0,
      state: 'live',
      premium: { percent: '2.04', against: 'BTC-USDT', rate: '1400', rateSource: 'upbit USDT-KRW' },
    },
  };
});

afterEach(() => {
  document.body.replaceChildren();
  language.use('ko');
});

async function panel(): Promise<PricePanel> {
  const element = document.createElement('price-panel') as PricePanel;
  element.client = shown as unknown as PriceClient;
  document.body.append(element);
  await element.updateComplete;
  await chart(element).updateComplete;
  return element;
}

const chart = (element: PricePanel): PriceChart => element.renderRoot.querySelector<PriceChart>('price-chart')!;
const text = (element: PricePanel, id: string): string | undefined =>
  element.renderRoot.querySelector(`[data-testid=${id}]`)?.textContent?.replace(/\s+/g, ' ').trim();

it('shows the Korea premium, and against what it is reckoned', async () => {
  language.use('ko');
  expect(text(await panel(), 'price-premium')).toBe('김치 프리미엄 ▲ +2.04% BTC-USDT 기준, $1 = ₩1,400 (upbit USDT-KRW)');
  document.body.replaceChildren();
  language.use('en');
  expect(text(await panel(), 'price-premium')).toBe('Kimchi premium ▲ +2.04% against BTC-USDT, $1 = ₩1,400 (upbit USDT-KRW)');
});

it('shows no premium of a price that is old', async () => {
  shown.received = { ...shown.received!, receivedAtMs: Date.now() - 6_000 };
  expect(text(await panel(), 'price-premium')).toBeUndefined();
});

it('lets one choose among the symbols that the server has', async () => {
  const element = await panel();
  const select = element.renderRoot.querySelector<HTMLSelectElement>('[data-testid=price-symbol]')!;
  expect([...select.options].map(({ value }) => value)).toEqual(['BTC-USDT', 'BTC-KRW']);
  expect(select.value).toBe('BTC-KRW');
  const chosen: string[] = [];
  element.addEventListener('symbol-choice', (event) => chosen.push((event as CustomEvent<string>).detail));
  select.value = 'BTC-USDT';
  select.dispatchEvent(new Event('change'));
  expect(chosen).toEqual(['BTC-USDT']);
});

it('names the symbol where there is no choice', async () => {
  shown.symbols = ['BTC-KRW'];
  const element = await panel();
  expect(element.renderRoot.querySelector('[data-testid=price-symbol]')).toBeNull();
  expect(element.renderRoot.querySelector('h2')?.textContent).toContain('BTC-KRW');
});

it('marks what is not known, and draws no candle there', async () => {
  const flat = (minute: number) => ({ openTime: minute * MINUTE, open: 7, high: 7, low: 7, close: 7 });
  shown.candles = [flat(0), flat(1), flat(5)];
  shown.gaps = [{ from: 2 * MINUTE, to: 5 * MINUTE }];
  const { renderRoot } = chart(await panel());
  const gap = renderRoot.querySelector('[data-testid=price-gap]')!;
  expect([gap.getAttribute('x'), gap.getAttribute('width')]).toEqual(['20', '30']);
  const bodies = [...renderRoot.querySelectorAll('.candle line')].map((line) => Number(line.getAttribute('x1')));
  expect(bodies).toEqual([5, 15, 55]);
});
