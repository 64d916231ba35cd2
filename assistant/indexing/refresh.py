"""Newer figures for the country reports: read from the World Factbook, proposed as a patch, never written into a report.

Only ``value`` and ``year`` of ``figures`` are proposed, at their exact place in the file, so that a person's text and layout
stay as they are, byte for byte. Which sentences give the old figure is said beside the patch: a person edits those.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import unified_diff
from pathlib import Path

import yaml

from assistant.errors import InputError
from assistant.indexing.checks.contradictions import is_rounded
from assistant.indexing.checks.corpus import Corpus, read_corpus
from assistant.indexing.factbook import Reading, read_country
from assistant.indexing.records import Country, Figure, statement_texts
from assistant.numerals import numbers
from assistant.sentences import sentences

_SOURCE = "factbook"


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of a report that the Factbook gives differently, for a later year or corrected for the same one."""

    file: str
    country: str
    figure: str
    old: str
    new: str
    old_year: int | None
    new_year: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence of a report in which the old figure stands, exact or rounded."""

    file: str
    path: str
    language: str
    figure: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """``patch`` is for ``git apply`` in the folder above the corpus; ``left`` says what was not compared and why."""

    changes: tuple[Change, ...]
    mentions: tuple[Mention, ...]
    left: tuple[str, ...]
    patch: str


def propose(corpus_folder: Path, factbook: Path) -> Proposal:
    """Compare the country reports with a folder of Factbook JSON. Raises InputError where either cannot be read."""
    if not factbook.is_dir():
        raise InputError(f"{factbook} is no folder: give one with Factbook JSON files.")
    files = {path.stem.lower(): path for path in sorted(factbook.rglob("*.json"))}
    if not files:
        raise InputError(f"{factbook} holds no JSON files.")
    corpus, _ = read_corpus(corpus_folder)
    if corpus.codes is None:
        raise InputError(f"the code lists in {corpus_folder / 'codes'} cannot be read: run `assistant check`.")
    changes: list[Change] = []
    left: list[str] = []
    patches: list[str] = []
    for name, country in corpus.of(Country):
        file = f"{corpus_folder.resolve().name}/{name}.yaml"
        code = corpus.codes.gec.gec.get(country.code)
        if code is None or code not in files:
            left.append(f"{file}: the Factbook folder has no file for {country.code}")
            continue
        found = list(_changes(file, country, read_country(files[code]), left))
        if found:
            old = (corpus_folder / f"{name}.yaml").read_bytes().decode("utf-8")
            patches.append(patch_of(file, old, with_figures(old, found)))
            changes += found
    return Proposal(tuple(changes), tuple(_mentions(corpus, changes)), tuple(left), "".join(patches))


def _changes(file: str, country: Country, readings: dict[str, Reading], left: list[str]) -> Iterator[Change]:
    for key, figure in country.figures.items():
        reading = readings.get(key)
        if _SOURCE not in figure.source.lower():
            left.append(f"{file}: {key} comes from another source ({figure.source})")
        elif reading is None:
            left.append(f"{file}: the Factbook file gives no {key}")
        elif reading.base_year is not None and str(reading.base_year) not in figure.unit:
            left.append(f"{file}: {key} is in {reading.base_year} dollars there, in {figure.unit} here: edit the unit by hand")
        elif figure.year is not None and reading.year < figure.year:
            left.append(f"{file}: {key} is of {figure.year} here, of {reading.year} in the Factbook file")
        elif (str(reading.value), reading.year) != (_plain(figure), figure.year):
            yield Change(file, country.code, key, _plain(figure), str(reading.value), figure.year, reading.year)


def _plain(figure: Figure) -> str:
    return format(Decimal(str(figure.value)).normalize(), "f") if not isinstance(figure.value, str) else figure.value


def with_figures(text: str, changes: list[Change]) -> str:
    """``text`` of a report with the new values and years at the very place of the old ones; nothing else differs."""
    edits: list[tuple[int, int, str]] = []
    figures = _child(yaml.compose(text, Loader=yaml.SafeLoader), "figures")
    for change in changes:
        figure = _child(figures, change.figure)
        for key, value in (("value", change.new), ("year", str(change.new_year))):
            node = _child(figure, key)
            if node is not None:
                edits.append((node.start_mark.index, node.end_mark.index, value))
            else:
                after = _child(figure, "value")
                assert after is not None
                column = figure.start_mark.column if figure is not None else 0
                separator = ", " if isinstance(figure, yaml.MappingNode) and figure.flow_style else "\n" + " " * column
                edits.append((after.end_mark.index, after.end_mark.index, f"{separator}{key}: {value}"))
    for start, end, value in sorted(edits, reverse=True):
        text = text[:start] + value + text[end:]
    return text


def _child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def patch_of(file: str, old: str, new: str) -> str:
    """A unified diff that ``git apply`` takes, also for a file whose last line does not end."""
    lines = unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{file}", f"b/{file}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _mentions(corpus: Corpus, changes: list[Change]) -> Iterator[Mention]:
    reports = {country.code: country for _, country in corpus.of(Country)}
    for change in changes:
        old = Decimal(change.old)
        for path, text in statement_texts(reports[change.country]):
            for language, value in text.items():
                for sentence in sentences(value):
                    if any(_gives(number, old) for number in numbers(sentence)):
                        yield Mention(change.file, path, language, change.figure, sentence)


def _gives(number: Decimal, value: Decimal) -> bool:
    """Exact or rounded, but not so far that one digit stands for a long number, and no year for a count."""
    close = abs(number - value) <= abs(value) / 20
    year = number == number.to_integral_value() and dt.MINYEAR < number < 2200 and number > 1900
    return close and is_rounded(number, value) and not (year and number != value)
