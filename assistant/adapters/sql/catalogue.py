"""Profiles in SQL, the truth about them. Contacts lie in a table of their own and leave it through ``contact`` alone."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from assistant.adapters.sql import catalogue_tables as t
from assistant.adapters.sql.database import Database
from assistant.adapters.sql.knowledge_tables import meta
from assistant.domain import Visibility
from assistant.partnering import LifeStep
from assistant.ports import Vectors
from assistant.profile import Profile

_GENERATION, _SETTLED = "catalogue_generation", "catalogue_settled"
_PART = 500
LIVE = ("published", "expired")
"""States that a search may meet; drafts and withdrawn profiles are their owner's."""


class SqlCatalogue:
    """Safe to share between threads; every write is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- reading ---------------------------------------------------------------------------------------------------

    def profiles(self, ids: Sequence[str] | None = None) -> Iterator[Profile]:
        """All profiles in order of their ids, or those of ``ids`` that exist."""
        with self._database.reading() as db:
            for part in _parts(ids) if ids is not None else [None]:
                statement = select(t.profiles.c.data).order_by(t.profiles.c.id)
                if part is not None:
                    statement = statement.where(t.profiles.c.id.in_(part))
                for row in db.execute(statement).yield_per(_PART):
                    yield Profile.model_validate(row.data)

    def live(self, visibilities: Sequence[Visibility], encoder: str) -> Iterator[tuple[Profile, Vectors]]:
        """Published and expired profiles of these levels that have a vector, in order of their ids."""
        p, v = t.profiles, t.profile_vectors
        statement = (
            select(p.c.data, v.c.vector)
            .join(v, v.c.text_hash == p.c.text_hash)
            .where(v.c.encoder == encoder, p.c.visibility.in_(visibilities), p.c.state.in_(LIVE))
            .order_by(p.c.id)
        )
        with self._database.reading() as db:
            for row in db.execute(statement).yield_per(_PART):
                yield Profile.model_validate(row.data), _vector(row.vector)

    def hashes(self, ids: Sequence[str] | None = None, origin: str | None = None) -> dict[str, tuple[str, str]]:
        """Hashes of the content and of the encoded text of each profile among ``ids``, or of all of an ``origin``."""
        found: dict[str, tuple[str, str]] = {}
        with self._database.reading() as db:
            for part in _parts(ids) if ids is not None else [None]:
                statement = select(t.profiles.c.id, t.profiles.c.content_hash, t.profiles.c.text_hash)
                statement = statement.where(t.profiles.c.id.in_(part)) if part is not None else statement
                statement = statement.where(t.profiles.c.origin == origin) if origin is not None else statement
                found.update({row.id: (row.content_hash, row.text_hash) for row in db.execute(statement)})
        return found

    def text_hashes(self, origin: str) -> dict[str, str]:
        """Hash of the encoded text of each live profile of an ``origin``."""
        p = t.profiles.c
        with self._database.reading() as db:
            rows = db.execute(select(p.id, p.text_hash).where(p.origin == origin, p.state.in_(LIVE)).order_by(p.id))
            return {row.id: row.text_hash for row in rows}

    def count(self) -> dict[str, int]:
        """Number of profiles per state."""
        with self._database.reading() as db:
            rows = db.execute(select(t.profiles.c.state, func.count()).group_by(t.profiles.c.state))
            return {row[0]: int(row[1]) for row in rows}

    def contact(self, profile_id: str) -> str | None:
        """Whom to write to. Only for release after both sides agreed, and for staff."""
        with self._database.reading() as db:
            return db.execute(select(t.profile_contacts.c.contact).where(t.profile_contacts.c.profile_id == profile_id)).scalar()

    def generation(self) -> str:
        """Changes whenever a profile does."""
        return self._meta(_GENERATION)

    def settled(self) -> str:
        """The generation that the vector index holds."""
        return self._meta(_SETTLED)

    # --- writing ---------------------------------------------------------------------------------------------------

    def put(
        self,
        profiles: Sequence[tuple[Profile, str]],
        origin: str,
        vectors: dict[str, Vectors],
        encoder: str,
        contacts: dict[str, str] | None = None,
    ) -> None:
        """Add or replace profiles, each with the hash of its encoded text; ``vectors`` by text hash."""
        if not profiles:
            return
        ids = [profile.id for profile, _ in profiles]
        rows = [_row(profile, text_hash, origin) for profile, text_hash in profiles]
        with self._database.writing("catalogue") as db:
            generation = bump(db)
            kept, there = self._contacts(db, ids), self._there(db, ids)
            self._forget(db, ids)
            for row in rows:
                row["since"] = there.get((row["id"], row["visibility"], row["text_hash"]), generation)
            db.execute(insert(t.profiles), rows)
            known = kept | (contacts or {})
            contact_rows = [{"profile_id": i, "contact": known[i]} for i in ids if i in known]
            if contact_rows:
                db.execute(insert(t.profile_contacts), contact_rows)
            _put_vectors(db, vectors, encoder)
            added = [{"profile_id": p.id, "visibility": p.shelf, "action": "add"} for p, _ in profiles if p.state in LIVE]
            if added:
                db.execute(insert(t.profile_pending), added)

    def remove(self, ids: Sequence[str]) -> None:
        """Forget profiles and the steps of their life."""
        with self._database.writing("catalogue") as db:
            self._forget(db, ids)
            for part in _parts(ids):
                db.execute(delete(t.profile_steps).where(t.profile_steps.c.profile_id.in_(part)))
            bump(db)

    def put_vectors(self, vectors: dict[str, Vectors], encoder: str) -> None:
        with self._database.writing("catalogue") as db:
            _put_vectors(db, vectors, encoder)

    def last_steps(self, ids: Sequence[str]) -> dict[str, LifeStep]:
        """The last step of each profile of ``ids`` that somebody took; the clock takes its own again."""
        found: dict[str, LifeStep] = {}
        s = t.profile_steps
        with self._database.reading() as db:
            for part in _parts(ids):
                rows = db.execute(select(s).where(s.c.profile_id.in_(part), s.c.action != "expire").order_by(s.c.n))
                found.update({row.profile_id: life_step(row) for row in rows})
        return found

    # --- vectors and the index that is rebuilt from here -------------------------------------------------------------

    def known_vectors(self, hashes: Sequence[str], encoder: str) -> set[str]:
        v = t.profile_vectors
        found: set[str] = set()
        with self._database.reading() as db:
            for part in _parts(hashes):
                found.update(db.execute(select(v.c.text_hash).where(v.c.encoder == encoder, v.c.text_hash.in_(part))).scalars())
        return found

    def vectors_of(self, ids: Sequence[str], encoder: str) -> dict[str, Vectors]:
        """Vectors of live profiles, by id."""
        p, v = t.profiles, t.profile_vectors
        statement = select(p.c.id, v.c.vector).join(v, v.c.text_hash == p.c.text_hash)
        statement = statement.where(v.c.encoder == encoder, p.c.state.in_(LIVE))
        found: dict[str, Vectors] = {}
        with self._database.reading() as db:
            for part in _parts(ids):
                found.update({row.id: _vector(row.vector) for row in db.execute(statement.where(p.c.id.in_(part)))})
        return found

    def vector_batches(self, visibility: Visibility, encoder: str) -> Iterator[tuple[list[str], Vectors]]:
        p, v = t.profiles, t.profile_vectors
        statement = select(p.c.id, v.c.vector).join(v, v.c.text_hash == p.c.text_hash).order_by(p.c.id)
        statement = statement.where(v.c.encoder == encoder, p.c.visibility == visibility, p.c.state.in_(LIVE))
        with self._database.reading() as db:
            for rows in db.execute(statement).yield_per(_PART).partitions(_PART):
                yield [row.id for row in rows], np.stack([_vector(row.vector) for row in rows])

    def without_vector(self, encoder: str) -> list[tuple[str, Profile]]:
        """(text hash, profile) where the encoder changed and nothing is encoded yet."""
        known = select(t.profile_vectors.c.text_hash).where(t.profile_vectors.c.encoder == encoder)
        with self._database.reading() as db:
            statement = select(t.profiles.c.text_hash, t.profiles.c.data).where(t.profiles.c.text_hash.not_in(known))
            return [(row.text_hash, Profile.model_validate(row.data)) for row in db.execute(statement)]

    def live_count(self, visibility: Visibility) -> int:
        p = t.profiles.c
        with self._database.reading() as db:
            return int(
                db.execute(
                    select(func.count()).select_from(t.profiles).where(p.visibility == visibility, p.state.in_(LIVE))
                ).scalar_one()
            )

    def pending(self) -> list[tuple[int, str, str, str]]:
        """(n, profile id, visibility, action) in order."""
        with self._database.reading() as db:
            return [tuple(row) for row in db.execute(select(t.profile_pending).order_by(t.profile_pending.c.n))]

    def settle(self, up_to: int, generation: str) -> None:
        """The index holds all of ``generation``; vectors that no profile uses go."""
        with self._database.writing("catalogue") as db:
            db.execute(delete(t.profile_pending).where(t.profile_pending.c.n <= up_to))
            db.execute(delete(t.profile_vectors).where(t.profile_vectors.c.text_hash.not_in(select(t.profiles.c.text_hash))))
            _put_meta(db, _SETTLED, generation)

    # --- parts -----------------------------------------------------------------------------------------------------

    def _meta(self, key: str) -> str:
        with self._database.reading() as db:
            return str(db.execute(select(meta.c.value).where(meta.c.key == key)).scalar() or "0")

    @staticmethod
    def _contacts(db: Connection, ids: Sequence[str]) -> dict[str, str]:
        c = t.profile_contacts.c
        found: dict[str, str] = {}
        for part in _parts(ids):
            found.update({r.profile_id: r.contact for r in db.execute(select(t.profile_contacts).where(c.profile_id.in_(part)))})
        return found

    @staticmethod
    def _there(db: Connection, ids: Sequence[str]) -> dict[tuple[str, str, str], int]:
        """Since which generation a profile can be found with this text by these readers."""
        p = t.profiles.c
        found: dict[tuple[str, str, str], int] = {}
        for part in _parts(ids):
            statement = select(p.id, p.visibility, p.text_hash, p.since).where(p.id.in_(part), p.state.in_(LIVE))
            found.update({(row.id, row.visibility, row.text_hash): row.since for row in db.execute(statement)})
        return found

    @staticmethod
    def _forget(db: Connection, ids: Sequence[str]) -> None:
        p = t.profiles.c
        for part in _parts(ids):
            gone = db.execute(select(p.id, p.visibility).where(p.id.in_(part), p.state.in_(LIVE))).all()
            if gone:
                rows = [{"profile_id": row.id, "visibility": row.visibility, "action": "remove"} for row in gone]
                db.execute(insert(t.profile_pending), rows)
            db.execute(delete(t.profile_contacts).where(t.profile_contacts.c.profile_id.in_(part)))
            db.execute(delete(t.profiles).where(p.id.in_(part)))


def content_hash(profile: Profile) -> str:
    """Of all fields, whatever the order of keys."""
    text = json.dumps(profile.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def life_step(row: Row[Any]) -> LifeStep:
    """From a row of ``profile_steps``."""
    published, updated, valid_until, day = map(dt.date.fromisoformat, (row.published, row.updated, row.valid_until, row.day))
    return LifeStep(row.action, row.state, published, updated, valid_until, day, row.by)


def _row(profile: Profile, text_hash: str, origin: str) -> dict[str, Any]:
    return {
        "id": profile.id, "side": profile.side, "state": profile.state, "visibility": profile.shelf, "origin": origin,
        "content_hash": content_hash(profile), "text_hash": text_hash, "valid_until": profile.valid_until.isoformat(),
        "data": profile.model_dump(mode="json", exclude_defaults=True),
    }  # fmt: skip


def _vector(blob: bytes) -> Vectors:
    return np.frombuffer(blob, np.float16).astype(np.float32)


def _put_vectors(db: Connection, vectors: dict[str, Vectors], encoder: str) -> None:
    v = t.profile_vectors
    for part in _parts(list(vectors)):
        db.execute(delete(v).where(v.c.encoder == encoder, v.c.text_hash.in_(part)))
        rows = [{"text_hash": h, "encoder": encoder, "vector": vectors[h].astype(np.float16).tobytes()} for h in part]
        db.execute(insert(v), rows)


def _put_meta(db: Connection, key: str, value: str) -> None:
    if db.execute(update(meta).where(meta.c.key == key).values(value=value)).rowcount == 0:
        db.execute(insert(meta).values(key=key, value=value))


def bump(db: Connection) -> int:
    """The next generation of the catalogue."""
    found = db.execute(select(meta.c.value).where(meta.c.key == _GENERATION)).scalar()
    generation = int(found or 0) + 1
    _put_meta(db, _GENERATION, str(generation))
    return generation


def _parts(values: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), _PART):
        yield list(values[start : start + _PART])
