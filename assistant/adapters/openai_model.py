"""Any OpenAI-compatible chat endpoint through LangChain, with deadlines that hold.

Retries are made in one place, the ``openai`` package (408, 409, 429, 5xx and refused connections, with jitter, obeying
Retry-After); the deadlines here end whatever takes longer, retries included.
"""

import queue
import threading
import time
from dataclasses import dataclass

import openai
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_openai import ChatOpenAI

from assistant.adapters.quiet import quiet_endpoints
from assistant.errors import ModelError, ModelKeyError

RETRIES = 2


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds: to connect, to the first token, between tokens, in all."""

    connect: float = 5.0
    first: float = 20.0
    between: float = 15.0
    total: float = 60.0


def chat_model(model: str, key: str | None, base_url: str | None, deadlines: Deadlines) -> BaseChatModel:
    """A LangChain model for the endpoint. A server without keys accepts any."""
    quiet_endpoints()
    return ChatOpenAI(
        model=model,
        api_key=key or "none",  # type: ignore[arg-type]
        base_url=base_url,
        temperature=0,
        max_retries=RETRIES,
        timeout=openai.Timeout(deadlines.first, connect=deadlines.connect),
        streaming=True,
    )


class StreamedCompletion:
    """``__call__`` sends one prompt and gives the whole text, or raises in time."""

    def __init__(self, model: BaseChatModel, deadlines: Deadlines) -> None:
        self._model = model
        self._deadlines = deadlines

    def __call__(self, prompt: str) -> str:
        """Raises:
        ModelKeyError: the key was refused.
        ModelError: the endpoint failed, was too slow, or cut its answer off.
        """
        started = time.monotonic()
        chunks: queue.Queue[str | BaseException | None] = queue.Queue()
        stopped = threading.Event()
        threading.Thread(target=self._read, args=(prompt, chunks, stopped), daemon=True).start()
        parts: list[str] = []
        try:
            while True:
                left = started + self._deadlines.total - time.monotonic()
                wait = min(left, self._deadlines.between if parts else self._deadlines.first)
                item = chunks.get(timeout=max(wait, 0.001))
                if item is None:
                    return "".join(parts)
                if isinstance(item, BaseException):
                    raise _translated(item)
                parts.append(item)
        except queue.Empty as error:
            raise ModelError("The model's endpoint was too slow.") from error
        finally:
            stopped.set()

    def _read(self, prompt: str, chunks: "queue.Queue[str | BaseException | None]", stopped: threading.Event) -> None:
        finished = False
        try:
            for chunk in self._model.stream(prompt):
                if stopped.is_set():
                    return
                reason = chunk.response_metadata.get("finish_reason")
                if reason == "length":
                    chunks.put(ModelError("The model's answer was cut off."))
                    return
                finished = finished or reason is not None
                if chunk.content:
                    chunks.put(str(chunk.content))
            chunks.put(None if finished else ModelError("The model's answer ended before its end."))
        except BaseException as error:  # noqa: BLE001 - handed to the caller's thread, which raises it
            chunks.put(error)


def _translated(error: BaseException) -> ModelError:
    """Vendor errors as ours; anything unknown is a programming error and stays what it is."""
    if isinstance(error, ModelError):
        return error
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        failure: ModelError = ModelKeyError("The model's endpoint refused the key.")
    elif isinstance(error, openai.APIStatusError):
        failure = ModelError(f"The model's endpoint answered {error.status_code}.")
    elif isinstance(error, openai.OpenAIError | OSError | ValueError):
        failure = ModelError(f"The model's endpoint cannot be used ({type(error).__name__}).")
    else:
        raise error
    failure.__cause__ = error
    return failure
