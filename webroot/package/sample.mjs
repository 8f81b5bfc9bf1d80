import { RoomClient, SessionApi, tokenConnection } from '@tickertalk/client';

const [origin = 'http://localhost:8080', name = 'sample', text = 'hello'] = process.argv.slice(2);

const session = await new SessionApi(origin).enter(name);
const connection = tokenConnection(origin, session);
const room = new RoomClient(connection, 'lobby', session.user);

const stop = room.onChange(() => {
  const line = room.lines.find(({ own, seq }) => own && seq !== undefined);
  if (line === undefined || line.change !== undefined) return; // the server has not said so yet
  if (!line.edited) room.edit(line.seq, `${line.text}!`);
  else if (!line.reactions) room.react(line.seq, '👍', true);
  else finish(line);
});
connection.connect();
room.post(text);

function finish({ from, text, reactions }) {
  stop();
  console.log(`${from.name}: ${text} ${[...reactions.keys()].join(' ')}`);
  room.close();
  connection.close();
}
