"""Another system, measured through its HTTP API on the same questions. A TOML file says how to ask and where its answer stands.

```toml
name = "other"
url = "http://127.0.0.1:8000/ask"
seconds = 30

[headers]                       # "$NAME" is taken from the environment, so that no key stands in a file
Authorization = "$OTHER_KEY"

[body]                          # sent as JSON; {question} and {language} are filled in, "{history}" becomes the list of turns
query = "{question}"

[reply]                         # where things stand: names joined by dots, numbers for places in lists, * for each of a list
text = "choices.0.message.content"
language = "language"           # all but text may be left out
refused = "refused"
ranking = "sources.*.id"        # ids of this knowledge base's passages or statements, the best first
citations = "sources.*"         # each with:
passage = "id"
quote = "text"

refusals = ["I do not know"]    # an answer that holds one of these is a refusal
```
"""

import os
import time
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.domain import Citation
from assistant.errors import InputError
from eval.measure import ask_all, result, score
from eval.questions import Asked
from eval.records import Base, Found, Reply, SystemResult, group_of, record_of
from eval.system import FAILED


class Places(BaseModel):
    """Where in the reply what stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    language: str = ""
    refused: str = ""
    ranking: str = ""
    citations: str = ""
    passage: str = "passage_id"
    quote: str = "quote"


class Api(BaseModel):
    """How another system is asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    url: str
    seconds: float = 60.0
    headers: Mapping[str, str] = {}
    body: Mapping[str, Any]
    reply: Places
    refusals: tuple[str, ...] = ()


def load_api(path: Path) -> Api:
    """Raises:
    InputError: the file is missing or wrong, or a variable of the environment that it names is not set.
    """
    try:
        api = Api(**tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise InputError(f"{path} cannot be read.") from error
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise InputError(f"{path.name} is wrong: {' '.join(str(error).split()[:30])}") from error
    missing = [v for v in api.headers.values() if v.startswith("$") and v[1:] not in os.environ]
    if missing:
        raise InputError(f"{path.name} needs {', '.join(missing)} in the environment.")
    return api.model_copy(update={"headers": {k: os.environ[v[1:]] if v.startswith("$") else v for k, v in api.headers.items()}})


class HttpSystem:
    """Asks; ``failed`` counts questions to which nothing usable came back: they score zero."""

    def __init__(self, api: Api, client: httpx.Client) -> None:
        self._api, self._client = api, client
        self.failed = 0

    def __call__(self, asked: Asked) -> Reply:
        started = time.perf_counter()
        try:
            answer = self._client.post(self._api.url, json=filled(self._api.body, asked))
            answer.raise_for_status()
            found = self._read(answer.json())
        except (httpx.HTTPError, ValueError):
            self.failed += 1
            return FAILED
        spent = round((time.perf_counter() - started) * 1000, 1)
        return Reply(**{**found, "timings": {"total": spent}})

    def _read(self, data: object) -> dict[str, Any]:
        places = self._api.reply
        text = at(data, places.text)
        if not isinstance(text, str):
            raise ValueError("no text")
        said = bool(at(data, places.refused)) if places.refused else False
        refused = said or any(words.casefold() in text.casefold() for words in self._api.refusals)
        ranking = [i for i in _listed(at(data, places.ranking)) if isinstance(i, str)] if places.ranking else []
        cited = [c for c in _listed(at(data, places.citations)) if isinstance(c, Mapping)] if places.citations else []
        return {
            "text": text,
            "language": str(at(data, places.language) or "") or None if places.language else None,
            "refused": refused,
            "ranking": tuple(Found((group_of(i),)) for i in dict.fromkeys(ranking)),
            "citations": tuple(_citation(n, c, places) for n, c in enumerate(cited, 1)),
        }


def measure_api(path: Path, asked: Sequence[Asked], base: Base) -> SystemResult:
    """All measures that the other system's answers allow. Failures are named."""
    api = load_api(path)
    with httpx.Client(timeout=api.seconds, headers=dict(api.headers)) as client:
        system = HttpSystem(api, client)
        replies = ask_all(system, asked, api.name)
    scores = score(asked, replies, base)
    if not api.reply.ranking:
        scores = {name: own for name, own in scores.items() if "@" not in name and name != "followup"}
    return result(api.name, asked, scores, f"{system.failed} of {len(asked)} questions failed" if system.failed else "")


def filled(body: object, asked: Asked) -> Any:
    """``body`` with the question in its places."""
    if isinstance(body, Mapping):
        return {name: filled(value, asked) for name, value in body.items()}
    if isinstance(body, list):
        return [filled(value, asked) for value in body]
    if body == "{history}":
        return [{"role": turn.role, "content": turn.content} for turn in asked.history]
    if isinstance(body, str):
        return body.replace("{language}", asked.language).replace("{question}", asked.question)
    return body


def at(data: object, path: str) -> Any:
    """What stands at ``path``; None where nothing does. ``*`` gathers over a list."""
    head, _, rest = path.partition(".")
    if head == "*":
        found = [at(one, rest) if rest else one for one in data] if isinstance(data, list) else []
        return [one for one in found if one is not None]
    if isinstance(data, Mapping):
        inner = data.get(head)
    elif isinstance(data, list) and head.isdigit() and int(head) < len(data):
        inner = data[int(head)]
    else:
        return None
    return at(inner, rest) if rest else inner


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _citation(n: int, found: Mapping[str, Any], places: Places) -> Citation:
    passage = str(at(found, places.passage) or "")
    quote = str(at(found, places.quote) or "")
    document = record_of(group_of(passage))
    return Citation(
        n=n, document_id=document, passage_id=passage, title=document, original_title=document, locator="", quote=quote,
        language=passage.rpartition("@")[2] if "@" in passage else "", status="in_force", confidence="unverified",
    )  # fmt: skip
