"""What the knowledge base as it is shipped answers, and what it leaves alone."""

import re
from pathlib import Path
from typing import Any

import pytest

from assistant.app import Assistant
from assistant.files import read_yaml
from eval.acceptance import QUESTIONS, lacks
from tests.conftest import ROOT

TWENTY = read_yaml(QUESTIONS)
EGYPT = {
    "zh": "埃及关于技术转让合同仲裁地的规定",
    "en": "Egypt's rule on arbitration in technology transfer contracts",
    "ru": "Правило Египта об арбитраже по договорам о передаче технологии",
    "ar": "قاعدة التحكيم في عقود نقل التكنولوجيا في مصر",
    "fr": "La règle égyptienne sur l'arbitrage des contrats de transfert de technologie",
    "es": "La norma de Egipto sobre arbitraje en contratos de transferencia de tecnología",
    "th": "กฎของอียิปต์เรื่องอนุญาโตตุลาการในสัญญาถ่ายทอดเทคโนโลยี",
    "vi": "Quy định của Ai Cập về trọng tài trong hợp đồng chuyển giao công nghệ",
    "id": "Aturan Mesir tentang arbitrase dalam kontrak alih teknologi",
    "sr": "Pravilo Egipta o arbitraži u ugovorima o transferu tehnologije",
}
"""One question in ten languages."""
NOT_COVERED = (
    "What is the withholding tax on royalties in Iceland?",
    "冰岛对技术许可使用费征多少预提税？",
    "Какова ставка налога на роялти в Исландии?",
    "ما نسبة ضريبة الإتاوات في آيسلندا؟",
    "What is the weather in Chengdu tomorrow?",
    "Quelle est la meilleure recette de couscous ?",
)


@pytest.mark.parametrize("wanted", TWENTY, ids=[f"{w['id']}: {w['question']}" for w in TWENTY])
def test_an_answer_holds_what_a_perfect_one_has(whole: Assistant, wanted: dict[str, Any]) -> None:
    assert list(lacks(whole.ask(wanted["question"]), wanted)) == []


@pytest.mark.parametrize("language", sorted(EGYPT))
def test_a_rule_asked_for_in_any_language_is_found_in_the_same_article(whole: Assistant, language: str) -> None:
    answer = whole.ask(EGYPT[language])
    assert answer.language == language
    assert answer.citations[0].document_id == "eg-commercial-code"
    assert answer.citations[0].locator.startswith("art. 87")


@pytest.mark.parametrize("question", NOT_COVERED)
def test_a_country_or_topic_that_is_not_covered_is_refused(whole: Assistant, question: str) -> None:
    answer = whole.ask(question)
    assert answer.refused
    assert answer.citations == ()
    assert answer.desk.suggested


def test_status_counts_what_lies_in_the_files(whole: Assistant) -> None:
    files = {folder: len(list((ROOT / "corpus" / folder).glob("*.yaml"))) for folder in _FOLDERS}
    status = whole.status()
    assert {folder: status["documents"][kind] for folder, kind in _FOLDERS.items()} == files
    assert status["profiles"]["corpus"] == len(list(Path(ROOT / "corpus" / "catalogue").glob("*.yaml")))


_FOLDERS = {
    "policies": "policy",
    "procedures": "procedure",
    "countries": "country",
    "organisations": "organisation",
    "events": "event",
}


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("What does article 99 of the technology import and export regulations say?", "cn-tech-import-export-regulations"),
        ("技术进出口管理条例第九十九条怎么规定", "cn-tech-import-export-regulations"),
        ("Que dit l'article 300 de la loi chinoise sur les brevets ?", "cn-patent-law"),
    ],
)
def test_articles_named_instead_of_one_that_does_not_exist_are_of_the_same_instrument(
    whole: Assistant, question: str, source: str
) -> None:
    instrument = whole.store.sources()[source]
    answer = whole.ask(question)
    assert answer.refused
    named = {int(n) for n in re.findall(r"\d+", "\n".join(answer.text.splitlines()[1:]))}
    assert instrument.articles is not None
    assert all(number <= instrument.articles for number in named)
