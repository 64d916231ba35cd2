"""Which languages each text must have.

Everything stands in Chinese and English; steps of procedures in Russian, Arabic, French and Spanish as well; what concerns
one of ``LOCAL`` in that country's language; a profile in the language of its origin.
"""

from collections.abc import Iterator

from pydantic import BaseModel

from assistant.indexing.checks.corpus import Corpus
from assistant.indexing.records import (
    Country,
    Event,
    Glossary,
    Maintained,
    Organisation,
    Policy,
    Procedure,
    Text,
    statement_texts,
)
from assistant.profile import Profile

BOTH = frozenset({"zh", "en"})
FURTHER = frozenset({"ru", "ar", "fr", "es"})
LOCAL = {"TH": "th", "VN": "vi", "ID": "id", "RS": "sr", "KZ": "kk"}
"""Country -> the language in which its records stand too."""
STATEMENTS_IN_FURTHER = 250
"""So many policy statements stand in each of ``FURTHER``; all of them where the corpus has fewer."""


def missing_languages(corpus: Corpus) -> Iterator[str]:
    """Each text of a record that lacks a language it must have."""
    for name, record in corpus.records.items():
        for path, text, required in _required(record):
            if missing := required - text.keys():
                yield f"{name}: {path} lacks {', '.join(sorted(missing))}"


def too_few_translations(corpus: Corpus) -> Iterator[str]:
    """Fewer policy statements in a further language than promised."""
    statements = [statement for _, policy in corpus.of(Policy) for statement in policy.statements]
    wanted = min(STATEMENTS_IN_FURTHER, len(statements))
    for language in sorted(FURTHER):
        count = sum(language in statement.text for statement in statements)
        if count < wanted:
            yield f"policies: {count} statements stand in {language}, {wanted} must"


def _required(record: BaseModel) -> Iterator[tuple[str, Text, frozenset[str]]]:
    match record:
        case Profile():
            own = BOTH | {record.original_language}
            yield from ((path, text, own if path in {"title", "summary"} else BOTH) for path, text in statement_texts(record))
        case Glossary():
            for path, text in statement_texts(record):
                yield path, text, BOTH
            for term in record.terms:
                yield f"terms[{term.id}]", dict.fromkeys(term.terms, ""), BOTH | FURTHER
        case Policy():
            yield from _of_policy(record)
        case Procedure():
            local = _local(record.jurisdiction)
            for path, text in statement_texts(record):
                yield path, text, BOTH | local | (FURTHER if path.startswith("steps") else set())
        case Country():
            yield from _of_place(record, record.code)
        case Organisation():
            yield from _of_place(record, record.jurisdiction)
        case Event():
            yield from _of_place(record, record.country)
        case Maintained():
            raise TypeError(f"no rule for the languages of {type(record).__name__}")


def _of_policy(record: Policy) -> Iterator[tuple[str, Text, frozenset[str]]]:
    local = _local(record.jurisdiction)
    places = {statement.id: _local(statement.country or record.jurisdiction) for statement in record.statements}
    for path, text in statement_texts(record):
        if path == "number":  # written in the country's own way
            continue
        if path.startswith("statements["):
            yield path, text, BOTH | places[path[len("statements[") : path.index("]")]]
        else:
            yield path, text, BOTH | (local if path == "names" else set())


def _of_place(record: BaseModel, place: str) -> Iterator[tuple[str, Text, frozenset[str]]]:
    return ((path, text, BOTH | _local(place)) for path, text in statement_texts(record))


def _local(place: str) -> frozenset[str]:
    language = LOCAL.get(place[:2])
    return frozenset({language}) if language else frozenset()
