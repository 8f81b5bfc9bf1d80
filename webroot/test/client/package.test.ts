import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

it('shows in its README the very sample that the system tests run', () => {
  expect(read('package/README.md')).toContain(`\`\`\`js\n${read('package/sample.mjs')}\`\`\``);
});

it('is published with the dependencies and for the versions that it is built with', () => {
  const [published, built] = ['package/package.json', 'package.json'].map((path) => JSON.parse(read(path)) as Record<string, any>);
  expect(published!['dependencies']['sockjs-client']).toBe(built!['dependencies']['sockjs-client']);
  expect(published!['engines']).toEqual(built!['engines']);
});
