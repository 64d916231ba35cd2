"""The concepts of the catalogue: technical terms of the glossary, and the narrower subjects of ``corpus/codes``."""

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from assistant.answering.glossary import Concept, TermFinder
from assistant.files import read_yaml


class Subjects:
    """Finds both in a text. ``terms`` gives the glossary's terms as they are now; ``path`` may be absent."""

    def __init__(self, terms: Callable[[], TermFinder], path: Path) -> None:
        self._terms = terms
        known = read_yaml(path)["subjects"] if path.is_file() else []
        self._ids = frozenset(s["id"] for s in known)
        self._subjects = TermFinder(Concept(s["id"], s["terms"]) for s in known)

    def find(self, text: str, language: str) -> tuple[str, ...]:
        """Ids: of the glossary's terms first, in order of appearance."""
        return (*self._terms().find(text, language), *self._subjects.find(text, language))

    def without(self, text: str, language: str, concepts: Collection[str]) -> str:
        """``text`` without the words that name ``concepts``: what of it nothing understands."""
        rest = self._terms().without(text, language, concepts)
        return self._subjects.without(rest, language, concepts)

    def translate(self, concepts: Iterable[str], languages: Sequence[str]) -> tuple[str, ...]:
        """The preferred words of ``concepts`` in ``languages``, each as language, tab, word."""
        found: list[str] = []
        for concept in concepts:
            finder = self._subjects if concept in self._ids else self._terms()
            found += finder.translate([concept], languages)
        return tuple(dict.fromkeys(found))
