"""What the desk learns: volume, time to reply, quality of drafts, stale sources, and gaps, each of which opens a record."""

import datetime as dt
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import yaml

from assistant.access import Viewer
from assistant.casework import ATTACHMENT, CITED, Draft, Miss
from assistant.desk.checks import Checks, ended
from assistant.desk.points import without_contacts
from assistant.domain import Source
from assistant.errors import InputError
from assistant.ports import Vectors

Bars = tuple[tuple[str, float], ...]
SAME = 0.62
"""Cosine from which two unanswered points are the same gap."""
_MOST = 12
_EXAMPLES = 5


class FactStore(Protocol):
    def facts(self) -> Sequence[Mapping[str, Any]]: ...
    def misses(self) -> Sequence[Miss]: ...
    def newest_drafts(self) -> Iterable[Draft]: ...


@dataclass(frozen=True, slots=True)
class Gap:
    """Points that could not be answered and are about the same; the first is the one nearest to all."""

    title: str
    count: int
    examples: tuple[Miss, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """``quality``: per language, the share of citing statements without an objection, in per cent."""

    by_language: Bars
    by_country: Bars
    by_topic: Bars
    by_state: Bars
    by_reason: Bars
    reply_time: Bars
    quality: Bars
    gaps: tuple[Gap, ...]
    stale_used: tuple[str, ...]
    wrong_citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analytics:
    """``wrong``: what visitors said of citations. ``encode``: text and language to a vector."""

    store: FactStore
    checks: Checks
    sources: Callable[[], Mapping[str, Source]]
    encode: Callable[[str, str], Vectors]
    wrong: Callable[[], Sequence[str]] = lambda: ()
    today: Callable[[], dt.date] = dt.date.today

    def __call__(self) -> Figures:
        rows = self.store.facts()
        quality: dict[str, list[bool]] = defaultdict(list)
        used: dict[str, None] = {}
        for draft in self.store.newest_drafts():
            bad = {finding.line for finding in self.checks(draft, Viewer("staff"))}
            quality[draft.language] += [n not in bad for n, line in enumerate(draft.lines) if line.kind in CITED]
            used |= dict.fromkeys(c.document_id for c in draft.citations if not c.document_id.startswith(ATTACHMENT))
        days: dict[str, list[float]] = defaultdict(list)
        for row in rows:
            if row["replied"]:
                spent = dt.datetime.fromisoformat(row["replied"]) - dt.datetime.fromisoformat(row["created"])
                days[row["language"]].append(spent.total_seconds() / 86400)
        return Figures(
            by_language=_counted(row["language"] for row in rows),
            by_country=_counted(code for row in rows for code in row["data"]["countries"]),
            by_topic=_counted(term for row in rows for term in (row["data"]["sectors"] or row["data"]["terms"][:3])),
            by_state=_counted(row["state"] for row in rows),
            by_reason=_counted(miss.reason for miss in self.store.misses()),
            reply_time=tuple((code, round(sum(spent) / len(spent), 1)) for code, spent in sorted(days.items())),
            quality=tuple((code, round(100 * sum(good) / len(good), 1)) for code, good in sorted(quality.items()) if good),
            gaps=self.gaps(),
            stale_used=tuple(self._stale(used)),
            wrong_citations=tuple(self.wrong()),
        )

    def gaps(self) -> tuple[Gap, ...]:
        """The largest first; a point joins the gap whose middle is nearest, if it is near enough."""
        clusters: list[tuple[Vectors, list[Miss]]] = []
        for miss in self.store.misses():
            vector = self.encode(without_contacts(miss.text)[:1000], miss.language)
            near = [float(_unit(middle) @ vector) for middle, _ in clusters]
            best = int(np.argmax(near)) if near else -1
            if near and near[best] >= SAME:
                middle, members = clusters[best]
                clusters[best] = (middle + vector, [*members, miss])
            else:
                clusters.append((vector, [miss]))
        clusters.sort(key=lambda cluster: -len(cluster[1]))
        return tuple(Gap(members[0].text, len(members), tuple(members[:_EXAMPLES])) for _, members in clusters)

    def _stale(self, used: Iterable[str]) -> Iterable[str]:
        sources, today = self.sources(), self.today()
        for document in sorted(used):
            source = sources.get(document)
            if source is None:
                yield f"{document}: -"
            elif how := ended(source, today):
                yield f"{document}: {how}"
            elif source.review_by and source.review_by < today:
                yield f"{document}: {source.review_by.isoformat()}"


def open_record(gap: Gap, folder: Path, today: dt.date) -> Path:
    """A draft policy record for an expert to fill, outside the index until it is moved into the corpus.

    Raises:
        InputError: the folder cannot be written.
    """
    places = sorted({code for miss in gap.examples for code in miss.countries if not code.startswith("CN")})
    jurisdiction = places[0] if places else "CN"
    record = {
        "id": f"{jurisdiction.lower()}-gap-{today.isoformat()}-{zlib.crc32(gap.title.encode()) % 10000:04d}",
        "jurisdiction": jurisdiction,
        "names": {"en": "FILL IN: the instrument's name"},
        "status": "unverified",
        "confidence": "unverified",
        "verified_on": None,
        "source": {"title": "FILL IN: where the text was read", "read": "none"},
        "statements": [],
        "asked": [without_contacts(miss.text) for miss in gap.examples],
        "times_asked": gap.count,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{record['id']}.yaml"
        path.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), encoding="utf-8")
    except OSError as error:
        raise InputError(f"The draft record cannot be written to {folder} ({error.strerror}).") from error
    return path


def _counted(values: Iterable[str]) -> Bars:
    return tuple((value, float(n)) for value, n in Counter(values).most_common(_MOST))


def _unit(vector: Vectors) -> Vectors:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)
