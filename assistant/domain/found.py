"""What a search found."""

from dataclasses import dataclass

from assistant.domain.kept import Passage, Source


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its place in the ranking. ``similarity`` is the cosine of centred vectors, ``overlap`` the share of
    the question's informative words found in the passage, ``coverage`` that of its glossary concepts, both in 0..1."""

    passage: Passage
    source: Source
    score: float
    similarity: float = 0.0
    overlap: float = 0.0
    coverage: float = 0.0
    asked: float = 0.0
    """Similarity to the ways in which people ask for it."""
    taught: float = 0.0
    """Similarity of the question, turned by the query adapter, to it; ``similarity`` where it was not taught."""
    worded: float = 0.0
    """The same to the nearest of its typical wordings; ``taught`` where it has none."""
    answers: float = 0.0
    """Whether it answers the question or only lies near it: about 1, about -1; 0 where that is not known."""
    clash: int = 0
    """In how many families of classes it speaks of another class than is asked for."""
    beside: bool = False
    """Whether the question names a matter beside the field of which it does not speak."""
    named: bool = False
    """Whether the question calls the source by name or number."""
    tells: frozenset[str] = frozenset()
    """Which kinds of figures it tells (``Question.quantities``), where the question asks for some, or for a fee."""
