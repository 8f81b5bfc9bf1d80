// Socket.IO 4 over its WebSocket transport, with rooms; ws gets its optional native part.
const { Server } = require("socket.io");

const io = new Server({
  transports: ["websocket"],
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
});

io.on("connection", (socket) => {
  socket.on("join", (room, joined) => {
    socket.join(room);
    joined();
  });
  socket.on("post", (message) => io.to(message.body.room).emit("message", message));
});

const http = require("http").createServer();
io.attach(http);
http.listen({ port: Number(process.argv[2]), host: "127.0.0.1", backlog: 4096 });
