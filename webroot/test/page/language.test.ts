// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { Language } from '../../src/page/i18n/language.js';
import { preferredLanguage, translate } from '../../src/page/i18n/translate.js';

it('takes the first preferred language that it speaks, else English', () => {
  expect(preferredLanguage(['fr-FR', 'ko-KR', 'en'])).toBe('ko');
  expect(preferredLanguage(['en-GB', 'ko'])).toBe('en');
  expect(preferredLanguage(['KO'])).toBe('ko');
  expect(preferredLanguage(['kok-IN'])).toBe('en');
  expect(preferredLanguage([])).toBe('en');
});

it('fills values in, and leaves braces in a value alone', () => {
  expect(translate('ko', 'notice.joined', { name: '{name}' })).toBe('{name}님이 들어왔습니다');
});

it('changes the page at once and remembers the choice', () => {
  const language = new Language();
  let changes = 0;
  language.onChange(() => (changes += 1));
  language.use('ko');
  expect(changes).toBe(1);
  expect(document.documentElement.lang).toBe('ko');
  expect(new Language().code).toBe('ko');
  language.use('en');
  expect(new Language().text('input.send')).toBe('Send');
});
