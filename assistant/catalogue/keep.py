"""Profiles into SQL and the vector index. SQL first; killed anywhere, the next run ends where an undisturbed one would."""

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import numpy as np
import yaml
from pydantic import ValidationError

from assistant.catalogue.lifecycle import overlaid
from assistant.catalogue.texts import encoded, profile_vector, text_hash
from assistant.domain import Failure, Visibility
from assistant.errors import StoreError
from assistant.files import read_yaml
from assistant.partnering import LifeStep
from assistant.ports import Progress, VectorIndex, Vectors
from assistant.profile import Profile

CORPUS, IMPORT = "corpus", "import"
_BATCH = 64
_AHEAD = 8
"""Batches that are being encoded while others are read and written: what bounds the memory."""


class Encoding(Protocol):
    """Encodes batches, in parallel where it can."""

    @property
    def name(self) -> str: ...

    def submit(self, texts: Sequence[str], languages: Sequence[str]) -> Future[Vectors]: ...


class CatalogueStore(Protocol):
    """What keeping profiles needs of SQL."""

    def hashes(self, ids: Sequence[str] | None = None, origin: str | None = None) -> dict[str, tuple[str, str]]: ...
    def last_steps(self, ids: Sequence[str]) -> dict[str, LifeStep]: ...
    def put(
        self,
        profiles: Sequence[tuple[Profile, str]],
        origin: str,
        vectors: dict[str, Vectors],
        encoder: str,
        contacts: dict[str, str] | None = None,
    ) -> None: ...
    def put_vectors(self, vectors: dict[str, Vectors], encoder: str) -> None: ...
    def remove(self, ids: Sequence[str]) -> None: ...
    def known_vectors(self, hashes: Sequence[str], encoder: str) -> set[str]: ...
    def vectors_of(self, ids: Sequence[str], encoder: str) -> dict[str, Vectors]: ...
    def vector_batches(self, visibility: Visibility, encoder: str) -> Iterator[tuple[list[str], Vectors]]: ...
    def without_vector(self, encoder: str) -> list[tuple[str, Profile]]: ...
    def live_count(self, visibility: Visibility) -> int: ...
    def pending(self) -> list[tuple[int, str, str, str]]: ...
    def settle(self, up_to: int, generation: str) -> None: ...
    def generation(self) -> str: ...
    def settled(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Row:
    """A profile read from a file, or the reason why line ``line`` holds none."""

    line: int
    profile: Profile | None = None
    reason: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    line: int
    reason: str


@dataclass(slots=True)
class ImportReport:
    """Counts of profiles. ``failed``: files of the corpus that hold no valid profile."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)


@dataclass(slots=True)
class _Batch:
    profiles: list[Profile]
    hashes: list[str]
    contacts: dict[str, str]
    ready: dict[str, Vectors]
    missing: dict[str, Profile]
    """By text hash, in the order in which they were handed to the encoder."""
    coming: Future[Vectors] | None


@dataclass(frozen=True, slots=True)
class Keeper:
    """The stage, with what it needs. ``shipped`` gives vectors kept beside the corpus, by profile id and text hash."""

    store: CatalogueStore
    indexes: Mapping[Visibility, VectorIndex]
    encoder: Encoding
    content_hash: Callable[[Profile], str]
    shipped: Callable[[str, Sequence[str]], dict[str, Vectors]]
    progress: Progress
    today: Callable[[], dt.date] = dt.date.today

    def corpus(self, root: Path) -> ImportReport:
        """Bring the store in step with ``corpus/catalogue``."""
        report = ImportReport()
        paths = sorted((root / "catalogue").glob("*.yaml"))
        known = self.store.hashes(origin=CORPUS)
        present: set[str] = set()
        self._take(self._records(paths, report, present), CORPUS, report, len(paths))
        gone = sorted(set(known) - present)
        if gone:
            self.store.remove(gone)
            report.removed = len(gone)
        self.synchronise()
        return report

    def bring_in(self, rows: Iterable[Row], total: int = 0, origin: str = IMPORT) -> ImportReport:
        """Import rows: good ones go in, bad ones are reported; a row that says what is known changes nothing."""
        report = ImportReport()
        self._take(rows, origin, report, total)
        self.synchronise()
        return report

    def synchronise(self) -> None:
        """Make the vector index agree with SQL."""
        self._encode_what_is_missing()
        pending, generation, settled = self.store.pending(), self.store.generation(), self.store.settled()
        for visibility, index in self.indexes.items():
            self._index(visibility, index, [row for row in pending if row[2] == visibility], settled)
            index.set_stamp(generation)
        if generation != settled:
            self.store.settle(max((row[0] for row in pending), default=0), generation)

    # --- parts -----------------------------------------------------------------------------------------------------

    def _records(self, paths: Sequence[Path], report: ImportReport, present: set[str]) -> Iterator[Row]:
        for n, path in enumerate(paths, 1):
            present.add(path.stem)
            try:
                profile = Profile.model_validate(read_yaml(path))
                if profile.id != path.stem:
                    raise ValueError(f"the id {profile.id!r} differs from the file's name")
            except (ValidationError, yaml.YAMLError, ValueError, TypeError, OSError) as error:
                report.failed.append(Failure(f"catalogue/{path.name}", " ".join(str(error).split())[:300]))
            else:
                yield Row(n, profile)

    def _take(self, rows: Iterable[Row], origin: str, report: ImportReport, total: int) -> None:
        waiting: deque[_Batch] = deque()
        part: list[Row] = []
        seen: dict[str, int] = {}
        for row in rows:
            if row.profile is None:
                report.rejected.append(Rejected(row.line, row.reason or "unreadable"))
            elif (first := seen.setdefault(row.profile.id, row.line)) != row.line:
                report.rejected.append(Rejected(row.line, f"the id {row.profile.id!r} stands in line {first} already"))
            else:
                part.append(row)
            if len(part) == _BATCH:
                self._start(part, origin, report, waiting)
                part = []
                self.progress("profiles", row.line, total)
        self._start(part, origin, report, waiting)
        while waiting:
            self._store(waiting.popleft(), origin)

    def _start(self, rows: Sequence[Row], origin: str, report: ImportReport, waiting: deque[_Batch]) -> None:
        """Hand new and changed profiles of a batch to the encoder; store the oldest batch when many are under way."""
        ids = [row.profile.id for row in rows if row.profile]
        known, steps = self.store.hashes(ids), self.store.last_steps(ids)
        changed = []
        for row in rows:
            assert row.profile is not None
            profile = overlaid(row.profile, steps.get(row.profile.id), self.today())
            before = known.get(profile.id)
            if before == (self.content_hash(profile), text_hash(profile)):
                report.unchanged += 1
                continue
            report.added, report.updated = report.added + (before is None), report.updated + (before is not None)
            changed.append(replace(row, profile=profile))
        if changed:
            profiles = [row.profile for row in changed if row.profile]
            contacts = {row.profile.id: row.contact for row in changed if row.profile and row.contact}
            waiting.append(self._encode(profiles, contacts, origin))
        while len(waiting) > _AHEAD:
            self._store(waiting.popleft(), origin)

    def _encode(self, profiles: list[Profile], contacts: dict[str, str], origin: str) -> _Batch:
        hashes = [text_hash(profile) for profile in profiles]
        have = self.store.known_vectors(hashes, self.encoder.name)
        ready: dict[str, Vectors] = {}
        todo: dict[str, Profile] = {}
        for profile, key in zip(profiles, hashes, strict=True):
            if key in have:
                continue
            kept = self.shipped(profile.id, [key]) if origin == CORPUS else {}
            if key in kept:
                ready[key] = kept[key]
            else:
                todo[key] = profile
        texts = [version for profile in todo.values() for version in encoded(profile)]
        coming = self.encoder.submit([text for _, text in texts], [code for code, _ in texts]) if texts else None
        return _Batch(profiles, hashes, contacts, ready, todo, coming)

    def _store(self, batch: _Batch, origin: str) -> None:
        vectors = batch.ready | (_vectors(batch.missing, batch.coming.result()) if batch.coming else {})
        pairs = list(zip(batch.profiles, batch.hashes, strict=True))
        self.store.put(pairs, origin, vectors, self.encoder.name, batch.contacts)

    def _encode_what_is_missing(self) -> None:
        missing = self.store.without_vector(self.encoder.name)
        for start in range(0, len(missing), _BATCH):
            part = dict(missing[start : start + _BATCH])
            texts = [version for profile in part.values() for version in encoded(profile)]
            rows = self.encoder.submit([text for _, text in texts], [code for code, _ in texts]).result()
            self.store.put_vectors(_vectors(part, rows), self.encoder.name)
            self.progress("profile vectors", start + len(part), len(missing))

    def _index(
        self, visibility: Visibility, index: VectorIndex, pending: Sequence[tuple[int, str, str, str]], settled: str
    ) -> None:
        """Tell the index what is pending; rebuild it where much changed, or where it is not what SQL left it to be."""
        last = {profile: action for _, profile, _, action in pending}
        removed = [profile for profile, action in last.items() if action == "remove"]
        added = [profile for profile, action in last.items() if action == "add"]
        try:
            if index.stamp() in {settled, ""} and len(removed) + len(added) <= max(index.count() // 5, 500):
                if removed:
                    index.remove(removed)
                found = self.store.vectors_of(added, self.encoder.name)
                if found:
                    index.add(list(found), np.stack(list(found.values())))
                if index.count() == self.store.live_count(visibility):
                    return
        except StoreError:
            pass  # a broken index is made anew
        index.rebuild(self.store.vector_batches(visibility, self.encoder.name))


def _vectors(missing: Mapping[str, Profile], rows: Vectors) -> dict[str, Vectors]:
    """By text hash; ``rows`` hold the texts of one profile after the other."""
    found: dict[str, Vectors] = {}
    at = 0
    for key, profile in missing.items():
        count = len(encoded(profile))
        found[key] = profile_vector(profile, rows[at : at + count])
        at += count
    return found
