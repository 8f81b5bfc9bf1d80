"""Python's websockets, with its broadcast()."""
import asyncio
import json
import sys
from collections import defaultdict

import websockets

rooms = defaultdict(set)


async def serve(socket):
    room = None
    try:
        async for text in socket:
            message = json.loads(text)
            if message["type"] == "join":
                room = rooms[message["room"]]
                room.add(socket)
                await socket.send('{"type":"joined"}')
            else:
                websockets.broadcast(rooms[message["body"]["room"]], text)
    except websockets.ConnectionClosedError:
        pass  # browsers go without a word
    finally:
        if room is not None:
            room.discard(socket)


async def main():
    port = int(sys.argv[1])
    async with websockets.serve(serve, "127.0.0.1", port, compression=None, backlog=4096):
        await asyncio.Future()


asyncio.run(main())
