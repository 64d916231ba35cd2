"""Every quote stands in the stored passage, character for character, and in the answer; every mark has its citation."""

from eval.measures.lines import MARK
from eval.questions import Asked
from eval.records import Base, Reply


def quotes_exact(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """Share of citations whose quote is a piece of the passage that they name, as it is stored."""
    if not reply.citations:
        return None
    stored = base.passages([c.passage_id for c in reply.citations])
    right = [bool(c.quote) and c.passage_id in stored and c.quote in stored[c.passage_id].text for c in reply.citations]
    return sum(right) / len(right)


def marks_whole(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """1 where every ``[n]`` has its citation and every citation is marked; a refusal must hold no mark."""
    if reply.text is None or (not reply.citations and not reply.refused):
        return None
    return float({int(n) for n in MARK.findall(reply.text)} == {c.n for c in reply.citations})
