"""Facts of the Chinese policies: a seeded draw is looked up in the texts of the laws, all are held against the corpus."""

import json
import random
import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml

from assistant.articles import article_start
from assistant.numerals import ascii_digits, han_number, numbers
from tests.conftest import ROOT, SHARED

POLICIES = ROOT / "corpus" / "policies"
FACTS = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8"))["facts"]
DRAWN = random.Random(20261122).sample(FACTS, 40)
ARTICLES_PREFIX = "laws_zh_articles:"

HAN = "零〇一二三四五六七八九十百千两"
UNIT = r"个工作日|个月|日|天|年度|年|周岁|倍|元|人|次|条|项|家|%|％"
PERCENT = re.compile(rf"百分之([{HAN}]+)")
FRACTION = re.compile(rf"([{HAN}]+)分之([{HAN}]+)")
AMOUNT = re.compile(rf"([{HAN}]+|\d+(?:\.\d+)?)([万亿]?)(?:{UNIT})")
DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def fact_name(fact: dict[str, object]) -> str:
    return f"{fact['statement']} article {fact['article']}"


def articles_of(lines: list[str]) -> dict[int, str]:
    """Text of each article. One begins where the next number stands at the start of a line: references do not count."""
    found: dict[int, list[str]] = {}
    current = 0
    for line in lines:
        start = article_start(line.strip())
        if start and start.number == current + 1:
            current += 1
            found[current] = [line]
        elif current and not line.startswith("#"):
            found[current].append(line)
    return {number: "\n".join(parts) for number, parts in found.items()}


@cache
def law(text_file: str) -> dict[int, str]:
    """Articles of a Markdown file, or of the version in force of a law in the JSON Lines file."""
    if not text_file.startswith(ARTICLES_PREFIX):
        return articles_of((SHARED / "laws_zh" / text_file).read_text(encoding="utf-8").splitlines())
    path = SHARED / "laws_zh_articles" / "articles.jsonl"
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    title = text_file.removeprefix(ARTICLES_PREFIX)
    return {
        record["article_no_arabic"]: record["article_text"]
        for record in records
        if record["law_name"] == title and record["status"] == "现行有效"
    }


@cache
def statements(record_id: str) -> dict[str, dict[str, object]]:
    record = yaml.safe_load((POLICIES / f"{record_id}.yaml").read_text(encoding="utf-8"))
    return {statement["id"]: statement for statement in record["statements"]}


def statement_of(fact: dict[str, object]) -> dict[str, object]:
    record_id, _, statement_id = str(fact["statement"]).partition("#")
    return statements(record_id)[statement_id]


def covered(article: str) -> set[int]:
    """``2, 3(3), 29-31`` covers 2, 3, 29, 30 and 31."""
    numbers_of: set[int] = set()
    for part in article.split(","):
        first, last = re.match(r"\s*(\d+)(?:\s*[-–]\s*(\d+))?", part).groups()  # type: ignore[union-attr]
        numbers_of.update(range(int(first), int(last or first) + 1))
    return numbers_of


def amounts(text: str) -> set[Decimal]:
    """Durations, sums and shares in Han or Arabic numerals: ``三万元以上五百万元以下`` is 30000 and 5000000."""
    found: set[Decimal] = set()
    for percent in PERCENT.findall(text):
        found.add(Decimal(han_number(percent) or 0))
    for whole, part in FRACTION.findall(text.replace("百分之", "")):
        found.add(Decimal(100) * (han_number(part) or 0) / (han_number(whole) or 1))
    for value, factor in AMOUNT.findall(DATE.sub("", PERCENT.sub("", text))):
        plain = Decimal(value) if value[0].isascii() else Decimal(han_number(value) or 0)
        found.add(plain * {"": 1, "万": 10**4, "亿": 10**8}[factor])
    return found


def dates(text: str) -> set[str]:
    return {f"{year}-{int(month):02d}-{int(day):02d}" for year, month, day in DATE.findall(text)}


@pytest.mark.skipif(not (SHARED / "laws_zh").is_dir(), reason="the law texts of the shared data folder are not here")
@pytest.mark.parametrize("fact", DRAWN, ids=fact_name)
def test_a_fact_drawn_at_random_stands_in_the_article_of_the_law(fact: dict[str, list[str]]) -> None:
    text = law(str(fact["text_file"]))[int(str(fact["article"]))]
    assert [wanted for wanted in fact["expect"] if wanted not in text] == []


@pytest.mark.parametrize("fact", FACTS, ids=fact_name)
def test_a_fact_belongs_to_a_statement_that_cites_its_article_and_gives_its_numbers(fact: dict[str, list[str]]) -> None:
    statement = statement_of(fact)
    assert int(str(fact["article"])) in covered(str(statement["article"]))
    chinese = ascii_digits(statement["text"]["zh"])  # type: ignore[index]
    expected = "；".join(fact["expect"])
    assert amounts(expected) - set(numbers(chinese)) == set()
    assert [date for date in dates(expected) if date not in chinese] == []


def test_the_strings_of_the_facts_are_short_and_there_are_enough_facts_to_draw_from() -> None:
    assert len(FACTS) >= 120
    assert [fact["statement"] for fact in FACTS if any(len(wanted) > 20 for wanted in fact["expect"])] == []


def test_no_fact_stands_twice() -> None:
    pairs = [(fact["statement"], fact["article"]) for fact in FACTS]
    assert sorted(pair for pair in set(pairs) if pairs.count(pair) > 1) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("三万元以上五百万元以下", {30000, 5000000}),
        ("30个工作日", {30}),
        ("一倍以上五倍以下", {1, 5}),
        ("百分之一以上百分之十以下", {1, 10}),
        ("二分之一", {50}),
        ("50亿元以上", {5000000000}),
        ("2026年3月1日", set()),
        ("一个普通许可", set()),
    ],
)
def test_amounts_are_read_in_han_and_arabic_numerals(text: str, values: set[int]) -> None:
    assert amounts(text) == {Decimal(value) for value in values}


def test_a_reference_to_an_article_at_the_start_of_a_line_does_not_begin_one() -> None:
    found = articles_of(["# 法", "第一条 为了。", "第三条规定的情形", "第二条 国家", "第五条 引用"])
    assert found == {1: "第一条 为了。\n第三条规定的情形", 2: "第二条 国家\n第五条 引用"}
