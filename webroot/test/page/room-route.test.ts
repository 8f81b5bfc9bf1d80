import { expect, it } from 'vitest';
import { hashOf, roomOf, seqOf } from '../../src/page/room-route.js';

it('reads back the room that it wrote', () => {
  for (const room of ['lobby', '코인 방', 'a/b', '100%']) expect(roomOf(hashOf(room))).toBe(room);
});

it('goes to the lobby for anything else', () => {
  for (const hash of ['', '#', '#/room/', '#/room/a/b', '#/other', '#/room/%E0%A4%A']) expect(roomOf(hash)).toBe('lobby');
});

it('points at a message', () => {
  expect([roomOf(hashOf('코인 방', 42)), seqOf(hashOf('코인 방', 42)), seqOf(hashOf('lobby'))]).toEqual(['코인 방', 42, undefined]);
});
