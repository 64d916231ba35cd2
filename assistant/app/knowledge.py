"""What is held in memory of the knowledge base, read from the store."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.adapters.sql.knowledge import SqlStore
from assistant.answering.centroids import build_centroids
from assistant.answering.concepts import build_concepts
from assistant.answering.conditions import Bounds, Conditions, Way
from assistant.answering.glossary import Concept, TermFinder
from assistant.answering.rank import Names
from assistant.answering.retrieve import Knowledge
from assistant.answering.sufficiency import article_numbers
from assistant.domain import Source
from assistant.files import read_yaml
from assistant.indexing.conditioned import Condition, read_conditioned
from assistant.indexing.records import Beside
from assistant.ports import Vectors

NOTHING_KNOWN = Knowledge({}, build_centroids(()), build_concepts((), TermFinder(()).find), Names({}))


def read_knowledge(store: SqlStore, encoder: str, sources: Mapping[str, Source], terms: TermFinder) -> Knowledge:
    """All of it, as it stands now."""
    return Knowledge(
        sources=sources,
        centroids=build_centroids(store.corpus_vectors(encoder)),
        concepts=build_concepts(store.texts(), terms.find),
        names=Names(sources),
        articles=_articles(store),
        asks=build_centroids(store.corpus_vectors(encoder, asks=True)),
    )


def read_terms(store: SqlStore, countries: Callable[[str], tuple[str, ...]], part: str = "") -> TermFinder:
    """The glossary, or the files of it that have ``part`` in their name, without names of places: which country is meant is
    found apart, in more languages."""
    return TermFinder(
        concept
        for concept in _concepts(data for name, data in store.records("glossary").items() if part in name)
        if not any(countries(word) for word in concept.terms.get("en", ()))
    )


def read_matters(corpus: Path) -> Iterator[Concept]:
    """Matters beside the field, from ``corpus/beside``."""
    for path in sorted((corpus / "beside").glob("*.yaml")):
        for matter in Beside.model_validate(read_yaml(path)).matters:
            yield Concept(matter.id, matter.terms)


def read_conditions(corpus: Path, families: Mapping[str, str]) -> Conditions:
    """For what statements hold, from ``corpus/conditions.yaml``. ``families``: of the kinds that they name."""

    def way(raw: Condition) -> Way:
        limits = raw.model_extra or {}
        bounds = {name: Bounds(own.at_least, own.above, own.below, own.at_most) for name, own in limits.items()}
        return Way(bounds, frozenset(raw.is_), frozenset(raw.is_not), raw.leads, raw.shuts)

    held = read_conditioned(corpus).root
    return Conditions({group: tuple(way(raw) for raw in ways) for group, ways in held.items()}, families)


def read_versions(store: SqlStore, encoder: str) -> dict[str, dict[str, Vectors]]:
    """Language -> group -> vector of its version."""
    found: dict[str, dict[str, Vectors]] = {}
    for ids, vectors in store.corpus_vectors(encoder):
        for identity, vector in zip(ids, vectors, strict=True):
            group, _, language = identity.rpartition("@")
            found.setdefault(language, {})[group] = vector
    return found


def _articles(store: SqlStore) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for passage in store.texts():
        if passage.role == "statement" and passage.locator.startswith("art."):
            own = found.get(passage.document_id, frozenset())
            found[passage.document_id] = own | article_numbers(passage.locator)
    return found


def _concepts(files: Iterator[Mapping[str, Any]]) -> Iterator[Concept]:
    for data in files:
        for term in data["terms"]:
            yield Concept(term["id"], term["terms"], tuple(term["topics"]))
