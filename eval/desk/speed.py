"""How fast queue and search are among ten thousand inquiries, at the server: store and authorisation, without a page around."""

import datetime as dt
import random
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from assistant.access import Viewer
from assistant.adapters.sql.database import Database
from assistant.adapters.sql.desk import SqlDesk
from assistant.casework import STATES, Contact, Filter, Inquiry
from assistant.desk.checks import Checks
from assistant.desk.draft import Drafter
from assistant.desk.review import Review
from eval.desk.drafts import load

VIEWER = Viewer("staff", None, "eval")
LIMITS = {"queue": 300.0, "search": 500.0}
"""Milliseconds, as the issue asks."""


def fill(store: SqlDesk, amount: int) -> None:
    """Texts of the evaluation, shuffled sentence by sentence so that no two are alike."""
    chance = random.Random(7)
    sentences = [part for one in load() for part in one.text.splitlines() if part]
    begun = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for n in range(amount):
        text = " ".join(chance.choices(sentences, k=chance.randint(3, 9)))
        store.add(
            "eval",
            Inquiry(
                f"QE{n:07d}", begun + dt.timedelta(minutes=n), "text", text[:80], text, chance.choice(("zh", "en", "ar", "ru")),
                countries=("SA",), urgency="normal", node=chance.choice(("cq-bri-centre", "centre-arab-states")),
                due=dt.date(2026, 12, 1) + dt.timedelta(days=chance.randint(0, 90)),
                contact=Contact("N. N.", f"n{n}@example.org"), state=chance.choice(STATES),
            ),
            f"print-{n}",
        )  # fmt: skip


def measure(folder: Path, amount: int = 10_000, times: int = 15) -> dict[str, tuple[float, float]]:
    """Step -> (median, slowest) in milliseconds; the database lies in ``folder``."""
    with closing(Database(f"sqlite:///{folder / 'speed.db'}")) as database:
        store = SqlDesk(database)
        if store.queue(Filter(), 1)[1] < amount:
            fill(store, amount)
        checks, drafter = cast(Checks, SimpleNamespace()), cast(Drafter, SimpleNamespace())
        review = Review(store, drafter, checks, ())
        asked: dict[str, Filter] = {
            "queue": Filter(),
            "queue of a node and a state": Filter(states=("new", "drafted"), node="cq-bri-centre"),
            "search for a word": Filter(words="membrane"),
            "search for two words in Arabic": Filter(words="ضريبة الاستقطاع"),
            "search for what is nowhere": Filter(words="xyzzy"),
            "search in Chinese": Filter(words="个人信息"),
        }
        steps: dict[str, Callable[[], object]] = {name: partial(review.queue, VIEWER, wanted) for name, wanted in asked.items()}
        steps["queue, the last page"] = lambda: review.queue(VIEWER, Filter(), 50, amount - 50)
        steps["one inquiry"] = lambda: review.inquiry(VIEWER, "QE0000007")
        return {name: _timed(step, times) for name, step in steps.items()}


def _timed(step: Callable[[], object], times: int) -> tuple[float, float]:
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        step()
        spent.append((time.perf_counter() - started) * 1000)
    return statistics.median(spent), max(spent)
