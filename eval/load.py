"""How soon the first words of an answer come when many visitors ask at once: ``python -m eval.load --visitors 20``.

Starts a server of its own (or asks ``--url``), speaks to it as the page does, and prints one JSON object. Each visitor asks a
question of their own in a session of their own; first words are timed from Enter to the message that carries the first line.
"""

import argparse
import asyncio
import json
import re
import statistics
import tempfile
import time
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx

QUESTIONS = (
    "Must we register before our licence to a Chengdu firm takes effect?",
    "What is withheld from royalties paid from China?",
    "自由进口技术合同多久能拿到登记证？",
    "هل يجوز التحكيم خارج مصر في عقد نقل التكنولوجيا؟",
    "¿Qué retención se aplica a las regalías pagadas desde China?",
)

_NUMBER = re.compile(r"&#40;(9\d{4})&#41;")


@dataclass(frozen=True, slots=True)
class Result:
    """Seconds. ``mixed``: visitors who got another's conversation; ``stalled``: those who got no whole answer."""

    visitors: int
    first_p50: float
    first_p95: float
    first_max: float
    whole_p95: float
    mixed: int
    stalled: int


@dataclass(frozen=True, slots=True)
class Seen:
    first: float
    whole: float
    mixed: bool


class Visitor:
    """One browser's worth of traffic."""

    def __init__(self, client: httpx.AsyncClient, ids: dict[str, int]) -> None:
        self._client, self._ids = client, ids
        self._session = uuid.uuid4().hex[:12]

    async def ask(self, question: str, number: int) -> Seen:
        """The question carries its visitor's number, which alone may come back.

        Raises:
            TimeoutError, httpx.HTTPError: no whole answer comes.
        """
        started = time.perf_counter()
        first = 0.0
        numbers: set[str] = set()
        body = {
            "data": [f"{question} ({number})", "en", "auto", None],
            "fn_index": self._ids["ask"],
            "session_hash": self._session,
        }
        (await self._client.post("/gradio_api/queue/join", json=body)).raise_for_status()
        async with self._client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self._session}) as stream:
            async for line in stream.aiter_lines():
                if not line.startswith("data: "):
                    continue
                message = json.loads(line[6:])
                numbers.update(_NUMBER.findall(line))
                if not first and 'class=\\"answer' in line:
                    first = time.perf_counter() - started
                if message["msg"] == "process_completed":
                    if not message.get("success") or not first:
                        raise TimeoutError
                    return Seen(first, time.perf_counter() - started, numbers != {str(number)})
        raise TimeoutError


async def measure(url: str, visitors: int) -> Result:
    """All visitors press Enter at once, after each has loaded the page."""
    limits = httpx.Limits(max_connections=4 * visitors)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        config = (await client.get("/config")).json()
        ids = _functions(config)
        await Visitor(client, ids).ask(QUESTIONS[0], 99_999)  # what is loaded on first use
        asked = (Visitor(client, ids).ask(QUESTIONS[n % len(QUESTIONS)], 90_000 + n) for n in range(visitors))
        results = await asyncio.gather(*asked, return_exceptions=True)
    seen = [result for result in results if isinstance(result, Seen)]
    firsts, wholes = sorted(one.first for one in seen), sorted(one.whole for one in seen)
    return Result(
        visitors,
        round(statistics.median(firsts), 3),
        round(_percentile(firsts, 0.95), 3),
        round(firsts[-1], 3),
        round(_percentile(wholes, 0.95), 3),
        sum(one.mixed for one in seen),
        visitors - len(seen),
    )


def _functions(config: dict[str, Any]) -> dict[str, int]:
    """The event that a question goes to: the one that the box's Enter triggers."""
    box = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "question")
    asks = [d["id"] for d in config["dependencies"] if [box, "submit"] in [list(target) for target in d["targets"]]]
    return {"ask": asks[0]}


def _percentile(values: Sequence[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--url", help="a running server; without it one is started over some of the corpus")
    given = parser.parse_args()
    if given.url:
        print(json.dumps(asdict(asyncio.run(measure(given.url, given.visitors)))))  # noqa: T201 - a script's output
        return
    from tests.web_server import running

    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "home") as server:
        print(json.dumps(asdict(asyncio.run(measure(server.url, given.visitors)))))  # noqa: T201 - a script's output


if __name__ == "__main__":
    main()
