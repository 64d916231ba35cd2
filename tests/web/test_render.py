"""Text of documents, models and visitors on the page: it reads the same and does nothing."""

import datetime as dt
import html
import re

import pytest

from assistant.domain import Answer, Citation, ProcedureView, StepView
from assistant.phrases import load_phrases
from assistant.settings import ROOT
from assistant.web.conversation import Conversation
from assistant.web.escape import direction, inert, isolated, with_marks
from assistant.web.limiter import AddressLimiter
from assistant.web.render.panel import panel
from assistant.web.render.talk import talk

PHRASES = load_phrases(ROOT / "prompts" / "phrases")
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    '"><b onclick="x">',
    "![pixel](http://evil.example/a.png)",
    "![pixel][r]\n[r]: http://evil.example/a.png",
    "[link](javascript:alert(1))",
    "http://evil.example www.evil.example me@evil.example",
    "$$\\href{javascript:alert(1)}{x}$$",
    "${alert(1)} {{value}}",
    "`code` **bold** _it_ # head",
    "&lt;script&gt;",
)


def _answer(text: str) -> Answer:
    citation = Citation(
        1, "d", "p", text, f"{text} original", f"art. {text}", text, "zh", "in_force", "verified",
        translation=text, verified_on=dt.date(2026, 11, 22), number=text,
    )  # fmt: skip
    step = StepView(1, text, text, text, (text,), text, text, (1,))
    return Answer(
        "a" * 32, text, "en", "rule", "composed", f"{text} [1]\n- {text}\n1. {text}", citations=(citation,),
        procedure=ProcedureView("p", text, (step,)), warnings=(text,), follow_ups=(text,),
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_inert_text_reads_the_same_and_holds_no_syntax(text: str) -> None:
    shown = inert(text)
    assert html.unescape(shown) == text
    assert not re.search(r"[<>\"'`*_\[\]!$\\:@{}|~]", shown)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_hostile_survives_in_conversation_or_panel(text: str, language: str) -> None:
    conversation = Conversation().asked(text).answered(_answer(text))
    shown = panel(conversation, PHRASES, language) + talk(conversation, PHRASES, language)
    tags = set(re.findall(r"<\s*([a-zA-Z][a-zA-Z0-9]*)", shown))
    assert tags <= {"div", "p", "ul", "ol", "li", "a", "br", "bdi", "span", "strong", "dl", "dt", "dd", "h3", "section",
                    "details", "summary", "article", "header", "blockquote", "button", "label", "input"}  # fmt: skip
    links = {html.unescape(link) for link in re.findall(r'href="([^"]*)"', shown)}
    assert all(
        re.fullmatch(r"#saaaaaaaaaaaa-1|/source\?[\w.%+&=~*-]+|/procedure/p(\.docx|\.ics)?\?lang=\w\w", link) for link in links
    )
    assert not re.search(r"\son\w+\s*=|src\s*=", shown)


def test_overrides_of_direction_are_left_out() -> None:
    assert inert("a\u202eb\u2066c\u0007d") == "abcd"


def test_latin_names_are_isolated_in_arabic_and_arrows_turn() -> None:
    assert isolated("قانون EIT Law →", "ar") == 'قانون <bdi dir="ltr">EIT Law</bdi> ←'
    assert isolated("EIT Law →", "en") == "EIT Law →"
    company = '<bdi dir="ltr">A membrane company &#40;sample&#41;</bdi> · الصين'
    assert isolated("A membrane company (sample) · الصين", "ar") == company
    assert isolated("في 2021-11-17", "ar") == 'في <bdi dir="ltr">2021&#45;11&#45;17</bdi>'


def test_marks_lead_to_the_card_of_their_own_answer() -> None:
    assert with_marks("x [12]", "en", "s1") == 'x <a class="mark" href="#s1-12">&#91;12&#93;</a>'
    conversation = Conversation().asked("q").answered(_answer("text"))
    assert 'id="saaaaaaaaaaaa-1"' in panel(conversation, PHRASES, "en")


def test_directions_follow_the_locale_data() -> None:
    assert [direction(code) for code in ("ar", "en", "zh", "und")] == ["rtl", "ltr", "ltr", "auto"]


def test_an_address_gets_its_share_and_no_more() -> None:
    limiter = AddressLimiter(2)
    assert [limiter.admits("1.2.3.4") for _ in range(3)] == [True, True, False]
    assert limiter.admits("5.6.7.8")
    assert all(AddressLimiter(0).admits("1.2.3.4") for _ in range(500))
