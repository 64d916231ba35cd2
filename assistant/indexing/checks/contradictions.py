"""What two records, or two fields of one, say differently: listed for a person to decide, for each may be right."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from assistant.indexing.checks.corpus import Corpus
from assistant.indexing.checks.sources import verified_parts
from assistant.indexing.records import Country, Maintained, Organisation, Policy, Procedure
from assistant.numerals import numbers

_DURATION = re.compile(r"(?<!第)(\d+)\s*(个?工作日|个?月|日内|天|年(?!\d|第|版|法|修|[一-鿿]{0,4}第\d))")
_UNITS = {"工作日": "working_day", "个工作日": "working_day", "月": "month", "个月": "month", "天": "day", "日内": "day"}
_SECTIONS = ("macro", "policy", "strengths", "prospects", "risks")
_NEAR = Decimal("0.05")
"""A number this close to a figure is meant to be it, and must be it when rounded."""
_LARGE = 1000
"""Smaller figures (shares, ages) lie too near other numbers to be recognised in a text."""


def dates_against_status(corpus: Corpus, today: dt.date) -> Iterator[str]:
    """A status that the dates of the instrument have overtaken."""
    for name, policy in corpus.of(Policy):
        if policy.status == "in_force" and policy.expires and policy.expires < today:
            yield f"{name}: in force, but expired on {policy.expires}"
        if policy.status == "in_force" and policy.effective and policy.effective > today:
            yield f"{name}: in force, but effective only on {policy.effective}"
        if policy.status == "not_yet_in_force" and policy.effective and policy.effective <= today:
            yield f"{name}: not yet in force, but effective since {policy.effective}"


def confidence_against_source(corpus: Corpus) -> Iterator[str]:
    """Called verified, that is read in the instrument's own text, under a source that was read at second hand."""
    for name, record in corpus.of(Maintained):
        if record.source.read == "secondary" and (parts := list(verified_parts(record))):
            yield f"{name}{parts[0]}: verified, but the source was read at second hand"


def durations_of_one_article(corpus: Corpus) -> Iterator[str]:
    """Two statements on the same article, aspect and topic of one instrument that give other numbers of days."""
    for name, policy in corpus.of(Policy):
        groups = defaultdict(list)
        for statement in policy.statements:
            for topic in statement.topics if statement.article else ():
                groups[statement.article, statement.aspect, topic, statement.country].append(statement)
        found = {pair for group in groups.values() for pair in combinations([(s.id, s.text.get("zh", "")) for s in group], 2)}
        for (one, first), (other, second) in sorted(found):
            for unit, (left, right) in _both(_durations(first), _durations(second)).items():
                if not left & right:
                    yield f"{name}: #{one} says {_list(left)} {unit}, #{other} {_list(right)}"


def durations_of_steps(corpus: Corpus) -> Iterator[str]:
    """A step whose duration is not among those of the statements that it rests on."""
    said = {
        f"{policy.id}#{statement.id}": _durations(statement.text.get("zh", ""))
        for _, policy in corpus.of(Policy)
        for statement in policy.statements
    }
    for name, procedure in corpus.of(Procedure):
        for step in procedure.steps:
            if step.duration is None or step.duration.unit == "year":
                continue
            basis = [said[reference] for reference in step.legal_basis if reference in said]
            known = set().union(*(durations.get(step.duration.unit, set()) for durations in basis))
            if known and step.duration.value not in known:
                yield f"{name}#{step.id}: {step.duration.value} {step.duration.unit}, its legal basis says {_list(known)}"


def centres_of_countries(corpus: Corpus) -> Iterator[str]:
    """A country report and an organisation that differ on who covers whom, or on the office for intellectual property."""
    organisations = corpus.by_id(Organisation)
    centres = {
        name: body for name, body in organisations.items() if body.role == "centre" and not body.jurisdiction.startswith("CN-CQ")
    }
    for name, country in corpus.of(Country):
        centre, office = organisations.get(country.covered_by or ""), organisations.get(country.ip_office or "")
        if centre and country.code not in centre.covers:
            yield f"{name}: covered by {country.covered_by}, which does not name {country.code}"
        if not centre and (covering := sorted(key for key, body in centres.items() if country.code in body.covers)):
            yield f"{name}: covered by nobody, but {', '.join(covering)} names {country.code}"
        if office and (office.role != "ip_office" or (office.jurisdiction != country.code and country.code not in office.covers)):
            yield f"{name}: {country.ip_office} is not the office of {country.code}"


def figures_in_texts(corpus: Corpus) -> Iterator[str]:
    """A number in a report that comes near one of its figures and is not that figure rounded."""
    for name, country in corpus.of(Country):
        figures = {
            key: Decimal(str(figure.value))
            for key, figure in country.figures.items()
            if not isinstance(figure.value, str) and figure.value >= _LARGE
        }
        for section in _SECTIONS:
            for number in numbers(getattr(country, section).text.get("en", "")):
                near = [key for key, value in figures.items() if abs(number - value) <= _NEAR * value]
                if near and not any(is_rounded(number, figures[key]) for key in near):
                    figure = figures[near[0]]
                    yield f"{name}: {section} says {number.normalize():f}, {near[0]} is {figure.normalize():f}"


def is_rounded(number: Decimal, value: Decimal) -> bool:
    """Whether ``number`` is ``value`` given with fewer digits."""
    exponent = Decimal(number.normalize().as_tuple().exponent)
    return abs(number - value) <= Decimal(10) ** exponent / 2


def _durations(chinese: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for value, unit in _DURATION.findall(chinese):
        found[_UNITS.get(unit, "year")].add(int(value))
    return dict(found)


def _both(one: dict[str, set[int]], other: dict[str, set[int]]) -> dict[str, tuple[set[int], set[int]]]:
    return {unit: (one[unit], other[unit]) for unit in one.keys() & other.keys() if unit != "year"}


def _list(values: set[int]) -> str:
    return " or ".join(map(str, sorted(values)))
