"""Each of several countries has an answer of its own; the parties of one deal have not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest

from assistant.answering.compared import each_side, sides_of
from assistant.domain import Hit, Passage, Question, Source
from assistant.ports import Vectors

COMPARED = Question("q", "q", "en", "rule", countries=("TH", "ID"), compares=True)


def _hit(
    place: str, part: str, score: float, *, role: str = "statement", country: str | None = None, kind: str = "policy"
) -> Hit:
    group = f"{place.lower()}-law#{part}"
    passage = Passage(f"{group}@en", group.split("#")[0], group, "en", "A text.", "art. 1", role=role, country=country)  # type: ignore[arg-type]
    source = Source(id=passage.document_id, kind=kind, names={"en": "Law"}, original_language="en", jurisdiction=place)  # type: ignore[arg-type]
    return Hit(passage, source, score=score)


def _alone(question: Question, others: Sequence[str]) -> Question:
    return replace(question, countries=tuple(code for code in question.countries if code not in others), compares=False)


@dataclass(frozen=True)
class _Known:
    """Evidence by country; as sure as a tenth of the best score."""

    hits: Mapping[str, Sequence[Hit]]
    threshold: float = 0.5

    def of(self, question: Question, vector: Vectors | None = None) -> list[Hit]:
        return list(self.hits.get(question.countries[0], ()))

    def sure(self, hits: Sequence[Hit], question: Question) -> float:
        return hits[0].score / 10 if hits else 0.0


def _groups(hits: Sequence[Hit]) -> list[str]:
    return [hit.passage.group for hit in hits]


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        (COMPARED, ("TH", "ID")),
        (replace(COMPARED, countries=("SA", "CN-SC")), ("SA", "CN")),
        (replace(COMPARED, compares=False), ()),
        (replace(COMPARED, compares=False, lists=True), ("TH", "ID")),
        (replace(COMPARED, compares=False, lists=True, countries=("CN", "TH")), ()),
        (replace(COMPARED, between_others=True), ()),
        (replace(COMPARED, countries=("TH",)), ()),
    ],
)
def test_sides_are_countries_that_are_compared_or_listed(question: Question, sides: tuple[str, ...]) -> None:
    assert sides_of(question) == sides


def test_the_best_of_each_side_comes_first_and_a_second_one_only_if_it_is_as_good() -> None:
    found = {
        "TH": [_hit("TH", "void", 7.0), _hit("TH", "form", 6.9), _hit("TH", "term", 5.0)],
        "ID": [_hit("ID", "office", 6.5, kind="organisation"), _hit("ID", "objects", 6.0), _hit("ID", "effect", 4.0)],
    }
    hits, surest = each_side(COMPARED, _alone, _Known(found))
    assert _groups(hits) == ["th-law#void", "id-law#objects", "th-law#form"]
    assert surest == 0.7


def test_what_is_of_another_country_or_not_known_well_enough_is_no_side() -> None:
    found = {"TH": [_hit("KZ", "duty", 9.0), _hit("TH", "void", 7.0)], "ID": [_hit("ID", "objects", 2.0)]}
    hits, _ = each_side(COMPARED, _alone, _Known(found))
    assert _groups(hits) == ["th-law#void"]
    nothing, surest = each_side(COMPARED, _alone, _Known({}))
    assert (nothing, surest) == ([], 0.0)


def test_a_treaty_of_china_is_of_the_country_that_it_is_with() -> None:
    row = _hit("CN", "in", 6.0, country="TH")
    hits, _ = each_side(COMPARED, _alone, _Known({"TH": [row]}))
    assert _groups(hits) == ["cn-law#in"]
