"""How soon a visitor sees the page and the first words of an answer, alone and among many: ``python -m eval.load``.

Starts a server of its own over the whole corpus (or asks ``--url``), speaks to it as the page does, and prints one JSON object
in seconds. Each visitor has opened the page and asks a question of their own; first words are timed from Enter to the message
that carries the first line. Whatever else the machine does counts too: ``load`` is its load average before and after. So there
are five rounds of visitors who press Enter at once, of which the one in the middle is shown.
"""

import argparse
import asyncio
import json
import os
import re
import shutil
import statistics
import sys
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import httpx

from eval.served import served

QUESTIONS = (
    "Must we register before our licence to a Chengdu firm takes effect?",
    "What is withheld from royalties paid from China?",
    "自由进口技术合同多久能拿到登记证？",
    "هل يجوز التحكيم خارج مصر في عقد نقل التكنولوجيا؟",
    "¿Qué retención se aplica a las regalías pagadas desde China?",
)

ROUNDS = 5
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

    async def open(self) -> None:
        """What the page asks for as soon as it is there."""
        async for _line in self._sent("load", []):
            pass

    async def ask(self, question: str, number: int) -> Seen:
        """The question carries its visitor's number, which alone may come back; the sources of the answer follow it.

        Raises:
            TimeoutError, httpx.HTTPError: no whole answer comes.
        """
        started = time.perf_counter()
        first = 0.0
        numbers: set[str] = set()
        async for line in self._sent("ask", [f"{question} ({number})", "en", "auto", None]):
            numbers.update(_NUMBER.findall(line))
            if not first and 'class=\\"answer' in line:
                first = time.perf_counter() - started
        whole = time.perf_counter() - started
        if not first:
            raise TimeoutError
        async for line in self._sent("settled", ["en", None]):
            numbers.update(_NUMBER.findall(line))
        return Seen(first, whole, numbers != {str(number)})

    async def _sent(self, event: str, data: list[str | None]) -> AsyncIterator[str]:
        """The messages that come of an event, up to the one that ends it."""
        body = {"data": data, "fn_index": self._ids[event], "session_hash": self._session}
        (await self._client.post("/gradio_api/queue/join", json=body)).raise_for_status()
        async with self._client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self._session}) as stream:
            async for line in stream.aiter_lines():
                if not line.startswith("data: "):
                    continue
                yield line
                message = json.loads(line[6:])
                if message["msg"] == "process_completed":
                    if not message.get("success"):
                        raise TimeoutError
                    return
        raise TimeoutError


async def measure(url: str, visitors: int, *, together: bool) -> Result:
    """All visitors press Enter at once, or one after the other."""
    limits = httpx.Limits(max_connections=4 * visitors)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        config = (await client.get("/config")).json()
        ids = _functions(config)
        await Visitor(client, ids).ask(QUESTIONS[0], 99_999)  # what is loaded on first use
        there = [Visitor(client, ids) for _ in range(visitors)]
        for visitor in there:
            await visitor.open()
        asked = [visitor.ask(QUESTIONS[n % len(QUESTIONS)], 90_000 + n) for n, visitor in enumerate(there)]
        results: list[Seen | BaseException] = []
        if together:
            results += await asyncio.gather(*asked, return_exceptions=True)
        else:
            for one in asked:
                results.append(await one)
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
    """Which event is which: that of opening the page, that of the box's Enter, and what follows that."""
    box = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "question")
    events = config["dependencies"]
    ask = next(d["id"] for d in events if [box, "submit"] in [list(target) for target in d["targets"]])
    load = next(d["id"] for d in events if "load" in [name for _, name in d["targets"]])
    return {"load": load, "ask": ask, "settled": next(d["id"] for d in events if d["trigger_after"] == ask)}


def _percentile(values: Sequence[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))]


def usable(url: str, times: int) -> list[tuple[float, float]]:
    """Until a question can be typed, from following a link to the page and from the browser's ``load`` event; each time in a new
    browser profile, the quickest first. Nothing where there is no Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return []
    from playwright.sync_api import sync_playwright  # needed for this number only

    seconds = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(times + 1):
            page = browser.new_context(locale="en").new_page()
            started = time.perf_counter()
            page.goto(url)  # returns at ``load``
            loaded = time.perf_counter()
            page.wait_for_selector("#locale[data-lang=en]", state="attached")
            page.wait_for_selector("#question textarea:enabled")
            ready = time.perf_counter()
            seconds.append((round(ready - started, 3), round(ready - loaded, 3)))
            page.context.close()
        browser.close()
    return sorted(seconds[1:])  # the first warms up the browser itself


def report(url: str, visitors: int) -> dict[str, Any]:
    before = os.getloadavg()[0]
    alone = asyncio.run(measure(url, 10, together=False))
    rounds = [asyncio.run(measure(url, visitors, together=True)) for _ in range(ROUNDS)]
    crowd = sorted(rounds, key=lambda one: one.first_p95)[ROUNDS // 2]
    lost = {name: sum(getattr(one, name) for one in rounds) for name in ("mixed", "stalled")}
    page = usable(url, 5)
    return {
        "alone": asdict(alone),
        "together": asdict(crowd) | lost,
        "page": _page(page) if page else None,
        "load": [round(before, 2), round(os.getloadavg()[0], 2)],
    }


def _page(seen: Sequence[tuple[float, float]]) -> dict[str, float]:
    return {
        "median": statistics.median(whole for whole, _ in seen),
        "most": max(whole for whole, _ in seen),
        "median after load": statistics.median(after for _, after in seen),
        "most after load": max(after for _, after in seen),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--url", help="a running server that sets no limit of questions a minute")
    given = parser.parse_args()
    if given.url:
        found = report(given.url, given.visitors)
    else:
        with served() as url:
            found = report(url, given.visitors)
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
