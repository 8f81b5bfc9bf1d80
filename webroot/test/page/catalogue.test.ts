import { describe, expect, it } from 'vitest';
import { en } from '../../src/page/i18n/en.js';
import { ko } from '../../src/page/i18n/ko.js';

const catalogues: Record<string, Record<string, string>> = { ko, en };
const keys = [...new Set(Object.values(catalogues).flatMap((catalogue) => Object.keys(catalogue)))];

describe.each(Object.keys(catalogues))('the catalogue %s', (code) => {
  it('has a text for every key', () => {
    expect(keys.filter((key) => !catalogues[code]![key]?.trim())).toEqual([]);
  });
});

it('fills in the same values in every language, or leaves one out on purpose', () => {
  const parts = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  expect(keys.filter((key) => parts(ko[key as keyof typeof ko]).join() !== parts(en[key as keyof typeof en]).join())).toEqual([]);
});

it('says exactly what the room promises', () => {
  expect([ko['page.title'], ko['input.placeholder'], ko['input.send'], ko['input.leave']]).toEqual(['WebSocket 채팅', '메시지 입력', '전송', '종료']);
  expect([ko['typing.someone'], en['typing.someone']]).toEqual(['💬 누군가 입력 중...', '💬 Someone is typing...']);
});
