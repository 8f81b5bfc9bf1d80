"""Django Channels: a group for each room, on the layer in memory that needs no Redis."""
import json

import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["channels"],
    SECRET_KEY="for nobody but the benchmark",
    CHANNEL_LAYERS={
        "default": {
            "BACKEND": "channels.layers.InMemoryChannelLayer",
            "CONFIG": {"capacity": 10_000},
        }
    },
)
django.setup()

from channels.generic.websocket import AsyncWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import path  # noqa: E402


class Chat(AsyncWebsocketConsumer):
    groups = []
    room = None

    async def receive(self, text_data=None, bytes_data=None):
        message = json.loads(text_data)
        if message["type"] == "join":
            self.room = message["room"]
            await self.channel_layer.group_add(self.room, self.channel_name)
            await self.send('{"type":"joined"}')
        else:
            await self.channel_layer.group_send(
                message["body"]["room"], {"type": "chat.message", "text": text_data}
            )

    async def chat_message(self, event):
        await self.send(event["text"])

    async def disconnect(self, code):
        if self.room is not None:
            await self.channel_layer.group_discard(self.room, self.channel_name)


application = ProtocolTypeRouter({"websocket": URLRouter([path("", Chat.as_asgi())])})
