import { expect, it } from 'vitest';
import { splitLinks } from '../../src/page/link.js';

const hrefs = (text: string): Array<string | undefined> => splitLinks(text).flatMap(({ href }) => href ?? []);

it('finds http and https addresses, without the punctuation after them', () => {
  expect(splitLinks('see https://example.com/a?b=1, or (http://example.org).')).toEqual([
    { text: 'see ' },
    { text: 'https://example.com/a?b=1', href: 'https://example.com/a?b=1' },
    { text: ', or (' },
    { text: 'http://example.org', href: 'http://example.org' },
    { text: ').' },
  ]);
});

it('links nothing that could run', () => {
  for (const text of ['javascript:alert(1)', 'data:text/html,x', '<img src=x onerror=alert(1)>', 'https://', 'ftp://example.com']) {
    expect(hrefs(text)).toEqual([]);
  }
});

it('loses no character of the text', () => {
  for (const text of ['', 'no link', 'https://a.example https://b.example', 'x https://[bad y', '한국어 https://예시.kr 끝']) {
    expect(splitLinks(text).map((piece) => piece.text).join('')).toBe(text);
  }
});
