"""Question in, hits out: dense and lexical rankings fused by rank, folded over translations, ranked again by what is asked.

Balanced over languages: passages in the asker's language and passages in others are ranked apart before they are fused,
so that a right passage in another language cannot be drowned by many half-right ones in the asker's own; and statements that
stand in several languages are also ranked by the mean of their versions, which is nobody's language.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from assistant.access import VISITOR, Thing, Viewer, authorize, levels
from assistant.answering.answerability import NO_ANSWERABILITY, Answerability
from assistant.answering.centroids import Centroids, build_centroids
from assistant.answering.concepts import ConceptIndex
from assistant.answering.config import Weights
from assistant.answering.force import ended
from assistant.answering.matters import NO_MATTERS, Matters
from assistant.answering.query_adapter import NO_ADAPTER, QueryAdapter
from assistant.answering.rank import Names, features, hub_share, weigh
from assistant.answering.wordings import NO_WORDINGS, Wordings
from assistant.domain import Hit, Passage, Question, Source, Visibility
from assistant.ports import Encoder, LexicalIndex, Store, VectorIndex, Vectors
from assistant.text import normalise, shingles, term_set

_DEEPER = 3
"""How much further a ranking is read where some of it may not be for the asker."""
_ROOM = 1.5
"""Times as many passages are looked up as are ranked: ways of asking among them have a ranking of their own."""
ASK = ".ask"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is held in memory of the current generation of the knowledge base."""

    sources: Mapping[str, Source]
    centroids: Centroids
    concepts: ConceptIndex
    names: Names
    articles: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Source id -> its articles that have a statement."""
    asks: Centroids = field(default_factory=lambda: build_centroids(()))
    """The ways in which people ask for each group."""


class Nearness(NamedTuple):
    """Cosines of a question: with the mean of a group's versions, with the ways of asking for it, with the mean again once the
    query adapter has turned the question, and then with its typical wordings; where one is not known, the one before."""

    own: float
    asked: float
    taught: float
    worded: float


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The step, with what it needs. ``indexes``: by visibility; those are searched that ``viewer`` may look into."""

    encoder: Encoder
    indexes: Mapping[Visibility, VectorIndex]
    lexical: LexicalIndex
    store: Store
    terms: Callable[[str, str], Sequence[str]]
    knowledge: Callable[[], Knowledge]
    weights: Weights
    adapter: QueryAdapter = NO_ADAPTER
    wordings: Wordings = NO_WORDINGS
    answerability: Answerability = NO_ANSWERABILITY
    matters: Matters = NO_MATTERS
    figures: Callable[[str], frozenset[str]] = lambda _text: frozenset()
    """Text -> the kinds of figures that it tells."""
    viewer: Viewer = VISITOR
    kinds: tuple[str, ...] = ()

    def vector(self, question: Question) -> Vectors:
        """The question's vector, shape (dimensions,), of length 1. That of a follow-up lies between the whole that it was
        completed to and its own words, which say what is asked for now."""
        whole = self.encoder.query(question.text, question.language)
        if question.text == question.own:
            return whole
        both: Vectors = whole + self.weights.own_words * self.encoder.query(question.own, question.language)
        return (both / np.linalg.norm(both)).astype(np.float32)

    def __call__(
        self, question: Question, k: int = 12, languages: tuple[str, ...] = (), vector: Vectors | None = None
    ) -> list[Hit]:
        """The best ``k`` groups, each by its best passage; where ``languages`` are given, by its version in one of them.
        ``vector``: the question's, where it is known already."""
        known = self.knowledge()
        candidates = self.candidates(question, known, languages, vector)
        hits = [replace(hit, score=weigh(values, self.weights)) for hit, values in candidates]
        links = self.store.links([hit.passage.group for hit in hits])
        scores = {hit.passage.group: hit.score for hit in hits}
        hits = [
            replace(hit, score=hit.score + self.weights.hub * hub_share(hit, links.get(hit.passage.group), scores))
            for hit in hits
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.passage.id))
        return _fold_copies(hits)[:k]

    def nearness(self, vector: Vectors) -> Callable[[str], Nearness | None]:
        """Group -> how near ``vector`` is to it; None where it has no version that says its language."""
        known = self.knowledge()
        middle, asked = known.centroids.similarities(vector), known.asks.similarities(vector)
        vector = self.adapter.of(vector)
        turned, worded = known.centroids.similarities(vector), self.wordings.similarities(vector)

        def near(group: str) -> Nearness | None:
            own = known.centroids.of(group, middle)
            if own is None:
                return None
            ways = known.asks.of(group, asked)
            taught = self._taught(known, group, turned, own)
            return Nearness(own, own if ways is None else ways, taught, worded.get(group, taught))

        return near

    def _taught(self, known: Knowledge, group: str, turned: Vectors, otherwise: float) -> float:
        """Similarity of the turned question to a group that was taught; ``otherwise`` of any other."""
        own = known.centroids.of(group, turned) if group in self.adapter.groups else None
        return otherwise if own is None else own

    def restricted(self, kinds: tuple[str, ...]) -> "Retrieval":
        """The same step for some kinds of documents only."""
        return replace(self, kinds=kinds)

    def seen_by(self, viewer: Viewer) -> "Retrieval":
        """The same step with what ``viewer`` may see."""
        return replace(self, viewer=viewer)

    def names(self, question: Question, source_id: str) -> bool:
        """Whether the question calls the instrument by name or number; never one that the asker may not see."""
        source = self.knowledge().sources.get(source_id)
        return (
            source is not None
            and may_read(self.viewer, source)
            and self.knowledge().names.called(normalise(question.text), source_id)
        )

    def candidates(
        self, question: Question, known: Knowledge, languages: tuple[str, ...] = (), vector: Vectors | None = None
    ) -> list[tuple[Hit, dict[str, float]]]:
        """The shortlist with what speaks for each; a hit's score is here its fused rank, 0..1."""
        vector = self.vector(question) if vector is None else vector
        words = self.terms(question.text, question.language)
        middle, asked = known.centroids.similarities(vector), known.asks.similarities(vector)
        dense = self._dense(vector)
        taught = self.adapter.of(vector)
        turned = known.centroids.similarities(taught) if self.adapter.groups else middle
        worded = self.wordings.similarities(taught)
        fused, best = self._fuse(question, known, dense, words, middle, asked, turned, worded)
        shortlist = sorted(fused, key=lambda g: (-fused[g], g))[: self.weights.shortlist]
        passages = self.store.passages([best[g] for g in shortlist]) if shortlist else {}
        if languages:
            passages |= self._versions(shortlist, best, languages)
        idf = self.lexical.informative(words)
        text = normalise(question.text)
        matters = self.matters.of(question.text, question.language)
        found = []
        for group in shortlist:
            passage = passages.get(best[group])
            source = known.sources.get(passage.document_id) if passage else None
            if source is not None and source.kind == "country" and not self._about(question, source):
                continue
            if passage is None or source is None or not self._may_show(passage, source, languages):
                continue
            named = known.names.called(text, source.id)
            if ended(question, source, named, known.sources):
                continue
            similarity = _blend(dense.get(best[group]), known.centroids.of(group, middle))
            wording = known.asks.of(group, asked)
            near_taught = self._taught(known, group, turned, similarity)
            hit = Hit(
                passage,
                source,
                score=fused[group],
                similarity=similarity,
                asked=similarity if wording is None else wording,
                taught=near_taught,
                worded=worded.get(group, near_taught),
                answers=self.answerability.of(vector, known.asks.vector(group)),
                overlap=self._overlap(words, idf, passage, question),
                coverage=known.concepts.coverage(question.terms, group),
                beside=self.matters.unspoken(matters, passage),
                named=named,
                tells=self.figures(passage.text) if question.quantities or "fee" in question.wants else frozenset(),
            )
            found.append((hit, features(question, hit, named)))
        return found

    # --- candidates ------------------------------------------------------------------------------------------------

    def _dense(self, vector: Vectors) -> dict[str, float]:
        found: dict[str, float] = {}
        for level in levels(self.viewer):
            room = _ROOM if level == "public" else _ROOM * _DEEPER
            found.update(self._seen(self.indexes[level].search(vector, int(self.weights.candidates * room))))
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    def _fuse(
        self,
        question: Question,
        known: Knowledge,
        dense: Mapping[str, float],
        words: Sequence[str],
        middle: Vectors,
        asked: Vectors,
        turned: Vectors,
        worded: Mapping[str, float],
    ) -> tuple[dict[str, float], dict[str, str]]:
        """Score per group, scaled to 0..1, and the passage that stands for the group: the asker's language if it has it."""
        weights, k = self.weights, self.weights.candidates
        own = f"@{question.language}"
        places = {s.id for s in known.sources.values() if s.jurisdiction and s.jurisdiction in question.countries}
        lists: list[tuple[float, list[str]]] = [
            (weights.list_same, [i for i in dense if i.endswith(own) or "@" not in i]),
            (weights.list_other, [i for i in dense if not i.endswith((own, ASK))]),
            (weights.list_asks, known.asks.nearest(asked, k)),
            (weights.list_centroid, known.centroids.nearest(middle, k)),
            (weights.list_taught, [g for g in known.centroids.nearest(turned, k) if g in self.adapter.groups]),
            (weights.list_worded, [g for g in sorted(worded, key=lambda g: -worded[g])[:k] if g in known.centroids]),
            (weights.list_lexical, [i for i, _ in self._lexical(words)]),
            (weights.list_glossary, [i for i, _ in self._glossary(question)]),
            (weights.list_place, known.centroids.nearest(middle, k // 4, sorted(places)) if places else []),
        ]
        scores: dict[str, float] = defaultdict(float)
        best: dict[str, str] = {}
        preferred = (question.language, "en")
        for weight, ids in lists:
            seen: set[str] = set()
            for identity in ids:
                group = identity.rsplit("@", 1)[0]
                if group not in seen and len(seen) < k:
                    scores[group] += weight / (weights.rrf + len(seen))
                    seen.add(group)
                    if group not in best:
                        best[group] = known.centroids.version(group, preferred) or identity
        top = sum(weight for weight, _ in lists) / weights.rrf
        return {group: score / top for group, score in scores.items()}, best

    def _glossary(self, question: Question) -> list[tuple[str, float]]:
        """Lexical ranking by the glossary's words in other languages."""
        words: list[str] = []
        for entry in question.translations:
            language, _, word = entry.partition("\t")
            words += self.terms(word, language)
        return self._lexical(words) if words else []

    def _lexical(self, words: Sequence[str]) -> list[tuple[str, float]]:
        """One index holds the words of all levels: what the asker may not see takes no place in the ranking."""
        found = self._seen(self.lexical.search(words, _DEEPER * self.weights.candidates))
        return found[: self.weights.candidates]

    def _seen(self, found: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
        sources = self.knowledge().sources
        documents = {identity: document_of(identity) for identity, _ in found}
        held = {document: sources[document] for document in documents.values() if document in sources}
        readable = {document for document, source in held.items() if may_read(self.viewer, source)}
        return [(identity, score) for identity, score in found if documents[identity] in readable]

    def _versions(self, groups: Sequence[str], best: Mapping[str, str], languages: tuple[str, ...]) -> dict[str, Passage]:
        """Best passage id -> the group's version in the first of ``languages`` that it has."""
        found: dict[str, Passage] = {}
        for group, versions in self.store.group(groups).items():
            by_language = {passage.language: passage for passage in versions}
            if own := next((x for x in languages if x in by_language), None):
                found[best[group]] = by_language[own]
        return found

    def _may_show(self, passage: Passage, source: Source, languages: tuple[str, ...]) -> bool:
        if not may_read(self.viewer, source) or (self.kinds and source.kind not in self.kinds):
            return False
        return not languages or passage.language in languages

    def _about(self, question: Question, source: Source) -> bool:
        """Whether a country report is of a country that was named, or reports are what is looked for."""
        return source.jurisdiction in question.countries or source.kind in self.kinds

    def _overlap(self, words: Sequence[str], idf: Mapping[str, float], passage: Passage, question: Question) -> float:
        """Share of the question's informative words that stand in the passage; 0 for a passage in another language."""
        if passage.language != question.language:
            return 0.0
        present = term_set(passage.searchable, passage.language)
        total = sum(idf[w] for w in set(words))
        return sum(idf[w] for w in set(words) & present) / total if total else 0.0


def document_of(passage_id: str) -> str:
    """``record#part@language`` of a corpus record, ``document:position:digest`` of a file."""
    return passage_id.rsplit(":", 2)[0] if passage_id.startswith("doc-") else passage_id.split("#", 1)[0]


def may_read(viewer: Viewer, source: Source) -> bool:
    return authorize(viewer, "read", Thing(source.visibility, source.organisation))


def _blend(own: float | None, middle: float | None) -> float:
    """The best version's similarity and that of all versions together, half and half; one alone where the other lacks."""
    known = [value for value in (own, middle) if value is not None]
    return sum(known) / len(known) if known else 0.0


def _fold_copies(hits: list[Hit]) -> list[Hit]:
    """Near-duplicates (the same article added twice, a quotation) count once: the better-ranked one stays."""
    kept: list[Hit] = []
    prints: list[frozenset[str]] = []
    for hit in hits:
        grams = shingles(hit.passage.text)
        if any(len(grams & other) > 0.8 * min(len(grams), len(other)) for other in prints if other and grams):
            continue
        kept.append(hit)
        prints.append(grams)
    return kept
