"""Responses of a model, kept in a file and given again: the same run without the model, as in CI.

A prompt names its statements by random ids, so that a text cannot guess them; a recording names them by their place.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from assistant.errors import InputError, ModelError
from eval.model.endpoint import Answers, UnknownPromptError, endpoint

_ID = re.compile(r"^\[([0-9a-f]{4})\]", re.MULTILINE)
_PLACE = re.compile(r"#(\d+)#")


class Recorder:
    """Passes prompts on and keeps what comes back. ``text``: the lines of the recording."""

    def __init__(self, upstream: Answers) -> None:
        self._upstream = upstream
        self._kept: dict[str, str] = {}

    def __call__(self, prompt: str) -> str:
        reply = self._upstream(prompt)
        ids = _ids(prompt)
        self._kept[mark(prompt)] = _swapped(reply, {i: f"#{n}#" for n, i in enumerate(ids)})
        return reply

    def text(self) -> str:
        return "".join(json.dumps({"prompt": k, "reply": v}, ensure_ascii=False) + "\n" for k, v in sorted(self._kept.items()))


class Replayer:
    """Gives what was recorded, with the ids of the prompt at hand.

    Raises:
        InputError: the recording cannot be read.
    """

    def __init__(self, path: Path) -> None:
        try:
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            self._kept = {row["prompt"]: str(row["reply"]) for row in rows}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path} is no recording that can be read.") from error
        self.missed = 0

    def __call__(self, prompt: str) -> str:
        reply = self._kept.get(mark(prompt))
        if reply is None:
            self.missed += 1
            raise UnknownPromptError("This prompt was not recorded: record anew.")
        ids = _ids(prompt)
        return _PLACE.sub(lambda m: ids[int(m[1])] if int(m[1]) < len(ids) else m[0], reply)


def mark(prompt: str) -> str:
    """The same for prompts that differ in their random ids only."""
    plain = _swapped(prompt, {i: f"#{n}#" for n, i in enumerate(_ids(prompt))})
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def upstream(base_url: str, model: str, key: str | None = None, seconds: float = 120.0, most_tokens: int = 300) -> Answers:
    """A real endpoint as a function. Raises ModelError where it fails."""

    def answers(prompt: str) -> str:
        body = {"model": model, "messages": [{"role": "user", "content": prompt}], "temperature": 0, "max_tokens": most_tokens}
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        try:
            reply = httpx.post(f"{base_url.rstrip('/')}/chat/completions", json=body, headers=headers, timeout=seconds)
            reply.raise_for_status()
            return str(reply.json()["choices"][0]["message"]["content"])
        except (httpx.HTTPError, ValueError, KeyError, IndexError, TypeError) as error:
            raise ModelError("The model's endpoint failed.") from error

    return answers


@contextmanager
def recorded(path: Path, source: Answers) -> Iterator[str]:
    """Base URL of an endpoint that asks ``source`` and writes ``path`` at the end."""
    recorder = Recorder(source)
    with endpoint(recorder) as url:
        yield url
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(recorder.text(), encoding="utf-8")


@contextmanager
def replayed(path: Path) -> Iterator[str]:
    """Base URL of an endpoint that knows what ``path`` holds, nothing else."""
    with endpoint(Replayer(path)) as url:
        yield url


def _ids(prompt: str) -> list[str]:
    return list(dict.fromkeys(_ID.findall(prompt)))


def _swapped(text: str, names: dict[str, str]) -> str:
    if not names:
        return text
    return re.sub(r"\b(" + "|".join(map(re.escape, names)) + r")\b", lambda m: names[m[1]], text)
