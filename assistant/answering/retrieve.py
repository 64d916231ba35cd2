"""Question in, hits out: dense and lexical rankings fused by rank, folded over translations, ranked again by what is asked.

Balanced over languages: passages in the asker's language and passages in others are ranked apart before they are fused,
so that a right passage in another language cannot be drowned by many half-right ones in the asker's own.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.centroids import Centroids
from assistant.answering.concepts import ConceptIndex
from assistant.answering.config import Weights
from assistant.domain import Hit, Passage, Question, Source
from assistant.ports import Encoder, LexicalIndex, Store, VectorIndex, Vectors
from assistant.text import normalise

_ENDED = {"superseded", "expired"}
_HELPERS = {"step", "summary", "pitfall", "example"}
"""Parts of procedures: useful beside a rule, seldom the firmest ground for a lead."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The step, with what it needs. ``indexes``: those that this asker may see."""

    encoder: Encoder
    indexes: Sequence[VectorIndex]
    lexical: LexicalIndex
    store: Store
    sources: Callable[[], Mapping[str, Source]]
    tokens: Callable[[str, str], list[str]]
    centroids: Callable[[], Centroids]
    prominence: Callable[[], Mapping[str, float]]
    concepts: Callable[[], ConceptIndex]
    weights: Weights
    visibilities: tuple[str, ...] = ("public",)
    kinds: tuple[str, ...] = ()

    def __call__(self, question: Question, k: int = 12, languages: tuple[str, ...] = ()) -> list[Hit]:
        """The best ``k`` groups, each by its best passage; passages of ``languages`` only, where given."""
        vector = self.encoder.query(question.text, question.language)
        return self.ranked(question, vector, k, languages)

    def restricted(self, kinds: tuple[str, ...]) -> "Retrieval":
        """The same step for some kinds of documents only."""
        return replace(self, kinds=kinds)

    def ranked(self, question: Question, vector: Vectors, k: int, languages: tuple[str, ...] = ()) -> list[Hit]:
        similarity = self._dense(vector)
        words = self.tokens(question.text, question.language)
        lexical = self.lexical.search(words, self.weights.candidates)
        foreign = self._glossary(question)
        fused, best = self._fuse(question, similarity, lexical, foreign)
        shortlist = sorted(fused, key=lambda g: (-fused[g], g))[: self.weights.shortlist]
        passages = self._passages([best[g] for g in shortlist])
        middle = self.centroids().similarities(shortlist, vector)
        idf = self.lexical.informative(words)
        hits = []
        sources = self.sources()
        for group in shortlist:
            passage = passages.get(best[group])
            source = sources.get(passage.document_id) if passage else None
            if passage is None or source is None or source.visibility not in self.visibilities:
                continue
            if (self.kinds and source.kind not in self.kinds) or (languages and passage.language not in languages):
                continue
            hit = Hit(
                passage,
                source,
                score=fused[group],
                similarity=_blend(similarity.get(best[group]), middle.get(group)),
                overlap=self._overlap(words, idf, passage, question),
                coverage=self.concepts().coverage(question.terms, group),
            )
            if not self._ended(question, hit):
                hits.append(replace(hit, score=self._rerank(question, hit)))
        hits = self._hubs(hits)
        hits.sort(key=lambda hit: (-hit.score, hit.passage.id))
        return _fold_copies(hits)[:k]

    def _hubs(self, hits: list[Hit]) -> list[Hit]:
        """A statement whose links lead to other good hits is the one to lead with: it gains from each of them."""
        weights = self.weights
        links = self.store.links([hit.passage.group for hit in hits])
        scores = {hit.passage.group: hit.score for hit in hits}
        best = max(scores.values(), default=0.0)
        raised = []
        for hit in hits:
            own = links.get(hit.passage.group)
            linked = [scores[g] for g in own.points if g in scores] if own and hit.passage.role == "statement" else []
            share = sum(max(score, 0.0) for score in linked) / best if best > 0 else 0.0
            raised.append(replace(hit, score=hit.score + weights.hub * min(share, weights.hub_most)))
        return raised

    # --- candidates ------------------------------------------------------------------------------------------------

    def _dense(self, vector: Vectors) -> dict[str, float]:
        found: dict[str, float] = {}
        for index in self.indexes:
            found.update(index.search(vector, self.weights.candidates))
        return dict(sorted(found.items(), key=lambda item: -item[1])[: self.weights.candidates])

    def _glossary(self, question: Question) -> list[tuple[str, float]]:
        """Lexical ranking by the glossary's words in other languages."""
        words: list[str] = []
        for entry in question.translations:
            language, _, word = entry.partition("\t")
            words += self.tokens(word, language)
        return self.lexical.search(words, self.weights.candidates) if words else []

    def _fuse(
        self,
        question: Question,
        dense: Mapping[str, float],
        lexical: Sequence[tuple[str, float]],
        foreign: Sequence[tuple[str, float]],
    ) -> tuple[dict[str, float], dict[str, str]]:
        """Score per group, scaled to 0..1, and the passage that stands for the group."""
        weights = self.weights
        own = f"@{question.language}"
        same = [i for i in dense if i.endswith(own) or "@" not in i]
        other = [i for i in dense if not i.endswith(own)]
        lists: list[tuple[float, list[str]]] = [
            (weights.dense_same, same),
            (weights.dense_other, other),
            (weights.lexical, [i for i, _ in lexical]),
            (weights.glossary, [i for i, _ in foreign]),
        ]
        scores: dict[str, float] = defaultdict(float)
        best: dict[str, str] = {}
        for weight, ids in lists:
            seen: set[str] = set()
            for passage_id in ids:
                group = passage_id.rsplit("@", 1)[0]
                if group in seen:
                    continue
                scores[group] += weight / (weights.rrf + len(seen))
                seen.add(group)
                best.setdefault(group, passage_id)
        for passage_id, value in dense.items():
            group = passage_id.rsplit("@", 1)[0]
            if value > dense.get(best[group], -1.0):
                best[group] = passage_id
        top = sum(weight for weight, _ in lists) / weights.rrf
        return {group: score / top for group, score in scores.items()}, best

    def _passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        return self.store.passages(ids) if ids else {}

    # --- features --------------------------------------------------------------------------------------------------

    def _overlap(self, words: Sequence[str], idf: Mapping[str, float], passage: Passage, question: Question) -> float:
        """Share of the question's informative words that stand in the passage; 0 for a passage in another language."""
        if passage.language != question.language:
            return 0.0
        present = set(self.tokens(passage.searchable, passage.language))
        total = sum(idf[w] for w in set(words))
        return sum(idf[w] for w in set(words) & present) / total if total else 0.0

    def _rerank(self, question: Question, hit: Hit) -> float:
        weights, passage, source = self.weights, hit.passage, hit.source
        score = hit.score + weights.similarity * hit.similarity + weights.overlap * hit.overlap
        score += weights.coverage * hit.coverage
        score += self._country(question, passage, source)
        if passage.aspect in question.aspects:
            score += weights.aspect
        if question.directions and passage.topics:
            other = {"import": "technology-export", "export": "technology-import"}
            own = {"import": "technology-import", "export": "technology-export"}
            wrong = {other[d] for d in question.directions} - {own[d] for d in question.directions}
            right = {own[d] for d in question.directions}
            if wrong & set(passage.topics) and not right & set(passage.topics):
                score += weights.direction
        if question.articles and any(
            article in passage.locator.replace(",", " ").split() for article in question.articles
        ):
            score += weights.article
        if self.names(question, source):
            score += weights.named
        if source.status in _ENDED and not question.as_of:
            score += weights.stale
        score += weights.prominence * self.prominence().get(passage.group, 0.0)
        if passage.confidence == "unverified" and source.kind != "document":
            score += weights.unverified
        if passage.role in _HELPERS and question.intent != "procedure":
            score += weights.helper
        return score

    def _country(self, question: Question, passage: Passage, source: Source) -> float:
        """Rules of a country that was named come first; rules of a third country are of no use; China is at home here."""
        weights = self.weights
        place = source.jurisdiction or ""
        asked = set(question.countries)
        if passage.country and passage.country in asked:
            return weights.country_match
        if passage.country:
            return weights.country_other / 3 if not asked else weights.country_other
        if not place:
            return 0.0
        if not asked:
            return weights.home if place.startswith("CN") else (0.0 if len(place) > 2 else weights.country_other / 6)
        if place in asked or (place == "CN" and any(code.startswith("CN") for code in asked)):
            return weights.country_match
        if place.startswith("CN-") and "CN" in asked:
            return weights.home / 2
        if place == "CN" and question.directions:
            return weights.country_match * 0.7
        if place == "CN":
            return 0.0
        if place in {"WTO", "WIPO"}:
            return weights.country_other / 3
        return weights.country_other

    def _ended(self, question: Question, hit: Hit) -> bool:
        """Superseded and expired rules stay out, unless the question is about their time or names the instrument."""
        source = hit.source
        if question.as_of is not None:
            return not in_force(source, question.as_of, self.sources())
        return source.status in _ENDED and not self.names(question, source)

    @staticmethod
    def names(question: Question, source: Source) -> bool:
        """Whether the question calls the instrument by a name, a short name or its number."""
        text = normalise(question.text)
        calls = [*source.names.values(), *source.aliases]
        if any(len(call) > 4 and normalise(call) in text for call in calls):
            return True
        numbers = {n for value in source.number.values() for n in re.findall(r"\d+", value)}
        return len(numbers) > 1 and numbers <= set(re.findall(r"\d+", text))


def in_force(source: Source, day: dt.date, sources: Mapping[str, Source]) -> bool:
    """Whether ``source`` was in force on ``day``: begun, and neither expired nor replaced by then."""
    if source.effective and source.effective > day:
        return False
    if source.expires and source.expires < day:
        return False
    successor = sources.get(source.superseded_by or "")
    if successor is not None and successor.effective:
        return successor.effective > day
    return source.status not in _ENDED or source.effective is not None


def _blend(own: float | None, middle: float | None) -> float:
    """The best version's similarity and that of all versions together, half and half; one alone where the other lacks."""
    known = [value for value in (own, middle) if value is not None]
    return sum(known) / len(known) if known else 0.0


def _fold_copies(hits: list[Hit]) -> list[Hit]:
    """Near-duplicates (the same article added twice, a quotation) count once: the better-ranked one stays."""
    kept: list[Hit] = []
    prints: list[set[str]] = []
    for hit in hits:
        grams = _shingles(hit.passage.text)
        if any(len(grams & other) > 0.8 * min(len(grams), len(other)) for other in prints if other and grams):
            continue
        kept.append(hit)
        prints.append(grams)
    return kept


def _shingles(text: str) -> set[str]:
    plain = normalise(text).replace(" ", "")
    return {plain[n : n + 6] for n in range(0, max(len(plain) - 5, 1), 3)}
