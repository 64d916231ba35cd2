"""Does a rule belong beside profiles? Whoever seeks a membrane is not told what the export of rare earths needs."""

from collections.abc import Collection

from assistant.domain import Hit, Question

_ABOUT = 0.5
"""Share of what is sought that a rule has to be about: a process with five subjects is not controlled for one of them."""


def of_deal(question: Question, hit: Hit, sought: Collection[str], told: Collection[str]) -> bool:
    """Whether the rule of ``hit`` is shown beside profiles: where the question asks for a rule too, of which ``hit`` speaks, or
    where the rule is about what is sought. ``sought``: concepts of the wish; ``told``: those of the rule."""
    asks = bool(question.aspects) and hit.coverage > 0 and hit.answers > 0
    return asks or (bool(sought) and len(set(sought) & set(told)) >= _ABOUT * len(set(sought)))
