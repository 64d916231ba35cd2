"""Check ``corpus/``: the rules of ``checks/`` in the order of their findings. One that fails makes ``assistant check`` fail."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.indexing.checks import (
    codes,
    conflicts,
    contradictions,
    duplicates,
    languages,
    listings,
    references,
    sources,
    statistics,
    translations,
)
from assistant.indexing.checks.corpus import Corpus, read_corpus

Rule = Callable[[Corpus], Iterator[str]]


def wrong_codes(corpus: Corpus) -> Iterator[str]:
    """Unknown countries, regions, sectors, IPC and NACE codes; nothing where the lists themselves could not be read."""
    if corpus.codes is None:
        return
    yield from codes.wrong_lists(corpus.codes)
    for name, record in corpus.records.items():
        yield from (f"{name}: {problem}" for problem in codes.wrong_codes(record, corpus.codes))


RULES: tuple[Rule, ...] = (
    references.dangling_references,
    references.ids_in_two_folders,
    references.twice_in_the_glossary,
    sources.without_source,
    sources.verified_without_reading,
    translations.differing_translations,
    conflicts.in_force_though_superseded,
    conflicts.one_sided_succession,
    conflicts.articles_beyond_the_last,
    languages.missing_languages,
    languages.too_few_translations,
    wrong_codes,
    duplicates.duplicate_statements,
)
"""What each of these finds is an error."""
CONTRADICTIONS: tuple[Rule, ...] = (
    contradictions.confidence_against_source,
    contradictions.durations_of_one_article,
    contradictions.durations_of_steps,
    contradictions.centres_of_countries,
    contradictions.figures_in_texts,
)
"""What each of these finds, beside statuses that their dates contradict, is listed."""


@dataclass(frozen=True, slots=True)
class Findings:
    """``errors`` make the check fail; the other lists are for an editor to look at. ``counts``: files by folder."""

    errors: tuple[str, ...]
    stale: tuple[str, ...]
    expired: tuple[str, ...]
    unverified: tuple[str, ...]
    contradictions: tuple[str, ...]
    counts: dict[str, int]
    statistics: dict[str, dict[str, int]]


def check_corpus(root: Path, today: dt.date) -> Findings:
    """Everything that ``assistant check`` says about the records under ``root`` on the day ``today``."""
    corpus, broken = read_corpus(root)
    return Findings(
        errors=(*broken, *(problem for rule in RULES for problem in rule(corpus))),
        stale=tuple(listings.stale_records(corpus, today)),
        expired=tuple(listings.expired_profiles(corpus, today)),
        unverified=tuple(listings.unverified_facts(corpus)),
        contradictions=(
            *contradictions.dates_against_status(corpus, today),
            *(line for rule in CONTRADICTIONS for line in rule(corpus)),
        ),
        counts=statistics.counts(corpus),
        statistics=statistics.statistics(corpus),
    )
