import { expect, it } from 'vitest';
import { changeColour, directionOf, formatChange } from '../../src/page/price-change.js';

it('shows sign and arrow beside the digits that the server sent', () => {
  expect(['-1.25', '0.50', '+0.50', '0.00'].map(formatChange)).toEqual(['▼ -1.25%', '▲ +0.50%', '▲ +0.50%', '0.00%']);
});

it('reads the direction from the number, not from the sign', () => {
  expect(['-0.00', '0', '1e-3', '-2'].map(directionOf)).toEqual(['flat', 'flat', 'up', 'down']);
});

it('colours rising prices red in Korea and green elsewhere', () => {
  expect([changeColour('up', 'ko'), changeColour('down', 'ko')]).toEqual(['red', 'blue']);
  expect([changeColour('up', 'en'), changeColour('down', 'en')]).toEqual(['green', 'red']);
  expect(changeColour('flat', 'ko')).toBe('muted');
});
