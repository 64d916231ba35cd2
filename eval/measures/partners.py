"""Whether who looks for a partner is shown a right one, and nobody where there is none."""

import math

from eval.questions import Asked
from eval.records import Base, Reply


def partner_recall(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """1 where a right profile is among the first five partners shown."""
    if not asked.seeks_partner or not asked.qrels or reply.text is None:
        return None
    return float(bool(set(reply.partners[:5]) & set(asked.qrels)))


def partner_ndcg(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """nDCG of the first ten partners, every right profile counting the same (Järvelin & Kekäläinen 2002)."""
    if not asked.seeks_partner or not asked.qrels or reply.text is None:
        return None
    gain = sum(1 / math.log2(n + 2) for n, profile in enumerate(reply.partners[:10]) if profile in asked.qrels)
    best = sum(1 / math.log2(n + 2) for n in range(min(len(asked.qrels), 10)))
    return gain / best


def partner_none(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """1 where no partner is offered to a question for which the catalogue has none."""
    if not asked.expect_none or reply.text is None:
        return None
    return float(not reply.partners)
