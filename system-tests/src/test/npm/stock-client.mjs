// Speaks with the server at argv[2] by the stock packages, over the SockJS transport argv[3], and prints what it heard.
import EventBus from '@vertx/eventbus-bridge-client.js';

const [origin, transport] = process.argv.slice(2);
const ADDRESSES = ['chat.room.lobby', 'typing.room.lobby', 'sentiment.room.lobby', 'price.BTC-USDT'];
const heard = { transport: undefined, events: {}, receipt: undefined, registerRefused: undefined, sendRefused: undefined };

const answer = await fetch(`${origin}/api/session`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ name: 'stock' }),
});
const { token } = await answer.json();

const bus = new EventBus(`${origin}/eventbus?token=${token}`, { transports: [transport], vertxbus_reconnect_enabled: false });
bus.onopen = () => {
  heard.transport = bus.sockJSConn.transport;
  for (const address of ADDRESSES) {
    bus.registerHandler(address, (error, message) => {
      if (message.body.users?.length === 0) return; // somebody before us ceased to type
      if (message.body.kind === 'mood') return; // told to whoever comes, before there is a score
      if (address.startsWith('typing.') && !heard.events[address]) post(); // which ends the typing
      heard.events[address] ??= message.body;
      tellWhenComplete();
    });
  }
  bus.registerHandler('internal.chat.entries', (error) => {
    heard.registerRefused = error;
    tellWhenComplete();
  });
  bus.send('internal.notice.send', { text: 'x' }, (error) => {
    heard.sendRefused = error;
    tellWhenComplete();
  });
  bus.send('typing.set', { room: 'lobby', typing: true });
};

function post() {
  bus.send('chat.post', { room: 'lobby', id: crypto.randomUUID(), text: 'I love it' }, {}, (error, reply) => {
    heard.receipt = reply?.body;
    tellWhenComplete();
  });
}

function tellWhenComplete() {
  const complete = Object.keys(heard.events).length === ADDRESSES.length && heard.receipt && heard.registerRefused && heard.sendRefused;
  if (complete) tell(0);
}

function tell(exitCode) {
  console.log(JSON.stringify(heard));
  process.exit(exitCode);
}

setTimeout(() => tell(1), 15_000);
