"""What to quote from a long passage: the run of sentences that answers the question best, character for character."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import Passage, Question
from assistant.ports import Encoder, LexicalIndex
from assistant.sentences import sentences

MAX_CHARS = 420


@dataclass(frozen=True, slots=True)
class SentencePicker:
    """Chooses by the quick sentence vectors and by the question's informative words, half and half."""

    encoder: Encoder
    tokens: Callable[[str, str], list[str]]
    lexical: LexicalIndex

    def __call__(self, question: Question, passages: Sequence[Passage]) -> Mapping[str, str]:
        """Passage id -> quote, a substring of the passage's text of at most about ``MAX_CHARS`` characters."""
        chosen: dict[str, str] = {}
        long = [p for p in passages if len(p.text) > MAX_CHARS]
        chosen.update({p.id: p.text for p in passages if len(p.text) <= MAX_CHARS})
        parts = {p.id: sentences(p.text) for p in long}
        texts = [s for p in long for s in parts[p.id]]
        if not texts:
            return chosen
        languages = [p.language for p in long for _ in parts[p.id]]
        vectors = self.encoder.sentences([question.text, *texts], [question.language, *languages])
        similarity = vectors[1:] @ vectors[0]
        words = set(self.tokens(question.text, question.language))
        idf = self.lexical.informative(sorted(words))
        total = sum(idf.values()) or 1.0
        start = 0
        for passage in long:
            own = parts[passage.id]
            scores = [
                float(similarity[start + n]) + sum(idf[w] for w in words & set(self.tokens(s, passage.language))) / total
                for n, s in enumerate(own)
            ]
            start += len(own)
            chosen[passage.id] = _widen(passage.text, own, scores.index(max(scores)))
        return chosen


def _widen(text: str, parts: Sequence[str], best: int) -> str:
    """The best sentence with as many of those after it as fit."""
    first = text.find(parts[best])
    end = first + len(parts[best])
    for part in parts[best + 1 :]:
        following = text.find(part, end)
        if following < 0 or following + len(part) - first > MAX_CHARS:
            break
        end = following + len(part)
    return text[first:end][: 3 * MAX_CHARS]
