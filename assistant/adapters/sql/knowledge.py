"""The knowledge base in SQL: sources, passages, vectors by content, records, and what the vector index has yet to be told."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, fields
from typing import Any

import numpy as np
from sqlalchemy import Table, bindparam, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from assistant.adapters.sql import knowledge_tables as t
from assistant.adapters.sql.database import Database
from assistant.domain import Links, Passage, Source
from assistant.ports import Vectors

_SOURCE_DATES = ("issued", "effective", "expires", "verified_on", "review_by")


class SqlStore:
    """Safe to share between threads; every write is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def close(self) -> None:
        self._database.close()

    # --- reading -------------------------------------------------------------------------------------------------

    def sources(self) -> dict[str, Source]:
        with self._reading() as db:
            return {row.id: _source(row.data) for row in db.execute(select(t.sources.c.id, t.sources.c.data))}

    def present(self, ids: Sequence[str]) -> dict[str, str]:
        """Visibility of those documents among ``ids`` that exist now."""
        with self._reading() as db:
            statement = select(t.sources.c.id, t.sources.c.visibility).where(t.sources.c.id.in_(ids))
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
                passage = _passage(row.data)
                if passage.role != "ask":
                    found.setdefault(row.group_id, []).append(passage)
        return found

    def links(self, groups: Sequence[str]) -> dict[str, Links]:
        with self._reading() as db:
            rows = db.execute(select(t.links.c.group_id, t.links.c.data).where(t.links.c.group_id.in_(groups)))
            return {row.group_id: _link(row.data) for row in rows}

    def all_links(self) -> dict[str, Links]:
        with self._reading() as db:
            return {row.group_id: _link(row.data) for row in db.execute(select(t.links.c.group_id, t.links.c.data))}

    def document_passages(self, document_id: str) -> list[Passage]:
        with self._reading() as db:
            statement = select(t.passages.c.data).where(t.passages.c.document_id == document_id)
            return [_passage(row.data) for row in db.execute(statement.order_by(t.passages.c.position))]

    def texts(self) -> Iterator[Passage]:
        with self._reading() as db:
            for row in db.execute(select(t.passages.c.data).order_by(t.passages.c.id)).yield_per(500):
                yield _passage(row.data)

    def records(self, kind: str) -> dict[str, dict[str, Any]]:
        """Corpus records that an answer needs whole (procedures, glossary files), by id."""
        with self._reading() as db:
            return {r.id: r.data for r in db.execute(select(t.records.c.id, t.records.c.data).where(t.records.c.kind == kind))}

    def counts(self) -> dict[str, dict[str, int]]:
        """Documents by kind, passages by language; ways of asking are no passages that anybody reads."""
        read = t.passages.c.id.not_like("%.ask")
        with self._reading() as db:
            kinds = db.execute(select(t.sources.c.kind, func.count()).group_by(t.sources.c.kind)).all()
            languages = db.execute(select(t.passages.c.language, func.count()).where(read).group_by(t.passages.c.language)).all()
        return {"documents": {k: int(n) for k, n in kinds}, "passages": {k: int(n) for k, n in languages}}

    def hashes(self, origin: str | None = None) -> dict[str, tuple[str, str, str]]:
        """Document id -> (path, content hash, origin)."""
        statement = select(t.sources.c.id, t.sources.c.path, t.sources.c.content_hash, t.sources.c.origin)
        if origin is not None:
            statement = statement.where(t.sources.c.origin == origin)
        with self._reading() as db:
            return {row.id: (row.path or "", row.content_hash, row.origin) for row in db.execute(statement)}

    def meta(self, key: str) -> str | None:
        with self._reading() as db:
            return db.execute(select(t.meta.c.value).where(t.meta.c.key == key)).scalar()

    # --- writing -------------------------------------------------------------------------------------------------

    def set_meta(self, key: str, value: str) -> None:
        with self.writing() as db:
            _put_meta(db, key, value)

    def writing(self) -> AbstractContextManager[Connection]:
        return self._database.writing("knowledge")

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
            self._drop(db, select(t.sources.c.id).where(t.sources.c.path == path))
            _put_vectors(db, vectors, encoder)
            for source, passages, links, records in documents:
                self._drop(db, select(t.sources.c.id).where(t.sources.c.id == source.id))
                db.execute(insert(t.sources), [_source_row(source, path, origin, content_hash)])
                _insert(db, t.passages, [_passage_row(p, hashes[p.id]) for p in passages])
                _insert(db, t.links, [{"group_id": g, "document_id": source.id, "data": asdict(x)} for g, x in links.items()])
                _insert(
                    db,
                    t.records,
                    [{"id": i, "kind": k, "document_id": source.id, "data": d} for i, (k, d) in records.items()],
                )
                _insert(
                    db,
                    t.pending,
                    [{"passage_id": p.id, "visibility": source.visibility, "action": "add"} for p in passages],
                )
            _bump(db)

    def remove_documents(self, ids: Sequence[str]) -> None:
        with self.writing() as db:
            for part in _parts(ids):
                self._drop(db, select(t.sources.c.id).where(t.sources.c.id.in_(part)))
            _bump(db)

    @staticmethod
    def _drop(db: Connection, which: Any) -> None:
        """Delete documents and note for the vector index which passages went."""
        for ids in _parts([row.id for row in db.execute(which)]):
            gone = db.execute(
                select(t.passages.c.id, t.sources.c.visibility).join(t.sources).where(t.passages.c.document_id.in_(ids))
            ).all()
            _insert(db, t.pending, [{"passage_id": i, "visibility": v, "action": "remove"} for i, v in gone])
            for table in (t.passages, t.links, t.records):
                db.execute(delete(table).where(table.c.document_id.in_(ids)))
            db.execute(delete(t.sources).where(t.sources.c.id.in_(ids)))

    # --- vectors and the index that is rebuilt from here ------------------------------------------------------------

    def known_vectors(self, hashes: Sequence[str], encoder: str) -> set[str]:
        found: set[str] = set()
        with self._reading() as db:
            for part in _parts(hashes):
                statement = select(t.vectors.c.text_hash).where(t.vectors.c.encoder == encoder, t.vectors.c.text_hash.in_(part))
                found.update(db.execute(statement).scalars())
        return found

    def pending(self) -> list[tuple[int, str, str, str]]:
        """(n, passage id, visibility, action) in order."""
        with self._reading() as db:
            return [tuple(r) for r in db.execute(select(t.pending).order_by(t.pending.c.n))]

    def settle(self, up_to: int, generation: str) -> None:
        """The indexes hold all of ``generation``: forget what was pending, and let readers know."""
        with self.writing() as db:
            db.execute(delete(t.pending).where(t.pending.c.n <= up_to))
            _put_meta(db, "settled", generation)

    def vectors_of(self, passage_ids: Sequence[str], encoder: str) -> dict[str, Vectors]:
        statement = (
            select(t.passages.c.id, t.vectors.c.vector)
            .join(t.vectors, t.vectors.c.text_hash == t.passages.c.text_hash)
            .where(t.vectors.c.encoder == encoder, t.passages.c.id.in_(passage_ids))
        )
        with self._reading() as db:
            return {row.id: _from_blob(row.vector) for row in db.execute(statement)}

    def vector_batches(self, visibility: str, encoder: str, size: int = 1000) -> Iterator[tuple[list[str], Vectors]]:
        statement = (
            select(t.passages.c.id, t.vectors.c.vector)
            .join(t.sources, t.sources.c.id == t.passages.c.document_id)
            .join(t.vectors, t.vectors.c.text_hash == t.passages.c.text_hash)
            .where(t.vectors.c.encoder == encoder, t.sources.c.visibility == visibility)
            .order_by(t.passages.c.id)
        )
        with self._reading() as db:
            for rows in db.execute(statement).yield_per(size).partitions(size):
                yield [row.id for row in rows], np.stack([_from_blob(row.vector) for row in rows])

    def corpus_vectors(self, encoder: str, *, asks: bool = False, size: int = 1000) -> Iterator[tuple[list[str], Vectors]]:
        """Vectors of the passages that have translations (``…@language``), or of the ways of asking for them."""
        ask = t.passages.c.id.like("%.ask")
        statement = (
            select(t.passages.c.id, t.vectors.c.vector)
            .join(t.vectors, t.vectors.c.text_hash == t.passages.c.text_hash)
            .where(t.vectors.c.encoder == encoder, t.passages.c.id.like("%@%"), ask if asks else ~ask)
        )
        with self._reading() as db:
            for rows in db.execute(statement).yield_per(size).partitions(size):
                yield [row.id for row in rows], np.stack([_from_blob(row.vector) for row in rows])

    def passages_without_vector(self, encoder: str) -> list[tuple[str, Passage]]:
        """(text hash, passage) where the encoder changed and nothing is encoded yet."""
        known = select(t.vectors.c.text_hash).where(t.vectors.c.encoder == encoder)
        with self._reading() as db:
            statement = select(t.passages.c.text_hash, t.passages.c.data).where(t.passages.c.text_hash.not_in(known))
            return [(row.text_hash, _passage(row.data)) for row in db.execute(statement)]

    def put_vectors(self, vectors: dict[str, Vectors], encoder: str) -> None:
        with self.writing() as db:
            _put_vectors(db, vectors, encoder)

    def visible_count(self, visibility: str) -> int:
        statement = select(func.count()).select_from(t.passages.join(t.sources)).where(t.sources.c.visibility == visibility)
        with self._reading() as db:
            return int(db.execute(statement).scalar_one())

    def sample(self, visibility: str, n: int) -> list[str]:
        """Ids of up to ``n`` passages; as good as random, since their hashes are."""
        statement = select(t.passages.c.id).join(t.sources).where(t.sources.c.visibility == visibility)
        with self._reading() as db:
            return list(db.execute(statement.order_by(t.passages.c.text_hash).limit(n)).scalars())

    def vacuum_vectors(self) -> None:
        """Drop vectors that no passage uses any more."""
        with self.writing() as db:
            db.execute(delete(t.vectors).where(t.vectors.c.text_hash.not_in(select(t.passages.c.text_hash))))

    def _reading(self) -> AbstractContextManager[Connection]:
        return self._database.reading()


_BY_ID = select(t.passages.c.id, t.passages.c.data).where(t.passages.c.id.in_(bindparam("ids", expanding=True)))
_BY_GROUP = select(t.passages.c.group_id, t.passages.c.data).where(t.passages.c.group_id.in_(bindparam("groups", expanding=True)))


def _insert(db: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        db.execute(insert(table), rows)


def _parts(values: Sequence[str]) -> Iterator[list[str]]:
    """``values`` in parts that fit into one statement."""
    for start in range(0, len(values), 500):
        yield list(values[start : start + 500])


def _put_meta(db: Connection, key: str, value: str) -> None:
    if db.execute(update(t.meta).where(t.meta.c.key == key).values(value=value)).rowcount == 0:
        db.execute(insert(t.meta).values(key=key, value=value))


def _bump(db: Connection) -> None:
    """The generation tells readers in other threads and processes that something changed."""
    found = db.execute(select(t.meta.c.value).where(t.meta.c.key == "generation")).scalar()
    _put_meta(db, "generation", str(int(found or 0) + 1))


def _put_vectors(db: Connection, vectors: dict[str, Vectors], encoder: str) -> None:
    if not vectors:
        return
    for part in _parts(list(vectors)):
        db.execute(delete(t.vectors).where(t.vectors.c.encoder == encoder, t.vectors.c.text_hash.in_(part)))
    rows = [{"text_hash": h, "encoder": encoder, "vector": v.astype(np.float16).tobytes()} for h, v in vectors.items()]
    _insert(db, t.vectors, rows)


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
    values["covers"] = tuple(values.get("covers", ()))
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
        not_to_confuse=tuple(data["not_to_confuse"]), procedure=data["procedure"], bonds=data.get("bonds", {}),
    )  # fmt: skip
