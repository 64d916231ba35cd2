"""What is kept about a person: given out as one record, or erased with a receipt. Only administrators may ask for either."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.access import require
from assistant.casework import Account, Erasure, Kept, Receipt
from assistant.errors import InputError
from assistant.visits import PURPOSES, Purpose

_SHORTEST = 5


class PeopleStore(Protocol):
    def export(self, actor: str, key: str) -> Kept: ...
    def erase(self, actor: str, key: str, forget: Callable[[Sequence[str]], int]) -> Erasure: ...
    def withdraw(self, actor: str, key: str, purpose: Purpose) -> Receipt: ...


@dataclass(frozen=True, slots=True)
class People:
    """``records``: the folder of draft records for gaps, which quote questions."""

    store: PeopleStore
    records: Path

    def export(self, by: Account, key: str) -> Kept:
        """Everything about the person behind an e-mail address, a telephone number, a login name, a visitor's name or a
        receipt number.

        Raises:
            InputError: the key is too short to be one of these.
        """
        require(by.viewer(), "administer")
        return self.store.export(by.id, _key(key))

    def erase(self, by: Account, key: str) -> Erasure:
        """The same, gone for good; what the log says of it stays, without words or contacts.

        Raises:
            InputError: there is nothing of such a person, or it is the only administrator.
        """
        require(by.viewer(), "administer")
        return self.store.erase(by.id, _key(key), self._forget)

    def withdraw(self, by: Account, key: str, purpose: str) -> Receipt:
        """A consent of the person, taken back: ``history`` or ``reply``.

        Raises:
            InputError: it is no such purpose, or there is no such consent.
        """
        require(by.viewer(), "administer")
        known = next((own for own in PURPOSES if own == purpose), None)
        if known is None:
            raise InputError(f"{purpose!r} is not a purpose; choose one of {', '.join(PURPOSES)}.")
        return self.store.withdraw(by.id, _key(key), known)

    def _forget(self, asked: Sequence[str]) -> int:
        """Remove draft records that quote one of the questions; how many."""
        parts = [_flat(text)[:60] for text in asked if len(_flat(text)) >= _SHORTEST]
        quoting = [path for path in sorted(self.records.glob("*.yaml")) if _quotes(path, parts)]
        for path in quoting:
            path.unlink(missing_ok=True)
        return len(quoting)


def _quotes(path: Path, parts: Sequence[str]) -> bool:
    words = _flat(path.read_text(encoding="utf-8", errors="replace"))
    return any(part in words for part in parts)


def _flat(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _key(key: str) -> str:
    plain = " ".join(key.split()).casefold()
    if len(plain) < _SHORTEST:
        raise InputError("Give an e-mail address, a telephone number, a login name, a visitor's name or a receipt number.")
    return plain
