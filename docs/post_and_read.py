#!/usr/bin/env python3
"""Says something in a room, then prints what is said there.  post_and_read.py http://localhost:8080 lobby alice hello"""
import json, sys, uuid
from urllib.parse import quote
from urllib.request import Request, urlopen

server, room, name, text = sys.argv[1:5]

def call(method, path, body=None, **headers):
    headers["Content-Type"] = "application/json"
    return urlopen(Request(server + path, body and json.dumps(body).encode(), headers, method=method))

bearer = "Bearer " + json.load(call("POST", "/api/session", {"name": name}))["token"]
stream = call("GET", f"/plain/rooms/{quote(room)}", Authorization=bearer, Accept="text/event-stream")
call("POST", f"/api/rooms/{quote(room)}/messages", {"id": str(uuid.uuid4()), "text": text}, Authorization=bearer)
for line in stream:
    entry = json.loads(line[6:]) if line.startswith(b"data: ") else {}
    if entry.get("kind") == "message":  # not what became of one, nor a reset of the log
        print(f'{entry["from"]["name"]}: {entry["text"]}', flush=True)
