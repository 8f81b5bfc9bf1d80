import { expect, it } from 'vitest';
import type { Notice } from '../../src/client/index.js';
import { translate } from '../../src/page/i18n/translate.js';
import { isToast, noticeText } from '../../src/page/notice-text.js';

const ko = { text: (key: Parameters<typeof translate>[1], values?: Parameters<typeof translate>[2]) => translate('ko', key, values) };
const minsu = { id: 'u-1', name: '민수' };
const joined: Notice = { id: 1, kind: 'joined', text: '민수 joined lobby', at: 0, room: 'lobby', from: minsu };

it('words known kinds in the language of the reader', () => {
  expect(noticeText(joined, ko)).toBe('민수님이 들어왔습니다');
  expect(noticeText({ ...joined, kind: 'mention', text: '민수 in lobby: 안녕 @me' }, ko)).toBe('민수님이 회원님을 언급했습니다: 안녕 @me');
});

it('words an alert, and says of a recorded market that it is one', () => {
  const alert: Notice = { id: 2, kind: 'alert', text: 'BTC-USDT 70001: price > 70000', at: 0, alert: 7, symbol: 'BTC-USDT', rule: 'price > 70000', price: '70001', state: 'live' };
  expect(noticeText(alert, ko)).toBe('BTC-USDT 가격이 70001입니다 (내 알림: price > 70000)');
  expect(noticeText({ ...alert, state: 'replay' }, ko)).toContain('실제 가격이 아님');
  expect(isToast(alert, 'u-2', 'lobby')).toBe(true);
});

it('leaves the words of the server for kinds that it does not know', () => {
  expect(noticeText({ ...joined, kind: 'weather', text: 'rain' }, ko)).toBe('rain');
  expect(noticeText({ id: 1, kind: 'joined', text: 'somebody joined', at: 0 }, ko)).toBe('somebody joined');
});

it('pops up what is news, not my own coming or the room before my eyes', () => {
  expect(isToast(joined, 'u-2', 'lobby')).toBe(true);
  expect(isToast(joined, 'u-1', 'lobby')).toBe(false);
  expect(isToast({ ...joined, kind: 'message' }, 'u-2', 'lobby')).toBe(false);
  expect(isToast({ ...joined, kind: 'message' }, 'u-2', undefined)).toBe(true);
});
