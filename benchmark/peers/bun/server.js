// Bun's WebSocket server, which is uWebSockets: topics and publish() in native code.
Bun.serve({
  hostname: "127.0.0.1",
  port: Number(Bun.argv[2]),
  fetch(request, server) {
    return server.upgrade(request) ? undefined : new Response("WebSocket only", { status: 426 });
  },
  websocket: {
    perMessageDeflate: false,
    message(socket, text) {
      const message = JSON.parse(text);
      if (message.type === "join") {
        socket.subscribe(message.room);
        socket.send('{"type":"joined"}');
      } else {
        socket.publish(message.body.room, text);
      }
    },
  },
});
