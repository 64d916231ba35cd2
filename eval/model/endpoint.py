"""A loopback server that speaks the OpenAI chat protocol and answers by a function of the prompt."""

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Waiting
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answers = Callable[[str], str]
"""A prompt to the model's text; raises UnknownPromptError where it has none."""
_BEAT = 4.0
"""Seconds between signs of life while an answer is being made: a slow model is to be judged by its words."""


class UnknownPromptError(LookupError):
    """There is no answer to this prompt, and none is made up."""


@contextmanager
def endpoint(answers: Answers) -> Iterator[str]:
    """Base URL of a running server. What ``answers`` does not know is answered by 404, which no client retries."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            prompt = "\n".join(str(message["content"]) for message in body["messages"])
            coming = pool.submit(answers, prompt)
            try:
                text = _within(coming, _BEAT)
            except UnknownPromptError as error:
                self._json(404, {"error": {"message": str(error), "type": "unknown"}})
                return
            if body.get("stream"):
                self._stream(coming, text)
            else:
                message = {"role": "assistant", "content": coming.result()}
                self._json(200, {"object": "chat.completion", "choices": [{"index": 0, "message": message}]})

        def _json(self, status: int, found: dict[str, Any]) -> None:
            data = json.dumps(found).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def _stream(self, coming: "Future[str]", text: str | None) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            try:
                while text is None:
                    self._event("", None)
                    text = _within(coming, _BEAT)
                self._event(text, None)
                self._event("", "stop")
                self.wfile.write(b"data: [DONE]\n\n")
            except (OSError, UnknownPromptError):
                return  # the client has gone, or sees a stream without an end

        def _event(self, text: str, finish: str | None) -> None:
            choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
            event = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "loopback", "choices": [choice]}
            self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:  # noqa: ARG002 - the base class's signature
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    with ThreadPoolExecutor(4) as pool:
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1"
        finally:
            server.shutdown()
            server.server_close()
            thread.join(timeout=5)


def _within(coming: "Future[str]", seconds: float) -> str | None:
    try:
        return coming.result(timeout=seconds)
    except Waiting:
        return None
