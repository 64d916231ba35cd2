"""A real HTTP server on loopback that speaks the OpenAI chat protocol from a script and records every prompt."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """What the server does with one request. ``text`` is streamed in pieces of ``piece`` characters."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    finish: str | None = "stop"
    wait_before: float = 0.0
    wait_between: float = 0.0
    piece: int = 12


@dataclass
class Script:
    """``reply`` turns a prompt into a reply; ``prompts`` holds all that were sent, ``times`` when."""

    reply: Callable[[str], Reply]
    prompts: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


@contextmanager
def openai_server(script: Script) -> Iterator[str]:
    """Base URL of a running server."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            prompt = "\n".join(str(message["content"]) for message in body["messages"])
            script.prompts.append(prompt)
            script.times.append(time.monotonic())
            self._send(script.reply(prompt), body["model"])

        def _send(self, reply: Reply, model: str) -> None:
            time.sleep(reply.wait_before)
            if reply.status != 200:
                data = json.dumps({"error": {"message": reply.text or "scripted", "type": "scripted"}}).encode()
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
                return
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            for start in range(0, len(reply.text), reply.piece):
                self._event(model, {"content": reply.text[start : start + reply.piece]}, None)
                time.sleep(reply.wait_between)
            if reply.finish is not None:
                self._event(model, {}, reply.finish)
                self.wfile.write(b"data: [DONE]\n\n")
            self.close_connection = True

        def _event(self, model: str, delta: dict[str, Any], finish: str | None) -> None:
            choice = {"index": 0, "delta": delta, "finish_reason": finish}
            event = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": model, "choices": [choice]}
            try:
                self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
                self.wfile.flush()
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
