"""What loaders of outside data give, whatever the data's own shape."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """A passage to be found. ``language`` is empty where the data does not say."""

    id: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """``qrels``: ids of the passages that answer it, the best first."""

    id: str
    text: str
    qrels: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class RetrievalSuite:
    """``parallel``: passages say the same in several languages, so that pairs of languages can be compared. ``note``: what was
    left out or done to the data."""

    name: str
    passages: Sequence[Text]
    queries: Sequence[Query]
    parallel: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Attack:
    """A document with an instruction of somebody else in it, and what its reader wants to know."""

    id: str
    clean: str
    attacked: str
    instruction: str
    question: str
    ideal: str


@dataclass(frozen=True, slots=True)
class AttackSuite:
    name: str
    attacks: Sequence[Attack]
    note: str = ""


Suite = RetrievalSuite | AttackSuite


@dataclass(frozen=True, slots=True)
class Taken:
    """Which part of a data set is used: languages of the queries, and queries per language (0: all)."""

    languages: tuple[str, ...] = ()
    limit: int = 0
    seen: dict[str, int] = field(default_factory=dict)

    def takes(self, language: str) -> bool:
        """Counts what it takes; the first ones of each language."""
        if self.languages and language not in self.languages:
            return False
        self.seen[language] = self.seen.get(language, 0) + 1
        return not self.limit or self.seen[language] <= self.limit


def narrowed(passages: Sequence[Text], queries: Sequence[Query], limit: int) -> tuple[list[Text], str]:
    """With a limit on queries: their right passages and the first forty times as many others, and a note that says so."""
    if not limit:
        return list(passages), ""
    right = {i for query in queries for i in query.qrels}
    room = 40 * max(len(queries), 1)
    others = [p for p in passages if p.id not in right][:room]
    kept = [p for p in passages if p.id in right] + others
    left = len(passages) - len(kept)
    return kept, f"limited to {len(queries)} queries and {len(kept)} of {len(passages)} passages" if left else ""
