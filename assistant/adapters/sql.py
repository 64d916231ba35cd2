"""SQL, the truth: sources, passages, vectors by content, records, and what the vector index has yet to be told."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import (
    JSON,
    Column,
    Engine,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from assistant.domain import Links, Passage, Source
from assistant.errors import BusyError, StoreError
from assistant.ports import Vectors

SCHEMA_VERSION = 1
BUSY_SECONDS = 10
_metadata = MetaData()
_sources = Table(
    "sources",
    _metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("visibility", String, nullable=False),
    Column("origin", String, nullable=False, index=True),
    Column("path", String, index=True),
    Column("content_hash", String, nullable=False),
    Column("data", JSON, nullable=False),
)
_passages = Table(
    "passages",
    _metadata,
    Column("id", String, primary_key=True),
    Column("document_id", ForeignKey("sources.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("group_id", String, nullable=False, index=True),
    Column("language", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("text_hash", String, nullable=False, index=True),
    Column("data", JSON, nullable=False),
)
_links = Table(
    "links",
    _metadata,
    Column("group_id", String, primary_key=True),
    Column("document_id", ForeignKey("sources.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("data", JSON, nullable=False),
)
_records = Table(
    "records",
    _metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False, index=True),
    Column("document_id", ForeignKey("sources.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("data", JSON, nullable=False),
)
_vectors = Table(
    "vectors",
    _metadata,
    Column("text_hash", String, primary_key=True),
    Column("encoder", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
_pending = Table(
    "pending",
    _metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("passage_id", String, nullable=False),
    Column("visibility", String, nullable=False),
    Column("action", String, nullable=False),
)
_meta = Table("meta", _metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False))
Index("passages_order", _passages.c.document_id, _passages.c.position)

_SOURCE_DATES = ("issued", "effective", "expires", "verified_on", "review_by")


class SqlStore:
    """One database. Safe to share between threads; every write is one transaction."""

    def __init__(self, url: str, busy_seconds: float = BUSY_SECONDS) -> None:
        if url.startswith("sqlite:///"):
            _make_folder(Path(url.removeprefix("sqlite:///")).parent)
        with _translated():
            self._engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", partial(_tune_sqlite, busy_seconds))
        with _translated():
            _metadata.create_all(self._engine)
        found = self.meta("schema")
        if found is None:
            self.set_meta("schema", str(SCHEMA_VERSION))
        elif int(found) > SCHEMA_VERSION:
            raise StoreError(f"The database has schema {found}, newer than this program's {SCHEMA_VERSION}: update the program.")

    @property
    def engine(self) -> Engine:
        return self._engine

    def close(self) -> None:
        self._engine.dispose()

    # --- reading -------------------------------------------------------------------------------------------------

    def sources(self) -> dict[str, Source]:
        with self._reading() as db:
            return {row.id: _source(row.data) for row in db.execute(select(_sources.c.id, _sources.c.data))}

    def present(self, ids: Sequence[str]) -> dict[str, str]:
        """Visibility of those documents among ``ids`` that exist now."""
        with self._reading() as db:
            statement = select(_sources.c.id, _sources.c.visibility).where(_sources.c.id.in_(ids))
            return {row.id: row.visibility for row in db.execute(statement)}

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        with self._reading() as db:
            rows = db.execute(_BY_ID, {"ids": list(ids)})
            return {row.id: _passage(row.data) for row in rows}

    def group(self, groups: Sequence[str]) -> dict[str, list[Passage]]:
        """Passages of each group: the same statement in its languages."""
        found: dict[str, list[Passage]] = {}
        with self._reading() as db:
            for row in db.execute(_BY_GROUP, {"groups": list(groups)}):
                found.setdefault(row.group_id, []).append(_passage(row.data))
        return found

    def links(self, groups: Sequence[str]) -> dict[str, Links]:
        with self._reading() as db:
            rows = db.execute(select(_links.c.group_id, _links.c.data).where(_links.c.group_id.in_(groups)))
            return {row.group_id: _link(row.data) for row in rows}

    def all_links(self) -> dict[str, Links]:
        with self._reading() as db:
            return {row.group_id: _link(row.data) for row in db.execute(select(_links.c.group_id, _links.c.data))}

    def document_passages(self, document_id: str) -> list[Passage]:
        with self._reading() as db:
            statement = select(_passages.c.data).where(_passages.c.document_id == document_id)
            return [_passage(row.data) for row in db.execute(statement.order_by(_passages.c.position))]

    def texts(self) -> Iterator[Passage]:
        with self._reading() as db:
            for row in db.execute(select(_passages.c.data).order_by(_passages.c.id)).yield_per(500):
                yield _passage(row.data)

    def records(self, kind: str) -> dict[str, dict[str, Any]]:
        """Corpus records that an answer needs whole (procedures, glossary files), by id."""
        with self._reading() as db:
            return {r.id: r.data for r in db.execute(select(_records.c.id, _records.c.data).where(_records.c.kind == kind))}

    def counts(self) -> dict[str, dict[str, int]]:
        """Documents by kind, passages by language."""
        with self._reading() as db:
            kinds = db.execute(select(_sources.c.kind, func.count()).group_by(_sources.c.kind)).all()
            languages = db.execute(select(_passages.c.language, func.count()).group_by(_passages.c.language)).all()
        return {"documents": {k: int(n) for k, n in kinds}, "passages": {k: int(n) for k, n in languages}}

    def hashes(self, origin: str | None = None) -> dict[str, tuple[str, str, str]]:
        """Document id -> (path, content hash, origin)."""
        statement = select(_sources.c.id, _sources.c.path, _sources.c.content_hash, _sources.c.origin)
        if origin is not None:
            statement = statement.where(_sources.c.origin == origin)
        with self._reading() as db:
            return {row.id: (row.path or "", row.content_hash, row.origin) for row in db.execute(statement)}

    def meta(self, key: str) -> str | None:
        with self._reading() as db:
            return db.execute(select(_meta.c.value).where(_meta.c.key == key)).scalar()

    # --- writing -------------------------------------------------------------------------------------------------

    def set_meta(self, key: str, value: str) -> None:
        with self.writing() as db:
            _put_meta(db, key, value)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with _translated(), self._engine.begin() as db:
            yield db

    def replace_documents(
        self,
        path: str,
        origin: str,
        content_hash: str,
        documents: Sequence[tuple[Source, Sequence[Passage], dict[str, Links], dict[str, tuple[str, dict[str, Any]]]]],
        hashes: dict[str, str],
        vectors: dict[str, Vectors],
        encoder: str,
    ) -> None:
        """All documents of one file, at once or not at all. ``hashes`` maps passage ids to text hashes, ``vectors`` text
        hashes to vectors; each document comes with its passages, links by group and records by id."""
        with self.writing() as db:
            self._drop(db, select(_sources.c.id).where(_sources.c.path == path))
            _put_vectors(db, vectors, encoder)
            for source, passages, links, records in documents:
                self._drop(db, select(_sources.c.id).where(_sources.c.id == source.id))
                db.execute(insert(_sources), [_source_row(source, path, origin, content_hash)])
                _insert(db, _passages, [_passage_row(p, hashes[p.id]) for p in passages])
                _insert(db, _links, [{"group_id": g, "document_id": source.id, "data": asdict(x)} for g, x in links.items()])
                _insert(
                    db,
                    _records,
                    [{"id": i, "kind": k, "document_id": source.id, "data": d} for i, (k, d) in records.items()],
                )
                _insert(
                    db,
                    _pending,
                    [{"passage_id": p.id, "visibility": source.visibility, "action": "add"} for p in passages],
                )
            _bump(db)

    def remove_documents(self, ids: Sequence[str]) -> None:
        with self.writing() as db:
            for part in _parts(ids):
                self._drop(db, select(_sources.c.id).where(_sources.c.id.in_(part)))
            _bump(db)

    @staticmethod
    def _drop(db: Connection, which: Any) -> None:
        """Delete documents and note for the vector index which passages went."""
        for ids in _parts([row.id for row in db.execute(which)]):
            gone = db.execute(
                select(_passages.c.id, _sources.c.visibility).join(_sources).where(_passages.c.document_id.in_(ids))
            ).all()
            _insert(db, _pending, [{"passage_id": i, "visibility": v, "action": "remove"} for i, v in gone])
            for table in (_passages, _links, _records):
                db.execute(delete(table).where(table.c.document_id.in_(ids)))
            db.execute(delete(_sources).where(_sources.c.id.in_(ids)))

    # --- vectors and the index that is rebuilt from here ------------------------------------------------------------

    def known_vectors(self, hashes: Sequence[str], encoder: str) -> set[str]:
        found: set[str] = set()
        with self._reading() as db:
            for part in _parts(hashes):
                statement = select(_vectors.c.text_hash).where(_vectors.c.encoder == encoder, _vectors.c.text_hash.in_(part))
                found.update(db.execute(statement).scalars())
        return found

    def pending(self) -> list[tuple[int, str, str, str]]:
        """(n, passage id, visibility, action) in order."""
        with self._reading() as db:
            return [tuple(r) for r in db.execute(select(_pending).order_by(_pending.c.n))]

    def settle(self, up_to: int, generation: str) -> None:
        """The indexes hold all of ``generation``: forget what was pending, and let readers know."""
        with self.writing() as db:
            db.execute(delete(_pending).where(_pending.c.n <= up_to))
            _put_meta(db, "settled", generation)

    def vectors_of(self, passage_ids: Sequence[str], encoder: str) -> dict[str, Vectors]:
        statement = (
            select(_passages.c.id, _vectors.c.vector)
            .join(_vectors, _vectors.c.text_hash == _passages.c.text_hash)
            .where(_vectors.c.encoder == encoder, _passages.c.id.in_(passage_ids))
        )
        with self._reading() as db:
            return {row.id: _from_blob(row.vector) for row in db.execute(statement)}

    def vector_batches(self, visibility: str, encoder: str, size: int = 1000) -> Iterator[tuple[list[str], Vectors]]:
        statement = (
            select(_passages.c.id, _vectors.c.vector)
            .join(_sources, _sources.c.id == _passages.c.document_id)
            .join(_vectors, _vectors.c.text_hash == _passages.c.text_hash)
            .where(_vectors.c.encoder == encoder, _sources.c.visibility == visibility)
            .order_by(_passages.c.id)
        )
        with self._reading() as db:
            for rows in db.execute(statement).yield_per(size).partitions(size):
                yield [row.id for row in rows], np.stack([_from_blob(row.vector) for row in rows])

    def corpus_vectors(self, encoder: str, size: int = 1000) -> Iterator[tuple[list[str], Vectors]]:
        """Vectors of the passages that have translations (``…@language``)."""
        statement = (
            select(_passages.c.id, _vectors.c.vector)
            .join(_vectors, _vectors.c.text_hash == _passages.c.text_hash)
            .where(_vectors.c.encoder == encoder, _passages.c.id.like("%@%"))
        )
        with self._reading() as db:
            for rows in db.execute(statement).yield_per(size).partitions(size):
                yield [row.id for row in rows], np.stack([_from_blob(row.vector) for row in rows])

    def passages_without_vector(self, encoder: str) -> list[tuple[str, Passage]]:
        """(text hash, passage) where the encoder changed and nothing is encoded yet."""
        known = select(_vectors.c.text_hash).where(_vectors.c.encoder == encoder)
        with self._reading() as db:
            statement = select(_passages.c.text_hash, _passages.c.data).where(_passages.c.text_hash.not_in(known))
            return [(row.text_hash, _passage(row.data)) for row in db.execute(statement)]

    def put_vectors(self, vectors: dict[str, Vectors], encoder: str) -> None:
        with self.writing() as db:
            _put_vectors(db, vectors, encoder)

    def visible_count(self, visibility: str) -> int:
        statement = select(func.count()).select_from(_passages.join(_sources)).where(_sources.c.visibility == visibility)
        with self._reading() as db:
            return int(db.execute(statement).scalar_one())

    def sample(self, visibility: str, n: int) -> list[str]:
        """Ids of up to ``n`` passages; as good as random, since their hashes are."""
        statement = select(_passages.c.id).join(_sources).where(_sources.c.visibility == visibility)
        with self._reading() as db:
            return list(db.execute(statement.order_by(_passages.c.text_hash).limit(n)).scalars())

    def vacuum_vectors(self) -> None:
        """Drop vectors that no passage uses any more."""
        with self.writing() as db:
            db.execute(delete(_vectors).where(_vectors.c.text_hash.not_in(select(_passages.c.text_hash))))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _translated(), self._engine.connect() as db:
            yield db


_BY_ID = select(_passages.c.id, _passages.c.data).where(_passages.c.id.in_(bindparam("ids", expanding=True)))
_BY_GROUP = select(_passages.c.group_id, _passages.c.data).where(_passages.c.group_id.in_(bindparam("groups", expanding=True)))


@contextmanager
def _translated() -> Iterator[None]:
    """SQLAlchemy's errors as ours."""
    try:
        yield
    except OperationalError as error:
        reason = str(error.orig)
        if "locked" in reason or "busy" in reason:
            raise BusyError("The database is busy: another process is writing. Try again in a moment.") from error
        if "full" in reason:
            raise StoreError("The disk is full: free some room and run the command again.") from error
        raise StoreError(f"The database does not work: {reason}.") from error
    except SQLAlchemyError as error:
        raise StoreError(f"The database does not work: {type(error).__name__}.") from error
    except ModuleNotFoundError as error:
        raise StoreError(f"The database needs a driver that is not installed: {error.name}.") from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The database's folder {folder} cannot be made ({error.strerror}).") from error


def _tune_sqlite(busy_seconds: float, connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    busy = f"busy_timeout={int(busy_seconds * 1000)}"
    for pragma in (busy, "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _insert(db: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        db.execute(insert(table), rows)


def _parts(values: Sequence[str]) -> Iterator[list[str]]:
    """``values`` in parts that fit into one statement."""
    for start in range(0, len(values), 500):
        yield list(values[start : start + 500])


def _put_meta(db: Connection, key: str, value: str) -> None:
    if db.execute(update(_meta).where(_meta.c.key == key).values(value=value)).rowcount == 0:
        db.execute(insert(_meta).values(key=key, value=value))


def _bump(db: Connection) -> None:
    """The generation tells readers in other threads and processes that something changed."""
    found = db.execute(select(_meta.c.value).where(_meta.c.key == "generation")).scalar()
    _put_meta(db, "generation", str(int(found or 0) + 1))


def _put_vectors(db: Connection, vectors: dict[str, Vectors], encoder: str) -> None:
    if not vectors:
        return
    for part in _parts(list(vectors)):
        db.execute(delete(_vectors).where(_vectors.c.encoder == encoder, _vectors.c.text_hash.in_(part)))
    rows = [{"text_hash": h, "encoder": encoder, "vector": v.astype(np.float16).tobytes()} for h, v in vectors.items()]
    _insert(db, _vectors, rows)


def _from_blob(blob: bytes) -> Vectors:
    return np.frombuffer(blob, np.float16).astype(np.float32)


def _source_row(source: Source, path: str, origin: str, content_hash: str) -> dict[str, Any]:
    data = asdict(source)
    for name in _SOURCE_DATES:
        data[name] = data[name].isoformat() if data[name] else None
    data["amended"] = [day.isoformat() for day in source.amended]
    return {
        "id": source.id, "kind": source.kind, "visibility": source.visibility, "origin": origin, "path": path,
        "content_hash": content_hash, "data": data,
    }  # fmt: skip


def _source(data: dict[str, Any]) -> Source:
    values = dict(data)
    for name in _SOURCE_DATES:
        values[name] = dt.date.fromisoformat(values[name]) if values[name] else None
    values["amended"] = tuple(dt.date.fromisoformat(day) for day in values["amended"])
    values["aliases"] = tuple(values["aliases"])
    return Source(**values)


_TUPLES = tuple(f.name for f in fields(Passage) if f.name in {"headings", "topics"})


def _passage_row(passage: Passage, text_hash: str) -> dict[str, Any]:
    return {
        "id": passage.id, "document_id": passage.document_id, "group_id": passage.group, "language": passage.language,
        "position": passage.position, "text_hash": text_hash, "data": asdict(passage),
    }  # fmt: skip


def _passage(data: dict[str, Any]) -> Passage:
    values = dict(data)
    for name in _TUPLES:
        values[name] = tuple(values[name])
    return Passage(**values)


def _link(data: dict[str, Any]) -> Links:
    return Links(
        points=tuple(data["points"]), applies_if=tuple(data["applies_if"]),
        not_to_confuse=tuple(data["not_to_confuse"]), procedure=data["procedure"],
    )  # fmt: skip
