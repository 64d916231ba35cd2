"""Whether the knowledge base speaks of what a question calls by name.

"Where do we enrol in the Chongqing Royalty Passport Programme?" lies near what is known of royalties, and there is no such
programme: a name that no text and no title has is answered by saying so.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from assistant.access import Viewer
from assistant.answering.retrieve import ASK, Knowledge, may_read
from assistant.domain import Called, Hit, Question, Source
from assistant.ports import Encoder, LexicalIndex, Store
from assistant.text import tokens

KNOWN = 0.7
"""Share of a name's words, weighted by rarity, that a text which speaks of it has."""
ALIKE = 0.7
"""Cosine from which on a name is another wording of a title, in whatever language."""
_MEANT = 8
"""Hits whose instruments a name may mean."""
_COMPARED = 3
"""Titles that are compared by the encoder, which takes longer than that of sentences by which they are chosen."""
_SPREAD = 4
"""How many words more than the name has may lie between them."""
_LOOKED_AT = 60
"""Passages that are searched by the name's words."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Looks for names in what ``lexical`` finds, and in titles."""

    encoder: Encoder
    lexical: LexicalIndex
    store: Store
    knowledge: Callable[[], Knowledge]

    def unknown(self, question: Question, hits: Sequence[Hit], viewer: Viewer) -> tuple[str, ...]:
        """Names that nothing has which ``viewer`` may read, and that mean no instrument of ``hits``."""
        if not question.called:
            return ()
        readable = {key: source for key, source in self.knowledge().sources.items() if may_read(viewer, source)}
        found = {hit.source.id: hit.source for hit in hits[:_MEANT]}.values()
        return tuple(
            called.name
            for called in question.called
            if not self._said(called, question.language, readable) and not self._means(called, question.language, found)
        )

    def _said(self, called: Called, language: str, readable: Mapping[str, Source]) -> bool:
        texts = chain(self._texts(called, readable), _titles(language, readable.values()))
        return speaks_of(called, self.lexical.informative(called.words), texts)

    def _means(self, called: Called, language: str, sources: Iterable[Source]) -> bool:
        """Whether it is another wording or a translation of a title."""
        if called.whole:
            return False
        titles = [title for source in sources for title in _called(source, language)]
        if not titles:
            return False
        near = self.encoder.sentences([called.name, *(title for _, title in titles)], [language, *(code for code, _ in titles)])
        best = [titles[n] for n in np.argsort(-(near[1:] @ near[0]))[:_COMPARED]]
        vectors = self.encoder.passages([called.name, *(title for _, title in best)], [language, *(code for code, _ in best)])
        return float(np.max(vectors[1:] @ vectors[0])) >= ALIKE

    def _texts(self, called: Called, readable: Mapping[str, Source]) -> Iterator[Sequence[str]]:
        found = [key for key, _ in self.lexical.search(called.words, _LOOKED_AT) if not key.endswith(ASK)]
        for passage in self.store.passages(found).values():
            if passage.document_id in readable:
                yield tokens(passage.searchable, passage.language)


def _titles(language: str, sources: Iterable[Source]) -> Iterator[Sequence[str]]:
    for source in sources:
        for code, title in _called(source, language):
            yield tokens(title, code)


def _called(source: Source, language: str) -> Iterator[tuple[str, str]]:
    """Its name in the asker's language, and its short names, which are in any language."""
    if language in source.names:
        yield language, source.names[language]
    for alias in source.aliases:
        yield language, alias


def speaks_of(called: Called, rarity: Mapping[str, float], texts: Iterable[Sequence[str]]) -> bool:
    """Whether one of ``texts``, each its stems in order, has the name's words near each other."""
    total = sum(rarity[word] for word in called.words)
    least = (1.0 if called.whole else KNOWN) * total - 1e-9
    reach = len(called.words) + (1 if called.whole else _SPREAD)
    for text in texts:
        at = [(place, word) for place, word in enumerate(text) if word in rarity]
        for n, (start, _) in enumerate(at):
            near = {word for place, word in at[n:] if place < start + reach}
            if sum(rarity[word] for word in near) >= least:
                return True
    return False
