"""``serve``: one web process per state folder, from the socket to the last answer."""

import logging
import socket
import sys
from collections.abc import Callable
from contextlib import closing

import uvicorn
from filelock import FileLock, Timeout

from assistant.errors import BusyError, InputError
from assistant.phrases import load_phrases
from assistant.settings import Settings
from assistant.web.application import Door, Opened, build_application

TURN_SECONDS = 0.001
"""How long a thread that composes an answer may keep the others waiting for the interpreter: the loop that sends what is ready
is one of them. (Python's own 5 ms, a few threads and some hundred sends make seconds.)"""
Progress = Callable[[str, int, int], None]


def _silent(_what: str, _done: int, _total: int) -> None:
    return None


def serve(settings: Settings, host: str, port: int, progress: Progress = _silent) -> None:
    """Serves page and API until the process is told to stop.

    Raises:
        InputError: the address cannot be listened on, or the state folder cannot be used.
        BusyError: another web process serves from the same state folder: two would spoil the index.
    """
    start_log(settings.log_level)
    sys.setswitchinterval(TURN_SECONDS)
    lock = _only_one(settings)
    try:
        with closing(_listening(host, port)) as listener:
            door = Door(load_phrases(settings.prompts / "phrases"))
            app = build_application(door, lambda: open_assistant(settings, progress))
            config = uvicorn.Config(
                app,
                access_log=False,
                log_level=settings.log_level.lower(),
                server_header=False,
                timeout_keep_alive=30,
                timeout_graceful_shutdown=5,
            )
            server = uvicorn.Server(config)
            door.failed = lambda: setattr(server, "should_exit", True)
            sys.stderr.write(f"http://{_shown(host)}:{listener.getsockname()[1]}\n")
            server.run(sockets=[listener])
            if door.failure is not None:
                raise door.failure
    finally:
        lock.release()


def start_log(level: str) -> None:
    """Our own messages from ``level`` on; of libraries warnings only, whatever the level: at DEBUG they write down what they
    send, which is what people ask, and statements of SQL with their values."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    logging.getLogger("assistant").setLevel(level)


def open_assistant(settings: Settings, progress: Progress = _silent) -> Opened:
    """The assistant and its pages: slow, so it runs while the server already answers ``/healthz``."""
    from assistant.app import Assistant  # this and Gradio take seconds to import
    from assistant.web.site import build_site

    assistant = Assistant(settings, progress)
    site = build_site(assistant, settings)
    assistant.ask(assistant.phrases.say("zh", "ui.example.1"))  # what is built at the first question no visitor waits for
    return assistant, site


def _only_one(settings: Settings) -> FileLock:
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(settings.home / "web.lock")
        lock.acquire(timeout=0)
    except Timeout as error:
        raise BusyError(
            f"Another web process already serves from {settings.home}: stop it, or set ASSISTANT_HOME otherwise."
        ) from error
    except OSError as error:
        raise InputError(f"The state folder {settings.home} cannot be used ({error.strerror}): set ASSISTANT_HOME.") from error
    return lock


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise InputError(f"{host!r} is not an address to listen on ({error.strerror}).") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(512)
    except OSError as error:
        listener.close()
        raise InputError(f"Port {port} on {host} cannot be used ({error.strerror}): choose another with --port.") from error
    return listener


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
