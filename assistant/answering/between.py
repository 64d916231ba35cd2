"""Is the tax on a payment from one country to another asked for, neither being China? Or are the two merely listed?"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

TAXES = frozenset({"tax", "withholding-tax", "withholding-agent", "tax-rate", "tax-treaty", "treaty-cap", "vat"})
TAXED = TAXES | {"royalty"}
TREATIES = frozenset({"tax-treaty", "treaty-cap"})
"""Glossary concepts of which one makes a question one about the tax on a payment."""
_TREATIES = frozenset({"tax-treaty", "treaty-cap"})
_JOINED = re.compile(r"[\s/·–—-]{0,4}")
_GAP = 24
"""Characters that are looked at beside a country; a list has fewer between two of its members."""


@dataclass(frozen=True, slots=True)
class Between:
    """Patterns over normalised text, from ``prompts/cues/between.yaml``: what stands before two sides, after them, and between
    two countries that are listed."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    listed: re.Pattern[str]
    weighed: re.Pattern[str]
    """Between two places of which one or the other is asked for: "in China or in Egypt"."""
    parted: re.Pattern[str]

    def others(self, plain: str, places: Sequence[tuple[int, int, str]], concepts: Collection[str], compares: bool) -> bool:
        """``places``: (start, end, code) in ``plain``. Countries that are listed or held against each other have each its own
        answer, unless it is "between" them."""
        codes = {code for _, _, code in places}
        if len(codes) < 2 or compares or any(code.startswith("CN") for code in codes) or not TAXED & set(concepts):
            return False
        treaty = bool(_TREATIES & set(concepts)) and len(codes) == 2
        return any(
            self._apart(plain[one[1] : other[0]], treaty)
            or self.before.search(plain[max(0, one[0] - _GAP) : one[0]])
            or self.after.match(plain[other[1] : other[1] + _GAP])
            for one, other in pairwise(places)
            if one[2] != other[2]
        )

    def weighs(self, plain: str, places: Sequence[tuple[int, int, str]]) -> bool:
        """Whether two places are held against each other."""
        pairs = [(one, other) for one, other in pairwise(places) if one[2][:2] != other[2][:2]]
        gaps = [plain[one[1] : other[0]] for one, other in pairs]
        return any(len(gap) <= _GAP and self.weighed.fullmatch(gap) is not None for gap in gaps)

    def parts(self, plain: str, places: Sequence[tuple[int, int, str]]) -> bool:
        """Whether "and" or "or" stands between two countries, whatever else does."""
        pairs = [(one, other) for one, other in pairwise(places) if one[2][:2] != other[2][:2]]
        return any(self.parted.search(plain[one[1] : other[0]]) is not None for one, other in pairs)

    def lists(self, plain: str, places: Sequence[tuple[int, int, str]]) -> bool:
        """Whether countries abroad are listed one beside the other."""
        abroad = [place for place in places if not place[2].startswith("CN")]
        pairs = [(one, other) for one, other in pairwise(abroad) if one[2] != other[2]]
        return bool(pairs) and all(self._listed(plain[one[1] : other[0]]) for one, other in pairs)

    def _listed(self, gap: str) -> bool:
        return len(gap) <= _GAP and self.listed.fullmatch(gap) is not None

    def _apart(self, gap: str, treaty: bool) -> bool:
        """Whether two countries with ``gap`` between them are no list. "The Kenya-Egypt treaty" is one of both."""
        return treaty if _JOINED.fullmatch(gap) else not self._listed(gap)


def read_between(raw: Mapping[str, Sequence[str]]) -> Between:
    """Raises KeyError where a list of patterns is missing, re.error where one does not compile."""
    one = {name: "(?:" + "|".join(patterns) + ")" for name, patterns in raw.items()}
    article, party = f"(?:{one['article']})?", rf"(?:\W?{one['party']}\W?)?"
    listed = rf"{party}\W{{0,3}}{one['and']}{{1,2}}\W{{0,3}}{one['at']}?\W{{0,3}}{article}{party}\W{{0,2}}{one['at']}?\W{{0,2}}"
    return Between(
        before=re.compile(rf"{one['before']} {{0,2}}{article}$"),
        after=re.compile(f" {{0,2}}{one['after']}"),
        listed=re.compile(listed),
        parted=re.compile(rf"{one['and']}|{one['or']}"),
        weighed=re.compile(rf"\W{{0,3}}{one['or']}\W{{0,3}}{one['at']}\W{{0,3}}{article}\W{{0,2}}"),
    )
