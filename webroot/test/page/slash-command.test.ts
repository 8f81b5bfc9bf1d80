import { expect, it } from 'vitest';
import { readSlashCommand } from '../../src/page/slash-command.js';

it('knows its commands, in any case and with blanks around', () => {
  expect(['/exit', ' /EXIT ', '/help', '/price btc'].map((text) => readSlashCommand(text)?.name)).toEqual(['exit', 'exit', 'help', 'price']);
});

it('takes an unknown command for one, so that it is never sent', () => {
  expect(readSlashCommand('/나가기 지금')).toEqual({ name: 'unknown', written: '/나가기' });
  expect(readSlashCommand('/exitnow')).toEqual({ name: 'unknown', written: '/exitnow' });
});

it('leaves messages alone', () => {
  for (const text of ['', '/', '//', '/ exit', 'and/or', 'say /exit', '1/2']) expect(readSlashCommand(text)).toBeUndefined();
});
