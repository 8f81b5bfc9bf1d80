import { beforeEach, expect, it } from 'vitest';
import { Backoff, BridgeConnection, mayModerate, Moderation } from '../../src/client/index.js';
import { me } from './entries.js';
import { FakeBridge, type Sent } from './fake-bridge.js';

let bridge: FakeBridge;
let moderation: Moderation;

beforeEach(() => {
  bridge = new FakeBridge();
  const connection = new BridgeConnection(bridge, new Backoff());
  connection.connect();
  bridge.socket.open();
  moderation = new Moderation(connection);
});

function answered(body: unknown): Sent {
  const request = bridge.socket.sent.at(-1)!;
  bridge.socket.answer(request, body);
  return request;
}

it('sends each command as the wire has it', async () => {
  const commands: Array<[() => Promise<unknown>, string, object]> = [
    [() => moderation.mute('lobby', 'u-jay', 10, 'spam'), 'chat.mute', { room: 'lobby', user: 'u-jay', minutes: 10, reason: 'spam' }],
    [() => moderation.kick('lobby', 'u-jay'), 'chat.kick', { room: 'lobby', user: 'u-jay' }],
    [() => moderation.ban('u-jay', { minutes: 60 }), 'chat.ban', { user: 'u-jay', minutes: 60 }],
    [() => moderation.resolve(7, true), 'chat.resolve', { report: 7, post: true }],
    [() => moderation.report('lobby', 3), 'chat.report', { room: 'lobby', seq: 3 }],
    [() => moderation.delete('lobby', 3), 'chat.delete', { room: 'lobby', seq: 3, id: expect.stringMatching(/^[0-9a-f-]{36}$/) }],
  ];
  for (const [send, address, body] of commands) {
    const sending = send();
    expect(answered({})).toMatchObject({ address, body });
    expect(await sending).toBeUndefined();
  }
});

it('reads reports, settings and what was done', async () => {
  const report = { id: 1, kind: 'report', at: 5, by: me, room: 'lobby', seq: 3 };
  const reports = moderation.reports({ limit: 10 });
  expect(answered({ reports: [report] }).body).toEqual({ limit: 10 });
  expect(await reports).toEqual([report]);
  const settings = moderation.settings('lobby', { slowModeSeconds: 30 });
  expect(answered({ slowModeSeconds: 30, archived: false }).body).toEqual({ room: 'lobby', slowModeSeconds: 30 });
  expect(await settings).toMatchObject({ archived: false });
  const audit = moderation.audit({ room: 'lobby', before: 9 });
  expect(answered({ actions: [] })).toMatchObject({ address: 'chat.audit', body: { room: 'lobby', before: 9 } });
  expect(await audit).toEqual([]);
});

it('tells who may not', async () => {
  const kicked = moderation.kick('lobby', 'u-jay');
  bridge.socket.refuse(bridge.socket.sent.at(-1)!, 403);
  await expect(kicked).rejects.toMatchObject({ code: 403 });
});

it('knows who moderates', () => {
  expect([undefined, 'guest', 'member', 'moderator', 'admin', 'service'].map((role) => mayModerate(role === undefined ? me : { ...me, role }))).toEqual([false, false, false, true, true, true]);
});
