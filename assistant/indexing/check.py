"""Check ``corpus/``: schemas, references, languages, numbers and dates across translations, what is stale."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import ValidationError

from assistant.files import read_yaml
from assistant.indexing.records import (
    SCHEMAS,
    Country,
    Glossary,
    Maintained,
    Policy,
    Procedure,
    Record,
    statement_texts,
)
from assistant.numerals import fingerprint


@dataclass(slots=True)
class Findings:
    """``errors`` make the check fail; ``stale`` and ``unverified`` are listed for an editor."""

    errors: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    unverified: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def read_corpus(root: Path, findings: Findings) -> dict[str, list[Record]]:
    """All records under ``root`` by folder; a file that breaks its schema is an error in ``findings``."""
    records: dict[str, list[Record]] = defaultdict(list)
    for folder, schema in SCHEMAS.items():
        for path in sorted((root / folder).glob("*.yaml")):
            where = f"{folder}/{path.name}"
            try:
                record = schema.model_validate(read_yaml(path))
            except (ValidationError, yaml.YAMLError, UnicodeDecodeError) as error:
                findings.errors.append(f"{where}: {error}")
                continue
            if isinstance(record, Maintained) and record.id != path.stem:
                findings.errors.append(f"{where}: id {record.id!r} differs from the file's name")
            records[folder].append(record)
    return records


def check_corpus(root: Path, today: dt.date) -> Findings:
    """Everything that ``assistant check`` says about the records."""
    findings = Findings()
    records = read_corpus(root, findings)
    known = _known_references(records)
    for folder, group in records.items():
        findings.counts[folder] = len(group)
        for record in group:
            name = f"{folder}/{getattr(record, 'id', 'terms')}"
            for problem in (*_bad_references(record, known), *_language_gaps(record), *_differences(record)):
                findings.errors.append(f"{name}: {problem}")
            if isinstance(record, Maintained):
                if record.review_by < today:
                    findings.stale.append(f"{name}: review was due on {record.review_by}")
                if record.confidence == "unverified":
                    findings.unverified.append(name)
    findings.errors.extend(_policy_conflicts([r for r in records["policies"] if isinstance(r, Policy)], today))
    return findings


def _known_references(records: dict[str, list[Record]]) -> set[str]:
    known: set[str] = set()
    for group in records.values():
        for record in group:
            if isinstance(record, Glossary):
                known.update(term.id for term in record.terms)
            elif isinstance(record, Maintained):
                known.add(record.id)
                parts = record.statements if isinstance(record, Policy) else record.steps if isinstance(record, Procedure) else []
                ids = [part.id for part in parts]
                known.update(f"{record.id}#{part}" for part in ids)
    return known


def _references(record: Record) -> Iterator[str]:
    if isinstance(record, Policy):
        yield from record.supersedes
        if record.superseded_by:
            yield record.superseded_by
        for statement in record.statements:
            links = statement.links
            yield from (*links.points, *links.applies_if, *links.not_to_confuse)
            if links.procedure:
                yield links.procedure
    elif isinstance(record, Procedure):
        yield from (*record.legal_basis, *record.related, *record.confused_with)
        for step in record.steps:
            yield from step.legal_basis
        for pitfall in record.pitfalls:
            yield from pitfall.legal_basis
        if record.calculation:
            yield from record.calculation.legal_basis
    elif isinstance(record, Country):
        yield from record.rules
        yield from (reference for reference in (record.ip_office, record.covered_by) if reference)


def _bad_references(record: Record, known: set[str]) -> Iterator[str]:
    for reference in _references(record):
        full = f"{getattr(record, 'id', '')}{reference}" if reference.startswith("#") else reference
        if full not in known:
            yield f"{reference!r} names nothing"


def _language_gaps(record: Record) -> Iterator[str]:
    if isinstance(record, Glossary):
        return
    required = {"zh", "en"}
    for path, text in statement_texts(record):
        if path.split(".")[0] in {"statements", "steps", "title", "purpose"} or ".text" in path:
            missing = required - text.keys()
            if missing and not path.endswith("figures"):
                yield f"{path} lacks {sorted(missing)}"


def _differences(record: Record) -> Iterator[str]:
    for path, text in statement_texts(record):
        prints = {language: fingerprint(value) for language, value in text.items()}
        base = prints.get("zh") or prints.get("en")
        if base is None or path.startswith(("names", "short")):
            continue
        for language, numbers in prints.items():
            if numbers != base:
                yield f"{path}: numbers differ, {language} {sorted(numbers.elements())} against {sorted(base.elements())}"


def _policy_conflicts(policies: list[Policy], today: dt.date) -> Iterator[str]:
    by_id = {policy.id: policy for policy in policies}
    for policy in policies:
        if policy.status == "in_force" and policy.expires and policy.expires < today:
            yield f"policies/{policy.id}: in force although it expired on {policy.expires}"
        if policy.status == "in_force" and policy.superseded_by:
            yield f"policies/{policy.id}: in force although {policy.superseded_by} supersedes it"
        for old in policy.supersedes:
            if old in by_id and by_id[old].status == "in_force":
                yield f"policies/{old}: in force although {policy.id} supersedes it"
