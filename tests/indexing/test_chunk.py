"""Passages are what a person would cite, and the same every time."""

from pathlib import Path

import pytest

from assistant.adapters.readers import read_file
from assistant.adapters.readers.limits import Limits
from assistant.domain import Page, ParsedFile, Passage
from assistant.indexing.chunk import LONGEST, chunk

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared test data are not beside the checkout")


def passages(*pages: Page | str, title: str = "Law") -> list[Passage]:
    made = tuple(page if isinstance(page, Page) else Page(text=page) for page in pages)
    return chunk(ParsedFile(key="", title=title, pages=made), "doc", "en")


def test_each_article_is_a_passage_under_its_chapter() -> None:
    found = passages(
        Page(text="第一章 总则", level=2),
        "第一条 为了规范。",
        "第二条 本条例所称。\n前款规定的行为。",
        "第二章 管理",
        "第三条 国家准许。",
    )
    assert [(p.locator, p.headings, p.text) for p in found] == [
        ("art. 1", ("第一章 总则",), "第一条 为了规范。"),
        ("art. 2", ("第一章 总则",), "第二条 本条例所称。\n前款规定的行为。"),
        ("art. 3", ("第二章 管理",), "第三条 国家准许。"),
    ]


def test_a_reference_to_another_article_starts_no_passage() -> None:
    found = passages("Article 7\nThe contract is valid.\nArticle 3. of the older law does not apply.", "Article 8\nFees.")
    assert [p.locator for p in found] == ["art. 7", "art. 8"]


def test_a_bare_chapter_takes_its_title_from_the_next_line() -> None:
    (found,) = passages("Chương I", "NHỮNG QUY ĐỊNH CHUNG", "Điều 1. Phạm vi", "Luật này quy định.")
    assert found.headings == ("Chương I NHỮNG QUY ĐỊNH CHUNG", "Điều 1. Phạm vi")
    assert found.text == "Điều 1. Phạm vi\nLuật này quy định."


def test_an_annex_belongs_to_no_article() -> None:
    found = passages("Article 9. Final provisions", "Text.", "ANNEX I", "Controlled goods are listed here.")
    assert [(p.locator, p.headings) for p in found] == [
        ("art. 9", ("Article 9. Final provisions",)),
        ("ANNEX I", ("ANNEX I",)),
    ]


def test_a_long_article_is_split_and_keeps_its_locator() -> None:
    paragraph = "The licensor shall deliver the documents within the term. " * 8
    found = passages("Article 5\n" + "\n".join([paragraph.strip()] * 6))
    assert len(found) > 3
    assert {p.locator for p in found} == {"art. 5"}
    assert [p.position for p in found] == list(range(len(found)))
    assert all(200 < len(p.text) <= LONGEST for p in found)


def test_text_without_any_break_is_still_cut() -> None:
    found = passages("字" * 5000)
    assert "".join(p.text for p in found) == "字" * 5000
    assert max(len(p.text) for p in found) <= LONGEST


def test_table_rows_stay_whole_and_pages_keep_their_number() -> None:
    found = passages(Page(text="Name: A; Fee: 3", locator="row 2", whole=True), Page(text="Name: B", locator="row 3", whole=True))
    assert [(p.locator, p.text) for p in found] == [("row 2", "Name: A; Fee: 3"), ("row 3", "Name: B")]
    assert [
        p.locator
        for p in passages(Page(text="One.", locator="p. 1"), Page(text="", locator="p. 2"), Page(text="Two.", locator="p. 3"))
    ] == ["p. 1", "p. 3"]


def test_short_neighbours_under_one_heading_are_joined() -> None:
    found = passages(Page(text="Fees", level=1), "First.", "Second.", Page(text="Terms", level=1), "Third.")
    assert [(p.locator, p.text) for p in found] == [("Fees", "First.\nSecond."), ("Terms", "Third.")]


def test_the_context_names_the_document_and_the_last_heading_briefly() -> None:
    (found,) = passages(
        Page(text="Chapter II — " + "Import of technology " * 9, level=1),
        "Text.",
        title="A very long title of an instrument " * 4,
    )
    assert len(found.context) <= 82
    assert found.context.startswith("A very long title")
    assert "Chapter II" in found.context


def test_the_same_document_gives_the_same_ids_and_a_change_moves_only_its_own() -> None:
    first, again = passages("Article 1\nOne.", "Article 2\nTwo."), passages("Article 1\nOne.", "Article 2\nTwo.")
    changed = passages("Article 1\nOne.", "Article 2\nTwo and more.")
    assert first == again
    assert [a.id == b.id for a, b in zip(first, changed, strict=True)] == [True, False]
    assert first[0].group == first[0].id


@needs_shared
def test_article_19_of_the_technology_regulations_is_a_passage_of_its_own() -> None:
    (path,) = (SHARED / "laws_zh").glob("*技术进出口管理条例*")
    (file,) = read_file(path, Limits())
    (found,) = [p for p in chunk(file, "x", "zh") if p.locator == "art. 19"]
    assert found.text.startswith("第十九条 国务院外经贸主管部门应当自收到")
    assert "第二十条" not in found.text


@needs_shared
@pytest.mark.parametrize("pattern", ["laws_zh/行政法规__*.md", "laws_zh/行政法__*.md", "laws_vi/*.docx"])
def test_no_article_of_a_real_law_is_missed(pattern: str) -> None:
    for path in SHARED.glob(pattern):
        (file,) = read_file(path, Limits())
        numbers = [int(p.locator[5:]) for p in chunk(file, "x", "zh") if p.locator.startswith("art. ")]
        assert sorted(set(numbers)) == list(range(1, max(numbers, default=0) + 1)), path.name
