import { expect, it } from 'vitest';
import { readSlashCommand, usage } from '../../src/page/slash-command.js';

it('knows its commands, in any case and with blanks around', () => {
  expect(['/exit', ' /EXIT ', '/help', '/mood'].map((text) => readSlashCommand(text)?.name)).toEqual(['exit', 'exit', 'help', 'mood']);
});

it('reads what a command takes', () => {
  expect(readSlashCommand('/price')).toEqual({ name: 'price' });
  expect(readSlashCommand('/price btc')).toEqual({ name: 'price', symbol: 'btc' });
  expect(readSlashCommand('/me  waves\nboth hands')).toEqual({ name: 'me', text: 'waves\nboth hands' });
  expect(readSlashCommand('/nick 김 민수')).toEqual({ name: 'nick', person: '김 민수' });
  expect(readSlashCommand('/alert price > 70000')).toEqual({ name: 'alert', rule: 'price > 70000' });
  expect(readSlashCommand('/kick @jay')).toEqual({ name: 'kick', person: '@jay' });
});

it('takes a number at the end of a mute for minutes, ten without one', () => {
  expect(readSlashCommand('/mute 김 민수')).toEqual({ name: 'mute', person: '김 민수', minutes: 10 });
  expect(readSlashCommand('/mute 김 민수 30')).toEqual({ name: 'mute', person: '김 민수', minutes: 30 });
  expect(readSlashCommand('/mute jay 0')).toEqual({ name: 'mute', person: 'jay', minutes: 0 });
  expect(readSlashCommand('/mute 42')).toEqual({ name: 'mute', person: '42', minutes: 10 });
});

it('says when something is missing', () => {
  for (const command of ['me', 'nick', 'alert', 'mute', 'kick'] as const) expect(readSlashCommand(`/${command} `)).toEqual({ name: 'incomplete', command });
  expect(usage('mute')).toBe('/mute NAME [MINUTES]');
  expect(usage('exit')).toBe('/exit');
});

it('takes an unknown command for one, so that it is never sent', () => {
  expect(readSlashCommand('/나가기 지금')).toEqual({ name: 'unknown', written: '/나가기' });
  for (const written of ['/exitnow', '/exit!', '/usr/bin', '/constructor']) expect(readSlashCommand(written)).toEqual({ name: 'unknown', written });
});

it('leaves messages alone', () => {
  for (const text of ['', '/', '//', '/ exit', 'and/or', 'say /exit', '1/2']) expect(readSlashCommand(text)).toBeUndefined();
});
