"""What an editor should look at although nothing is wrong: stale, expired, unverified."""

import datetime as dt
from collections.abc import Iterator

from assistant.indexing.checks.corpus import Corpus
from assistant.indexing.checks.sources import parts_with_confidence
from assistant.indexing.records import Maintained
from assistant.profile import Profile


def stale_records(corpus: Corpus, today: dt.date) -> Iterator[str]:
    """Records whose review date has passed."""
    for name, record in corpus.of(Maintained):
        if record.review_by < today:
            yield f"{name}: review was due on {record.review_by}"


def expired_profiles(corpus: Corpus, today: dt.date) -> Iterator[str]:
    """Profiles that are still published after their last day."""
    for name, profile in corpus.of(Profile):
        if profile.state == "published" and profile.valid_until < today:
            yield f"{name}: published, but valid until {profile.valid_until}"


def unverified_facts(corpus: Corpus) -> Iterator[str]:
    """Records that were not held against a source, then single parts of the others."""
    for name, record in corpus.of(Maintained):
        if record.confidence == "unverified":
            yield name
            continue
        yield from (f"{name}{part}" for part, confidence in parts_with_confidence(record) if confidence == "unverified")
