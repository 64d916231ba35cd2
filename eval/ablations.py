"""The assistant with one step switched off at a time: what each step is worth, on the same questions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from assistant.adapters.embedded import E5_DIMENSIONS, FusedEncoder
from assistant.answering.config import Weights
from assistant.answering.retrieve import Retrieval
from assistant.app import Assistant
from assistant.domain import Question
from assistant.ports import Encoder, Vectors
from eval.measure import rank_scores
from eval.memory import MemoryIndex, restricted, stored_vectors, with_vectors
from eval.questions import Asked
from eval.records import Found, Scores
from eval.system import places, say

_NAMES: Mapping[str, str] = {
    "list_same": "same-language list",
    "list_other": "other-language list",
    "list_centroid": "mean of translations",
    "list_asks": "ways of asking: list",
    "list_taught": "query adapter",
    "taught": "query adapter",
    "list_lexical": "words (BM25) list",
    "list_glossary": "glossary list",
    "list_place": "list of the country asked for",
    "overlap": "words shared",
    "coverage": "glossary concepts shared",
    "asked": "ways of asking: similarity",
    "aspect": "aspect asked for",
    "direction": "import or export",
    "article": "article asked for",
    "named": "instrument named",
    "warning": "statements against evasion held back",
    "stale": "ended rules held back",
    "past": "earlier law asked for",
    "unverified": "unverified held back",
    "hub": "hub of links",
}
_TOGETHER: Mapping[str, str] = {
    "place": "place of the rule",
    "helper": "steps and examples held back",
    "step": "steps and examples held back",
    "example": "steps and examples held back",
    "report": "country reports",
    "body": "organisations",
    "event": "events",
}
"""First part of a weight's name -> the step to which all such weights belong."""
_SIZES = frozenset({"candidates", "shortlist", "rrf", "fused"})


def off() -> dict[str, list[str]]:
    """Step -> the weights that are zero without it. A weight that this file does not name is a step of its own."""
    steps: dict[str, list[str]] = {}
    for name in (f.name for f in fields(Weights)):
        if name not in _SIZES:
            steps.setdefault(_NAMES.get(name) or _TOGETHER.get(name.split("_")[0], name.replace("_", " ")), []).append(name)
    return steps


@dataclass(frozen=True, slots=True)
class Ablation:
    """Scores of ranking without the step."""

    name: str
    scores: Scores


def ablate(assistant: Assistant, asked: Sequence[Asked], questions: Mapping[str, Question], encoder: Encoder) -> list[Ablation]:
    """Every step of ``off``, the whole second stage, and the parts of the encoder."""
    ranked = [a for a in asked if a.ranks]
    whole = replace(assistant.steps.retrieve, encoder=encoder)

    def run(name: str, retrieval: Callable[[Question], Sequence[Found]]) -> Ablation:
        rankings = {a.id: retrieval(questions[a.id]) for a in ranked if a.id in questions}
        say(f"without {name}: done")
        return Ablation(name, rank_scores(ranked, rankings))

    steps = off()
    done = []
    for name, weights in steps.items():
        chosen = dict.fromkeys(weights, 0.0)
        done.append(run(name, _ranking(replace(whole, weights=replace(whole.weights, **chosen)))))  # type: ignore[arg-type]
    learned = {w: 0.0 for own in steps.values() for w in own if not w.startswith("list_")}
    first_stage = replace(whole.weights, **learned)  # type: ignore[arg-type]
    done.append(run("second stage (fused ranks only)", _ranking(replace(whole, weights=first_stage))))
    vectors = stored_vectors(assistant)
    bare = restricted(assistant, vectors, list(assistant.store.texts()), lambda _language: True, encoder)
    done.append(run("ways of asking (all uses)", _ranking(bare)))
    if assistant.encoder.name == FusedEncoder.name:
        for name, part in {"USE": slice(0, E5_DIMENSIONS), "e5": slice(E5_DIMENSIONS, None)}.items():
            half = Half(encoder, part)
            index = MemoryIndex(vectors.ids, _unit(vectors.matrix[:, part]))
            done.append(run(f"{name} in the encoder", _ranking(with_vectors(assistant, index, half))))
    return done


def _ranking(retrieval: Retrieval) -> Callable[[Question], Sequence[Found]]:
    return lambda question: places(retrieval(question, 10))


class Half:
    """One part of the fused encoder: the vector's first or second half, at unit length."""

    def __init__(self, encoder: Encoder, part: slice) -> None:
        self._encoder, self._part = encoder, part
        self.name = f"{encoder.name}[{part.start}:{part.stop}]"
        self.dimensions = len(range(*part.indices(encoder.dimensions)))

    def query(self, text: str, language: str) -> Vectors:
        return _unit(self._encoder.query(text, language)[None, self._part])[0]  # type: ignore[no-any-return]

    def passages(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors:
        return _unit(self._encoder.passages(texts, languages)[:, self._part])

    def sentences(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors:
        return self._encoder.sentences(texts, languages)


def _unit(rows: Vectors) -> Vectors:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(norms, 1e-9), np.float32)
