"""Each of several countries has an answer of its own; the parties of one deal have not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest
import yaml

from assistant.answering.compared import Sides, each_side, sides_of
from assistant.answering.cues import load_cues
from assistant.answering.understand import Understanding
from assistant.domain import Hit, Passage, Question, Source
from assistant.ports import Vectors
from assistant.text import normalise
from tests.conftest import ROOT

CUES = load_cues(ROOT / "prompts" / "cues")

COMPARED = Question("q", "q", "en", "rule", countries=("TH", "ID"), compares=True)


def _hit(
    place: str,
    part: str,
    score: float,
    *,
    role: str = "statement",
    country: str | None = None,
    kind: str = "policy",
    aspect: str | None = None,
    topics: tuple[str, ...] = (),
    coverage: float = 1.0,
) -> Hit:
    group = f"{place.lower()}-law#{part}"
    passage = Passage(
        f"{group}@en",
        group.split("#")[0],
        group,
        "en",
        "A text.",
        "art. 1",
        role=role,
        country=country,
        aspect=aspect,
        topics=topics,
    )  # type: ignore[arg-type]
    source = Source(id=passage.document_id, kind=kind, names={"en": "Law"}, original_language="en", jurisdiction=place)  # type: ignore[arg-type]
    return Hit(passage, source, score=score, coverage=coverage)


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


@dataclass(frozen=True)
class _OfAspect(_Known):
    """Evidence for one point alone: hits of its aspects come first."""

    def of(self, question: Question, vector: Vectors | None = None) -> list[Hit]:
        return sorted(super().of(question), key=lambda hit: hit.passage.aspect not in question.aspects)


def _cut(question: Question, patterns: Sequence[re.Pattern[str]]) -> Question:
    text = normalise(question.text, question.language)
    for pattern in patterns:
        text = pattern.sub(" ", text)
    return replace(question, text=text)


def _sides(question: Question, known: _Known) -> Sides:
    return each_side(question, _alone, known, CUES.sided, _cut)


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
    told = _sides(COMPARED, _Known(found))
    assert _groups(told.hits) == ["th-law#void", "id-law#objects", "th-law#form"]
    assert (told.surest, told.kept) == (0.7, frozenset())


def test_what_is_of_another_country_or_not_known_well_enough_is_no_side() -> None:
    found = {"TH": [_hit("KZ", "duty", 9.0), _hit("TH", "void", 7.0)], "ID": [_hit("ID", "objects", 2.0)]}
    assert _groups(_sides(COMPARED, _Known(found)).hits) == ["th-law#void"]
    assert _sides(COMPARED, _Known({})) == Sides((), 0.0)


def test_a_treaty_of_china_is_of_the_country_that_it_is_with() -> None:
    row = _hit("CN", "in", 6.0, country="TH")
    assert _groups(_sides(COMPARED, _Known({"TH": [row]})).hits) == ["cn-law#in"]


TAXED = replace(COMPARED, text="Compare the rate of withholding tax and by when must it be paid", terms=("withholding-tax",))


def test_each_point_that_is_asked_for_is_told_of_each_side_in_the_order_of_the_question() -> None:
    found = {
        "TH": [_hit("TH", "days", 7.0, aspect="deadline"), _hit("TH", "rate", 6.0, aspect="rate")],
        "ID": [_hit("ID", "late", 7.0, aspect="penalty"), _hit("ID", "rate", 6.9, aspect="rate")],
    }
    told = _sides(TAXED, _OfAspect(found))
    assert _groups(told.hits) == ["th-law#rate", "id-law#rate", "th-law#days"]
    assert told.kept == set(_groups(told.hits))


def test_a_rate_is_one_of_the_tax_that_is_compared() -> None:
    rows = [
        _hit("TH", "income", 7.0, aspect="rate", coverage=0.2),
        _hit("TH", "vat", 6.9, aspect="rate", topics=("vat",)),
        _hit("TH", "withheld", 6.5, aspect="rate"),
    ]
    asked = replace(TAXED, text="Compare the rate of withholding tax")
    assert _groups(_sides(asked, _OfAspect({"TH": rows, "ID": []})).hits) == ["th-law#withheld"]


def test_what_follows_may_be_told_by_a_duty_but_not_by_what_a_rule_is_about() -> None:
    asked = replace(COMPARED, text="What if the contract is not registered", aspects=("penalty",))
    barred = _hit("TH", "barred", 6.0, aspect="effect")
    duty, scope = _hit("TH", "duty", 7.0, aspect="requirement"), _hit("TH", "objects", 7.0, aspect="scope")
    assert _groups(_sides(asked, _Known({"TH": [duty, barred]})).hits) == ["th-law#duty", "th-law#barred"]
    assert _groups(_sides(asked, _Known({"TH": [scope, barred]})).hits) == ["th-law#barred"]
    assert _groups(_sides(asked, _Known({"TH": [duty]})).hits) == ["th-law#duty"]


def test_where_china_pays_what_the_payee_takes_itself_is_no_side() -> None:
    own = _hit("TH", "own", 7.0, aspect="rate")
    cap = _hit("CN", "cap", 6.0, country="TH", aspect="rate", topics=("treaty",))
    asked = replace(TAXED, text="Compare the rate of withholding tax", countries=("CN", "TH", "ID"))
    assert _groups(_sides(asked, _Known({"TH": [own, cap], "CN": [own, cap]})).hits)[:1] == ["cn-law#cap"]


@pytest.mark.parametrize(
    ("language", "text", "points"),
    [
        ("en", "Which is quicker, recordal in Indonesia or registration in China?", ["duration"]),
        ("zh", "印尼和塞尔维亚许可没登记会怎样", ["penalty"]),
        ("ru", "Ставка налога и срок его перечисления, сравните", ["rate", "deadline"]),
        ("ar", "الفرق في الضريبة: النسبة ومتى تسدد", ["rate", "deadline"]),
        ("fr", "Quel délai est le plus court, et le contrat non enregistré est-il nul ?", ["deadline", "penalty"]),
        ("es", "¿Dónde es más rápido registrar el contrato?", ["duration"]),
        ("th", "ที่ไหนเร็วกว่ากัน ถ้าไม่จดทะเบียน", ["duration", "penalty"]),
        ("vi", "Bên nào gấp hơn?", ["deadline"]),
        ("id", "lisensi yang tidak didaftarkan di mana lebih ketat", ["penalty"]),
        ("sr", "Gde je brže, i šta ako licenca nije upisana?", ["duration", "penalty"]),
    ],
)
def test_the_points_that_are_compared_are_read_in_ten_languages(language: str, text: str, points: list[str]) -> None:
    asked = replace(COMPARED, text=text, language=language, terms=("withholding-tax",))
    assert [point.name for point in CUES.sided.asked(asked)] == points


def test_a_point_alone_is_asked_for_plainly_without_the_words_of_the_others() -> None:
    points = CUES.sided.asked(TAXED)
    rate, deadline = points
    alone = CUES.sided.alone(TAXED, deadline, points, _cut)
    assert alone.text.endswith("within how many days") and "rate" not in alone.text and "compare" not in alone.text
    assert (alone.aspects, alone.quantities) == (("deadline",), ("period",))
    assert "when" not in CUES.sided.alone(TAXED, rate, points, _cut).text


@pytest.mark.parametrize(
    "text",
    [
        "Which is faster, registration in China or recordal in Indonesia?",
        "在中国登记和在越南登记，哪边更快？",
        "Где строже: в Казахстане или в Сербии?",
        "مين اسرع: تسجيل العقد في الصين ام الترخيص في اندونيسيا؟",
        "Où est-ce plus rapide, enregistrer le contrat en Chine ou la licence au Vietnam ?",
        "¿Dónde es más rápido: registrar el contrato en China o inscribir la licencia en Indonesia?",
        "ที่ไหนเร็วกว่ากัน จดสัญญาในจีนหรือจดสัญญาในอินโดนีเซีย",
        "bên nào gấp hơn, Việt Nam hay Trung Quốc?",
        "mana lebih cepat, pendaftaran di Tiongkok atau pencatatan di Indonesia?",
        "Gde je brže, ugovor u Kini ili licenca u Indoneziji?",
    ],
)
def test_a_comparative_holds_two_countries_against_each_other(understand: Understanding, text: str) -> None:
    assert len(sides_of(understand(text))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "How do we register faster?",
        "Si vendemos desde Chile a una firma de Chongqing, ¿qué es más barato, venderla o licenciarla?",
        "We license from Chengdu to Hanoi. Do we have to register in both countries?",
    ],
)
def test_a_comparative_of_two_ways_compares_no_countries(understand: Understanding, text: str) -> None:
    assert sides_of(understand(text)) == ()


def test_patterns_of_points_are_written_as_texts_are_read() -> None:
    raw = yaml.safe_load((ROOT / "prompts" / "cues" / "sided.yaml").read_text("utf-8"))
    patterns = [pattern for point in raw.values() for pattern in point["asked"]]
    assert [pattern for pattern in patterns if normalise(pattern) != pattern] == []
    assert all(set(point["asks"]) in (set(), set(raw["deadline"]["asks"])) for point in raw.values())
