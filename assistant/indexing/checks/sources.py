"""Where facts come from: nothing without a source, nothing called verified that nobody read."""

from collections.abc import Iterator

from assistant.indexing.checks.corpus import Corpus
from assistant.indexing.records import Country, Maintained, Policy, Procedure
from assistant.profile import Profile


def without_source(corpus: Corpus) -> Iterator[str]:
    """A record, figure or profile whose source has no title."""
    for name, record in corpus.of(Maintained):
        if not record.source.title.strip():
            yield f"{name}: the source has no title"
    for name, country in corpus.of(Country):
        yield from (
            f"{name}: figures.{key} has no source" for key, figure in country.figures.items() if not figure.source.strip()
        )
    for name, profile in corpus.of(Profile):
        if not profile.source.strip():
            yield f"{name}: the profile has no source"


def verified_without_reading(corpus: Corpus) -> Iterator[str]:
    """A record, statement, step or section that is called verified though its source was not read again."""
    for name, record in corpus.of(Maintained):
        if record.source.read == "none":
            yield from (f"{name}{part}: verified, but its source was not read" for part in verified_parts(record))


def verified_parts(record: Maintained) -> Iterator[str]:
    """The record itself (an empty string) and each part that says of itself that it is verified."""
    if record.confidence == "verified":
        yield ""
    yield from (part for part, confidence in parts_with_confidence(record) if confidence == "verified")


def parts_with_confidence(record: Maintained) -> Iterator[tuple[str, str]]:
    """(``#part``, confidence) of each part that does not take over the confidence of its record."""
    if isinstance(record, Policy):
        found = [(statement.id, statement.confidence) for statement in record.statements]
    elif isinstance(record, Procedure):
        found = [(step.id, step.confidence) for step in record.steps]
    elif isinstance(record, Country):
        names = ("macro", "policy", "strengths", "prospects", "risks", "transfer_rules")
        found = [(name.replace("_", "-"), getattr(record, name).confidence) for name in names]
        found += [(f"treaty-{n}", section.confidence) for n, section in enumerate(record.treaties_with_china, 1)]
    else:
        found = []
    yield from ((f"#{part}", confidence) for part, confidence in found if confidence)
