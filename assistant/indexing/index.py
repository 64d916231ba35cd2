"""Documents into SQL and the indexes made from it. SQL first, one transaction a file; the rest follows and can be repeated.

Killed anywhere, the next run ends where an undisturbed one would: what SQL holds is whole files, and a list of what the
vector index has yet to be told.
"""

import datetime as dt
import logging
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import yaml
from pydantic import ValidationError

from assistant.domain import Failure, IndexReport, Links, ParsedFile, Passage, Source, Visibility
from assistant.errors import CorpusError, DocumentError, StoreError
from assistant.files import read_yaml
from assistant.indexing.corpus import Document, document_of
from assistant.indexing.encoding import BulkEncoder, Coming, submit
from assistant.indexing.load import Candidate, Options, find_files, hash_file
from assistant.indexing.quality import assess, hidden_text, repair
from assistant.indexing.records import SCHEMAS, Asks, Bonds, Maintained
from assistant.indexing.vectors import ShippedVectors, text_hash
from assistant.ports import LexicalIndex, Parser, Progress, VectorIndex, Vectors

CORPUS = "corpus"
CORPUS_FORM = 9
"""Version of the way from a record to its passages: a change rewrites all of them."""
_BATCH = 16
_FILES_AHEAD = 24
_BATCHES_AHEAD = 64
_SAMPLE = 8
_SAME = 0.99
"""At least this cosine has a vector with itself, kept in half precision."""
_log = logging.getLogger(__name__)
VISIBILITIES: tuple[Visibility, ...] = ("public", "member", "staff")


class IndexStore(Protocol):
    """What indexing needs of SQL."""

    def hashes(self, origin: str | None = None) -> dict[str, tuple[str, str, str]]: ...
    def known_vectors(self, hashes: Sequence[str], encoder: str) -> set[str]: ...
    def put_vectors(self, vectors: dict[str, Vectors], encoder: str) -> None: ...
    def replace_documents(
        self,
        path: str,
        origin: str,
        content_hash: str,
        documents: Sequence[tuple[Source, Sequence[Passage], dict[str, Links], dict[str, tuple[str, dict[str, Any]]]]],
        hashes: dict[str, str],
        vectors: dict[str, Vectors],
        encoder: str,
    ) -> None: ...
    def remove_documents(self, ids: Sequence[str]) -> None: ...
    def pending(self) -> list[tuple[int, str, str, str]]: ...
    def settle(self, up_to: int, generation: str) -> None: ...
    def sample(self, visibility: str, n: int) -> list[str]: ...
    def vectors_of(self, passage_ids: Sequence[str], encoder: str) -> dict[str, Vectors]: ...
    def vector_batches(self, visibility: str, encoder: str, size: int = 1000) -> Iterator[tuple[list[str], Vectors]]: ...
    def passages_without_vector(self, encoder: str) -> list[tuple[str, Passage]]: ...
    def visible_count(self, visibility: str) -> int: ...
    def vacuum_vectors(self) -> None: ...
    def meta(self, key: str) -> str | None: ...
    def texts(self) -> Iterator[Passage]: ...


@dataclass(slots=True)
class _Waiting:
    """A file that is parsed and whose passages are being encoded."""

    path: str
    origin: str
    content_hash: str
    documents: list[Document]
    hashes: dict[str, str]
    ready: dict[str, Vectors]
    coming: list[tuple[list[str], Coming]]


@dataclass(slots=True)
class _Tally:
    indexed: int = 0
    unchanged: int = 0
    removed: int = 0
    passages: int = 0
    failed: list[Failure] = field(default_factory=list)
    flagged: list[Failure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Indexer:
    """The whole stage. ``chunk`` is given in so that what is indexed can be exchanged in a test of the machinery."""

    store: IndexStore
    indexes: dict[Visibility, VectorIndex]
    lexical: LexicalIndex
    lexical_folder: Path
    encoder: BulkEncoder
    parser: Parser
    chunk: Callable[[ParsedFile, str, str], list[Passage]]
    identify: Callable[[str], str]
    terms: Callable[[str, str], Sequence[str]]
    progress: Progress

    # --- the corpus ----------------------------------------------------------------------------------------------

    def corpus(self, root: Path) -> IndexReport:
        """Bring the store in step with ``corpus/``."""
        started = time.perf_counter()
        tally = _Tally()
        shipped = ShippedVectors(root, self.encoder.name)
        before = {path: digest for path, digest, _ in self.store.hashes(CORPUS).values()}
        files = [(folder, path) for folder in SCHEMAS for path in sorted((root / folder).glob("*.yaml"))]
        present = {f"{folder}/{path.name}" for folder, path in files}
        waiting: deque[_Waiting] = deque()
        for n, (folder, path) in enumerate(files):
            name = f"{folder}/{path.name}"
            beside = {kind: root / kind / path.name for kind in ("asks", "bonds")}
            digest = ":".join((*(hash_file(file) for file in (path, *beside.values()) if file.is_file()), str(CORPUS_FORM)))
            if before.get(name) == digest:
                tally.unchanged += 1
                continue
            try:
                raw = read_yaml(path)
                record = SCHEMAS[folder].model_validate(raw)
                if isinstance(record, Maintained) and record.id != path.stem:
                    raise CorpusError(f"the id {record.id!r} differs from the file's name")
                asks = Asks.model_validate(read_yaml(beside["asks"])) if beside["asks"].is_file() else None
                bonds = Bonds.model_validate(read_yaml(beside["bonds"])) if beside["bonds"].is_file() else None
                document = document_of(record, name, asks, bonds)
            except (ValidationError, yaml.YAMLError, UnicodeDecodeError, TypeError, CorpusError, OSError) as error:
                tally.failed.append(Failure(name, " ".join(str(error).split())[:300]))
                continue
            item = self._prepare(name, CORPUS, digest, [document], shipped.read(document.source.id, _hashes([document]).values()))
            waiting.append(item)
            self._drain(waiting, tally)
            self.progress("corpus", n + 1, len(files))
        self._drain(waiting, tally, all_of_them=True)
        gone = [i for i, (path, _, _) in self.store.hashes(CORPUS).items() if path not in present]
        self._remove(gone, tally)
        self.synchronise()
        return _report(tally, started)

    # --- documents from outside ------------------------------------------------------------------------------------

    def paths(self, given: Sequence[Path], options: Options) -> IndexReport:
        """Add files and folders; forget files of these folders that are there no more."""
        started = time.perf_counter()
        tally = _Tally()
        batches = [find_files(path, options) for path in given]
        candidates = list({str(c.path.resolve()): c for found, _ in batches for c in found}.values())
        for _, failures in batches:
            tally.failed += failures
        before = {path: digest for path, digest, _ in self.store.hashes().values()}
        waiting: deque[_Waiting] = deque()
        for n, candidate in enumerate(candidates):
            if before.get(str(candidate.path.resolve())) == candidate.content_hash:
                tally.unchanged += 1
            else:
                item = self._parse(candidate, options, tally)
                if item is not None:
                    waiting.append(item)
                    self._drain(waiting, tally)
            self.progress(candidate.path.name, n + 1, len(candidates))
        self._drain(waiting, tally, all_of_them=True)
        present = {str(candidate.path.resolve()) for candidate in candidates}
        failed = {failure.path for failure in tally.failed}
        for path in given:
            origin = str(path.resolve())
            known = [(i, p) for i, (p, _, o) in self.store.hashes().items() if o == origin or _is_below(p, o, origin)]
            self._remove([i for i, p in known if p not in present or p in failed], tally)
        self.synchronise()
        return _report(tally, started)

    def _parse(self, candidate: Candidate, options: Options, tally: _Tally) -> _Waiting | None:
        path = str(candidate.path.resolve())
        try:
            parsed = self.parser.parse(candidate.path)
        except DocumentError as error:
            tally.failed.append(Failure(path, str(error)))
            return None
        documents = []
        for item in parsed:
            try:
                documents.append(self._document(item, candidate, options, tally))
            except DocumentError as error:
                tally.failed.append(Failure(f"{path}#{item.key}" if item.key else path, str(error)))
        if not documents:
            return None
        return self._prepare(path, candidate.origin, candidate.content_hash, documents, {})

    def _document(self, parsed: ParsedFile, candidate: Candidate, options: Options, tally: _Tally) -> Document:
        parsed = replace(parsed, pages=tuple(replace(page, text=repair(page.text)) for page in parsed.pages))
        text = "\n".join(page.text for page in parsed.pages)
        language = options.language or parsed.facts.get("language") or self.identify(text[:2000])
        pages = len(parsed.pages) if candidate.path.suffix.lower() == ".pdf" else None
        reason = assess(text, language, pages)
        if reason:
            raise DocumentError(reason)
        if hidden_text(text):
            tally.flagged.append(Failure(str(candidate.path), "holds text that a reader cannot see"))
        identity = f"{candidate.identity}-{parsed.key}" if parsed.key else candidate.identity
        passages = self.chunk(parsed, identity, language)
        if not passages:
            raise DocumentError("no usable text")
        return Document(_file_source(parsed, identity, language, candidate, options), tuple(passages))

    # --- encoding and storing --------------------------------------------------------------------------------------

    def _prepare(self, path: str, origin: str, digest: str, documents: list[Document], ready: dict[str, Vectors]) -> _Waiting:
        hashes = _hashes(documents)
        known = self.store.known_vectors(list(dict.fromkeys(hashes.values())), self.encoder.name)
        missing: dict[str, Passage] = {}
        for document in documents:
            for passage in document.passages:
                key = hashes[passage.id]
                if key not in known and key not in ready:
                    missing[key] = passage
        keys = list(missing)
        coming = []
        for start in range(0, len(keys), _BATCH):
            part = keys[start : start + _BATCH]
            coming.append((part, submit(self.encoder, [missing[key] for key in part])))
        return _Waiting(path, origin, digest, documents, hashes, ready, coming)

    def _drain(self, waiting: deque[_Waiting], tally: _Tally, *, all_of_them: bool = False) -> None:
        """Store the oldest files while more is under way than may be."""
        while waiting and (
            all_of_them
            or len(waiting) > _FILES_AHEAD
            or sum(len(item.coming) for item in waiting) > _BATCHES_AHEAD
            or all(future.done() for _, future in waiting[0].coming)
        ):
            item = waiting.popleft()
            vectors = dict(item.ready)
            for keys, future in item.coming:
                vectors.update(zip(keys, future.result(), strict=True))
            self.store.replace_documents(
                item.path,
                item.origin,
                item.content_hash,
                [(d.source, d.passages, dict(d.links), dict(d.records)) for d in item.documents],
                item.hashes,
                vectors,
                self.encoder.name,
            )
            tally.indexed += len(item.documents)
            tally.passages += len(item.hashes)

    def _remove(self, ids: list[str], tally: _Tally) -> None:
        if ids:
            self.store.remove_documents(ids)
            tally.removed += len(ids)

    # --- the indexes made from SQL -----------------------------------------------------------------------------------

    def synchronise(self) -> None:
        """Make vector and lexical index agree with SQL; does nothing where they do. Readers are told last."""
        self._encode_what_is_missing()
        pending = self.store.pending()
        generation = self.store.meta("generation") or "0"
        settled = self.store.meta("settled") or ""
        for visibility in VISIBILITIES:
            self._synchronise_vectors(visibility, [row for row in pending if row[2] == visibility], settled)
        if not self.lexical.load(self.lexical_folder, generation):
            self.lexical.build((p.id, self.terms(text, x)) for p in self.store.texts() for x, text in p.views)
            self.lexical.save(self.lexical_folder, generation)
        for index in self.indexes.values():
            index.set_stamp(generation)
        if settled != generation:
            self.store.settle(max((row[0] for row in pending), default=0), generation)
            self.store.vacuum_vectors()

    def _encode_what_is_missing(self) -> None:
        missing = self.store.passages_without_vector(self.encoder.name)
        batches = [missing[n : n + _BATCH] for n in range(0, len(missing), _BATCH)]
        futures = [(part, submit(self.encoder, [p for _, p in part])) for part in batches]
        for n, (part, future) in enumerate(futures):
            self.store.put_vectors(dict(zip([key for key, _ in part], future.result(), strict=True)), self.encoder.name)
            self.progress("vectors", n + 1, len(futures))

    def _synchronise_vectors(self, visibility: Visibility, pending: list[tuple[int, str, str, str]], settled: str) -> None:
        """Tell the index what is pending; rebuild it where much was removed, or where it is not what SQL left it to be."""
        index = self.indexes[visibility]
        last = {passage: action for _, passage, _, action in pending}
        removed = [passage for passage, action in last.items() if action == "remove"]
        added = [passage for passage, action in last.items() if action == "add"]
        try:
            count = index.count()
            much = len(removed) > max(count // 5, 100)
            if index.stamp() == settled and not much:
                if removed and count:
                    index.remove(removed)
                self._add(index, added)
                if self._agrees(index, visibility):
                    return
            damaged = "" if much else "it does not agree with the database"
        except StoreError as error:
            damaged = str(error)
        if damaged and self.store.visible_count(visibility):
            _log.warning("The vector index of %s documents is rebuilt from SQL: %s", visibility, damaged)
        index.rebuild(self.store.vector_batches(visibility, self.encoder.name))

    def _add(self, index: VectorIndex, passages: list[str]) -> None:
        for start in range(0, len(passages), 500):
            vectors = self.store.vectors_of(passages[start : start + 500], self.encoder.name)
            if vectors:
                index.add(list(vectors), np.stack(list(vectors.values())))

    def _agrees(self, index: VectorIndex, visibility: Visibility) -> bool:
        """Whether the index has as many passages as SQL, and a sample of them finds itself."""
        if index.count() != self.store.visible_count(visibility):
            return False
        sample = self.store.vectors_of(self.store.sample(visibility, _SAMPLE), self.encoder.name)
        found = [index.search(vector, 1) for vector in sample.values()]
        return all(hits and hits[0][1] > _SAME for hits in found)


def _is_below(path: str, origin: str, folder: str) -> bool:
    """Whether a document that came by another way lies in ``folder``."""
    return origin != CORPUS and path.startswith(folder + os.sep)


def _hashes(documents: Iterable[Document]) -> dict[str, str]:
    return {passage.id: text_hash(passage) for document in documents for passage in document.passages}


def _file_source(parsed: ParsedFile, identity: str, language: str, candidate: Candidate, options: Options) -> Source:
    facts = parsed.facts

    def day(name: str) -> dt.date | None:
        try:
            return dt.date.fromisoformat(facts[name]) if facts.get(name) else None
        except ValueError:
            return None

    status = facts.get("status", "unverified")
    return Source(
        id=identity,
        kind=options.kind,
        names={language: parsed.title},
        original_language=language,
        number={language: facts["number"]} if facts.get("number") else {},
        issuer={language: facts["issuer"]} if facts.get("issuer") else {},
        issued=day("issued"),
        effective=day("effective"),
        status=status if status in {"in_force", "superseded", "expired", "suspended"} else "unverified",  # type: ignore[arg-type]
        visibility=options.visibility,
        organisation=options.organisation,
        path=str(candidate.path),
        url=facts.get("url"),
    )


def _report(tally: _Tally, started: float) -> IndexReport:
    return IndexReport(
        indexed=tally.indexed,
        unchanged=tally.unchanged,
        removed=tally.removed,
        passages=tally.passages,
        failed=tuple(tally.failed),
        flagged=tuple(tally.flagged),
        seconds=round(time.perf_counter() - started, 3),
    )
