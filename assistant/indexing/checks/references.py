"""References between records: every id that a record names must exist, and be of the kind that the field wants."""

from collections.abc import Iterator
from itertools import chain

from pydantic import BaseModel

from assistant.indexing.checks.corpus import Corpus
from assistant.indexing.records import Country, Glossary, Organisation, Policy, Procedure
from assistant.profile import Profile


def dangling_references(corpus: Corpus) -> Iterator[str]:
    """A policy, statement, procedure, step or organisation that is named and does not exist."""
    policies, procedures, organisations = corpus.by_id(Policy), corpus.by_id(Procedure), corpus.by_id(Organisation)
    parts = {f"{name}#{part.id}" for name, policy in policies.items() for part in policy.statements}
    parts |= {f"{name}#{part.id}" for name, procedure in procedures.items() for part in procedure.steps}
    rules = policies.keys() | procedures.keys()
    for name, record in corpus.records.items():
        own = name.rpartition("/")[2]
        for reference in _to_rules(record):
            full = f"{own}{reference}" if reference.startswith("#") else reference
            if full not in rules and full not in parts:
                yield f"{name}: {reference!r} names nothing"
        for kind, known, references in (
            ("policy", policies, _to_policies(record)),
            ("procedure", procedures, _to_procedures(record)),
            ("organisation", organisations, _to_organisations(record)),
        ):
            yield from (f"{name}: {reference!r} names no {kind}" for reference in references if reference not in known)


def ids_in_two_folders(corpus: Corpus) -> Iterator[str]:
    """References do not name a folder, so an id may stand in one only."""
    seen: dict[str, str] = {}
    for name in corpus.records:
        own = name.rpartition("/")[2]
        if own in seen and not name.startswith("glossary/"):
            yield f"{name}: {seen[own]} has the same id"
        seen[own] = name


def twice_in_the_glossary(corpus: Corpus) -> Iterator[str]:
    """A term's id stands once in all files, for answers refer to terms by it."""
    seen: dict[str, str] = {}
    for name, glossary in corpus.of(Glossary):
        for term in glossary.terms:
            if term.id in seen:
                yield f"{name}: the term {term.id!r} stands in {seen[term.id]} too"
            seen[term.id] = name


def _to_rules(record: BaseModel) -> Iterator[str]:
    if isinstance(record, Policy):
        for statement in record.statements:
            links = statement.links
            yield from (*links.points, *links.applies_if, *links.not_to_confuse)
    elif isinstance(record, Procedure):
        yield from record.legal_basis
        yield from chain.from_iterable(step.legal_basis for step in record.steps)
        yield from chain.from_iterable(pitfall.legal_basis for pitfall in record.pitfalls)
        if record.calculation:
            yield from record.calculation.legal_basis
    elif isinstance(record, Country):
        yield from record.rules


def _to_policies(record: BaseModel) -> Iterator[str]:
    if isinstance(record, Policy):
        yield from record.supersedes
        if record.superseded_by:
            yield record.superseded_by


def _to_procedures(record: BaseModel) -> Iterator[str]:
    if isinstance(record, Policy):
        yield from (statement.links.procedure for statement in record.statements if statement.links.procedure)
    elif isinstance(record, Procedure):
        yield from (*record.related, *record.confused_with)


def _to_organisations(record: BaseModel) -> Iterator[str]:
    if isinstance(record, Country):
        yield from (body for body in (record.ip_office, record.covered_by) if body)
    elif isinstance(record, Profile) and record.owner_node:
        yield record.owner_node
