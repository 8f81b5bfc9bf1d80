import { expect, it } from 'vitest';
import { actionOf } from '../../src/page/action-line.js';

it('takes the words after /me for what the author does', () => {
  expect(['/me waves', '/ME  손을 흔든다'].map(actionOf)).toEqual(['waves', '손을 흔든다']);
});

it('leaves other messages alone', () => {
  for (const text of ['me waves', '/mean', '/me', '/me ', 'say /me x']) expect(actionOf(text)).toBeUndefined();
});
