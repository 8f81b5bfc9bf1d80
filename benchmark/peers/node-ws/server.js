// Node's ws, with its optional native part, as its documentation broadcasts.
const { WebSocketServer } = require("ws");

const rooms = new Map();
const server = new WebSocketServer({
  host: "127.0.0.1",
  port: Number(process.argv[2]),
  perMessageDeflate: false,
  backlog: 4096,
});

server.on("connection", (socket) => {
  socket.on("message", (data) => {
    const message = JSON.parse(data);
    if (message.type === "join") {
      join(socket, message.room);
    } else {
      broadcast(rooms.get(message.body.room), data);
    }
  });
});

function join(socket, name) {
  if (!rooms.has(name)) {
    rooms.set(name, new Set());
  }
  const room = rooms.get(name);
  room.add(socket);
  socket.on("close", () => room.delete(socket));
  socket.send('{"type":"joined"}');
}

function broadcast(room, data) {
  for (const socket of room) {
    socket.send(data, { binary: false });
  }
}
