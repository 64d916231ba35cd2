"""Numbers, dates and article numbers are the same in every language of a text."""

import re
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from assistant.indexing.checks.corpus import Corpus
from assistant.indexing.records import Policy, Text, statement_texts
from assistant.numerals import ascii_digits, fingerprint

_JOIN = r"\s*(?:[,،、–—-]|至|到|和|及|或|and|or|to|и|или|по|و|أو|إلى|et|ou|à|y|o|a|và|đến|dan|และ|ถึง|i|do|және)\s*"
_NUMBER = r"\d+(?:\.\d+)?(?:\([0-9a-z]+\))*"
_NUMBERS = rf"({_NUMBER}(?:{_JOIN}{_NUMBER})*)"
_BEFORE = (
    r"(?:\barts?\b\.?|\barticles?\b|\bartículos?\b|\bs\.|\bsections?\b|\bст(?:\.|ать[а-я]{1,3}\b)|ماد[ةت]\w*|مواد(?:\s+من)?"
    r"|\bđiều\b|\bpasal\b|มาตรา|\bčl\.|\bčlan\w*)"
)
_CITED = re.compile(rf"{_BEFORE}\s*{_NUMBERS}|第\s*{_NUMBERS}\s*条|{_NUMBERS}\s*-?\s?бап", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_PARAGRAPH = re.compile(r"\.\d+|\([0-9a-z]+\)")


def article_numbers(text: str) -> frozenset[str]:
    """Numbers that ``text`` cites as articles of a law, in any of the languages of the corpus; paragraphs are left out."""
    cited = (next(filter(None, match.groups())) for match in _CITED.finditer(ascii_digits(text)))
    return frozenset(number for part in cited for number in re.findall(r"\d+", _PARAGRAPH.sub("", part)))


def differences(text: Mapping[str, str]) -> Iterator[str]:
    """Each language whose numbers, dates or article numbers differ from those of the Chinese (else English, else first) text.

    Numbers must be the same ones, as often. Of article numbers one language may name the word more often than another ("art. 14
    became 17"), so they differ where each language calls a number an article that the other does not.
    """
    if not any(_DIGIT.search(value) for value in text.values()):
        return
    base = next((language for language in ("zh", "en") if language in text), next(iter(text)))
    numbers, articles = fingerprint(text[base]), article_numbers(text[base])
    for language, value in text.items():
        if language == base:
            continue
        if (found := fingerprint(value)) != numbers:
            yield f"numbers differ, {language} {sorted(found.elements())} against {sorted(numbers.elements())} in {base}"
        elif (cited := article_numbers(value)) - articles and articles - cited:
            yield f"article numbers differ, {language} {sorted(cited)} against {sorted(articles)} in {base}"


def compared_texts(record: BaseModel) -> Iterator[tuple[str, Text]]:
    """The texts that must agree: all, but an official title in a third language may name more than its translations."""
    for path, text in statement_texts(record):
        if path == "names" and isinstance(record, Policy):
            original = record.original_language
            yield path, {x: value for x, value in text.items() if x in {"zh", "en"} or x != original}
        else:
            yield path, text


def differing_translations(corpus: Corpus) -> Iterator[str]:
    """Each text of the corpus that says another number, date or article in one language than in another."""
    for name, record in corpus.records.items():
        for path, text in compared_texts(record):
            yield from (f"{name}: {path}: {difference}" for difference in differences(text))
