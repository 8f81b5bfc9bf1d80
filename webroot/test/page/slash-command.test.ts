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
  expect(readSlashCommand('/kick @jay')).toEqual({ name: 'kick', person: '@jay' });
});

it('takes a number at the end of a mute for minutes, ten without one', () => {
  expect(readSlashCommand('/mute 김 민수')).toEqual({ name: 'mute', person: '김 민수', minutes: 10 });
  expect(readSlashCommand('/mute 김 민수 30')).toEqual({ name: 'mute', person: '김 민수', minutes: 30 });
  expect(readSlashCommand('/mute jay 0')).toEqual({ name: 'mute', person: 'jay', minutes: 0 });
  expect(readSlashCommand('/mute 42')).toEqual({ name: 'mute', person: '42', minutes: 10 });
});

it('reads an alert with as much or as little as was written of it', () => {
  expect(readSlashCommand('/alert')).toEqual({ name: 'alert' });
  expect(readSlashCommand('/alert off 12')).toEqual({ name: 'alert', off: 12 });
  const made = (text: string): unknown => (readSlashCommand(`/alert ${text}`) as { make?: unknown }).make;
  expect(made('price > 70000')).toEqual({ when: 'price > 70000' });
  expect(made('> 70,000.50')).toEqual({ when: 'price > 70000.50' });
  expect(made('btc > 70000')).toEqual({ symbol: 'btc', when: 'price > 70000' });
  expect(made('btc>70,000 1H')).toEqual({ symbol: 'btc', when: 'price > 70000', cooldown: '1h' });
  expect(made('ETH-KRW price Crosses 3.5')).toEqual({ symbol: 'ETH-KRW', when: 'price crosses 3.5' });
  expect(made('crosses 7')).toEqual({ when: 'price crosses 7' });
});

it('leaves an alert that it cannot read to the server, digit by digit', () => {
  for (const rule of ['btc', 'mood', 'btc > 70,5', 'price >= 7', 'off 1 2']) {
    expect(readSlashCommand(`/alert ${rule}`)).toEqual({ name: 'alert', make: { when: rule } });
  }
});

it('says when something is missing', () => {
  for (const command of ['me', 'nick', 'mute', 'kick'] as const) expect(readSlashCommand(`/${command} `)).toEqual({ name: 'incomplete', command });
  expect(readSlashCommand('/alert off')).toEqual({ name: 'incomplete', command: 'alert' });
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
