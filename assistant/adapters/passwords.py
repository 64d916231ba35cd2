"""Passwords by Argon2id, with the library's parameters (RFC 9106) unless others are given."""

from argon2 import DEFAULT_MEMORY_COST, DEFAULT_TIME_COST, PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class Argon2Passwords:
    """``verify`` takes as long for an unknown account as for a known one."""

    def __init__(self, rounds: int = DEFAULT_TIME_COST, memory_kib: int = DEFAULT_MEMORY_COST) -> None:
        self._hasher = PasswordHasher(time_cost=rounds, memory_cost=memory_kib)
        self._nobody = self._hasher.hash("nobody's password")

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def verify(self, known: str | None, password: str) -> bool:
        try:
            return self._hasher.verify(known or self._nobody, password) and known is not None
        except (VerificationError, InvalidHashError):
            return False
