"""Statements that say the same thing twice, in any one language, in one record or in two.

Two texts are near-duplicates when they share at least ``ALIKE`` of their pairs of words (Jaccard; pairs of characters in
scripts without spaces). To find them without comparing all pairs of texts, the pieces are ordered from rare to frequent: texts
that are alike must share one of the first few (the prefix filter of Chaudhuri, Ganti and Kaushik, 2006), so only texts that meet
there are compared, and of these only those of about the same length.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.indexing.checks.corpus import Corpus
from assistant.indexing.records import Policy, Procedure
from assistant.numerals import fingerprint

ALIKE = 0.7
_UNSPACED = frozenset({"zh", "th"})
_WORD = re.compile(r"[^\W_]+")
_CHARACTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement or step in one language. ``apart`` are records that may repeat it: other versions of the instrument."""

    name: str
    record: str
    place: str
    topics: frozenset[str]
    text: str
    apart: frozenset[str] = frozenset()


def duplicate_statements(corpus: Corpus) -> Iterator[str]:
    """Pairs of statements or steps on the same place that are alike in some language and give the same numbers."""
    groups: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for language, said in _said(corpus):
        groups[language, said.name.partition("/")[0]].append(said)
    reported: set[tuple[str, str]] = set()
    for (language, _), texts in groups.items():
        for one, other, share in _alike(texts, language):
            if (one.name, other.name) not in reported and not _may_repeat(one, other):
                reported.add((one.name, other.name))
                yield f"{one.name}: says in {language} what {other.name} says ({share:.0%} alike)"


def _said(corpus: Corpus) -> Iterator[tuple[str, Said]]:
    versions = _versions(corpus)
    for name, policy in corpus.of(Policy):
        for statement in policy.statements:
            place = statement.country or policy.jurisdiction
            for language, text in statement.text.items():
                apart = versions.get(policy.id, frozenset())
                yield language, Said(f"{name}#{statement.id}", policy.id, place, frozenset(statement.topics), text, apart)
    for name, procedure in corpus.of(Procedure):
        for step in procedure.steps:
            for language, text in step.detail.items():
                yield language, Said(f"{name}#{step.id}", procedure.id, procedure.jurisdiction, frozenset(procedure.topics), text)


def _versions(corpus: Corpus) -> dict[str, frozenset[str]]:
    """For each policy the others that it replaced or that replaced it."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, policy in corpus.by_id(Policy).items():
        for other in (*policy.supersedes, *filter(None, [policy.superseded_by])):
            found[name].add(other)
            found[other].add(name)
    return {name: frozenset(others) for name, others in found.items()}


def _may_repeat(one: Said, other: Said) -> bool:
    """No duplicates: the law of two places, two versions of an instrument, the same words on other topics or numbers.

    Topics are other ones where each text has one that the other lacks, as have the rules on import and on export.
    """
    if one.topics - other.topics and other.topics - one.topics:
        return True
    if one.place != other.place or other.record in one.apart:
        return True
    return fingerprint(one.text) != fingerprint(other.text)


def _pieces(text: str, language: str) -> frozenset[tuple[str, str]]:
    words = (_CHARACTER if language in _UNSPACED else _WORD).findall(text.lower())
    return frozenset(pairwise(["", *words, ""]))


def _alike(texts: list[Said], language: str) -> Iterator[tuple[Said, Said, float]]:
    sets = [_pieces(said.text, language) for said in texts]
    frequency = Counter(piece for pieces in sets for piece in pieces)
    rank = {piece: n for n, piece in enumerate(sorted(frequency, key=lambda piece: (frequency[piece], piece)))}
    meeting: dict[int, list[int]] = defaultdict(list)
    for n, pieces in enumerate(sets):
        rare = sorted(rank[piece] for piece in pieces)
        candidates: set[int] = set()
        for piece in rare[: len(rare) - math.ceil(ALIKE * len(rare)) + 1]:
            candidates.update(meeting[piece])
            meeting[piece].append(n)
        least, most = ALIKE * len(pieces), len(pieces) / ALIKE
        for other in sorted(i for i in candidates if least <= len(sets[i]) <= most):
            common = len(pieces & sets[other])
            share = common / (len(pieces) + len(sets[other]) - common)
            if share >= ALIKE:
                yield texts[other], texts[n], share
