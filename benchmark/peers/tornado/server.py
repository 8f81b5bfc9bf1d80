"""Tornado's WebSocketHandler."""
import asyncio
import json
import sys
from collections import defaultdict

import tornado.web
import tornado.websocket

rooms = defaultdict(set)


class Chat(tornado.websocket.WebSocketHandler):
    room = None

    def on_message(self, text):
        message = json.loads(text)
        if message["type"] == "join":
            self.room = rooms[message["room"]]
            self.room.add(self)
            self.write_message('{"type":"joined"}')
        else:
            for socket in rooms[message["body"]["room"]]:
                socket.write_message(text)

    def on_close(self):
        if self.room is not None:
            self.room.discard(self)


async def main():
    application = tornado.web.Application([("/", Chat)], log_function=lambda handler: None)
    application.listen(int(sys.argv[1]), "127.0.0.1", backlog=4096)
    await asyncio.Event().wait()


asyncio.run(main())
