"""What is no evidence whatever its words: China's tax on a payment between two other countries, another state's on what is paid
from China, a treaty of China with a third country, the rule of a country that nobody named. All read like the answer, and are the
wrong law.
"""

from collections.abc import Sequence

from assistant.answering.rank import ELSEWHERE, place_feature
from assistant.domain import NO_EVIDENCE, RULES, Hit, Passage, Question, Source

_TREATY = "treaty"
"""Topic of what a treaty between China and one country says; reports keep it in sections whose ids begin so."""
_WITHHELD = "withholding"
"""Topic of what a state takes of payments that leave it."""
TAXED_TOPICS = frozenset({_WITHHELD, "income-tax"})
"""Topics of what a state takes of income."""
_RECEIVED = "payment-received"
"""Topic of what holds of payments that come into China alone: beside the rules on those that leave it, their opposite."""
_COMES_IN = "technology-export"
"""Topic of what is paid to China for."""
_HOMES = {"id": "ID", "sr": "RS", "th": "TH", "vi": "VN"}
"""Languages whose speakers, naming no country, may well mean their own."""
_SURE_WORDING, _SURE_ANSWER = 0.55, 0.9
_AHEAD = 0.6
"""How near the wording and how far ahead of the rest (in score) the rule of a country that nobody named must be: on the
development half those that answer are (march-in rights, a US agency), all but one of those that do not are not."""


def tells_a_treaty(passage: Passage) -> bool:
    """Whether it says what a treaty between China and one country says."""
    told_by = passage.group.partition("#")[2].startswith(f"{_TREATY}-")
    return passage.country is not None and (told_by or _TREATY in passage.topics)


def of_others(question: Question, passage: Passage, source: Source) -> bool:
    """Whether a passage tells the law of others than the question is about."""
    bilateral = tells_a_treaty(passage)
    abroad = {code for code in question.countries if not code.startswith("CN")}
    if bilateral and abroad and passage.country not in abroad:
        return True
    chinese = (source.jurisdiction or "").startswith("CN")
    if _paid_from_china(question) and not chinese and (_WITHHELD in passage.topics or source.kind == "country"):
        return True
    if _RECEIVED in passage.topics and not question.pays_home:
        return True
    if question.pays_home and not question.compares and (bilateral or (chinese and _taken_on_the_way_out(passage))):
        return True
    if _of_home_offices(question) and passage.country is None and source.jurisdiction in abroad:
        return True
    if _taxed_by_others(question) and chinese and (bilateral or not TAXED_TOPICS.isdisjoint(passage.topics)):
        return True
    return question.between_others and (bilateral or chinese)


def _taken_on_the_way_out(passage: Passage) -> bool:
    """Whether it tells what China takes of payments that leave it, and nothing of those that come in."""
    return _WITHHELD in passage.topics and _COMES_IN not in passage.topics


def _of_home_offices(question: Question) -> bool:
    """Whether what an office of China does is asked for, and the country abroad is only where a party is from."""
    return question.of_parties and bool(question.offices) and all(code.startswith("CN") for code in question.offices)


def _taxed_by_others(question: Question) -> bool:
    """Whether it is asked what states abroad take, and not what China takes."""
    return bool(question.taxed_by) and not question.compares and not any(code.startswith("CN") for code in question.taxed_by)


def _paid_from_china(question: Question) -> bool:
    """Whether royalties are paid to the one country abroad that is named, so that it is not the one that withholds."""
    return question.pays_abroad and len({code for code in question.countries if not code.startswith("CN")}) == 1


def of_a_named(question: Question, hit: Hit) -> bool:
    """Whether it is a rule of a country abroad that is named."""
    return any(code in {hit.source.jurisdiction, hit.passage.country} for code in question.countries if not code.startswith("CN"))


def without_unasked(question: Question, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """``hits`` without the rules of countries that nobody named, but where nothing else can be meant."""
    if question.countries:
        return tuple(hits)
    here = [hit.score for hit in hits if _place(question, hit) not in ELSEWHERE and hit.passage.role not in NO_EVIDENCE]
    best = max(here, default=0.0)
    return tuple(hit for hit in hits if _place(question, hit) != "place_unasked" or _is_meant(question, hit, best))


def _is_meant(question: Question, hit: Hit, best: float) -> bool:
    """``best``: score of the best rule of China or of all."""
    if hit.source.kind not in RULES or hit.named or hit.source.jurisdiction == _HOMES.get(question.language):
        return True
    return hit.score >= best + _AHEAD and (hit.worded >= _SURE_WORDING or hit.answers >= _SURE_ANSWER)


def _place(question: Question, hit: Hit) -> str:
    return place_feature(question, hit.passage, hit.source)
