"""An encoder that does not encode the same question twice within a conversation."""

from collections.abc import Sequence
from functools import lru_cache

from assistant.ports import Encoder, Vectors


class RememberingEncoder:
    """Keeps the vectors of the last ``most`` queries, in memory only; any number of threads may ask."""

    def __init__(self, encoder: Encoder, most: int | None = 256) -> None:
        self._encoder = encoder
        self.name = encoder.name
        self.dimensions = encoder.dimensions
        self._query = lru_cache(most)(self._frozen)

    def query(self, text: str, language: str) -> Vectors:
        """Read-only: all who ask the same get the same array."""
        return self._query(text, language)

    def passages(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors:
        return self._encoder.passages(texts, languages)

    def sentences(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors:
        return self._encoder.sentences(texts, languages)

    def _frozen(self, text: str, language: str) -> Vectors:
        vector = self._encoder.query(text, language)
        vector.flags.writeable = False
        return vector
