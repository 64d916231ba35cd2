"""Instruments that replace each other, and articles that an instrument does not have."""

import re
from collections.abc import Iterator

from assistant.indexing.checks.corpus import Corpus
from assistant.indexing.records import Policy


def in_force_though_superseded(corpus: Corpus) -> Iterator[str]:
    """An instrument in force although it names, or is named by, one that has replaced it."""
    policies = corpus.by_id(Policy)
    for name, policy in policies.items():
        for old, new in [(name, policy.superseded_by), *((old, name) for old in policy.supersedes)]:
            if new is None or old not in policies or new not in policies:
                continue
            if policies[old].status == "in_force" and policies[new].status != "not_yet_in_force":
                yield f"policies/{old}: in force although {new} supersedes it (said by {name})"


def one_sided_succession(corpus: Corpus) -> Iterator[str]:
    """``superseded_by`` without ``supersedes`` in the new record, or the other way round."""
    policies = corpus.by_id(Policy)
    for name, policy in policies.items():
        new = policy.superseded_by
        if new in policies and name not in policies[new].supersedes:
            yield f"policies/{name}: {new} does not say that it supersedes it"
        for old in policy.supersedes:
            if old in policies and policies[old].superseded_by is None:
                yield f"policies/{old}: does not say that {name} supersedes it"


def articles_beyond_the_last(corpus: Corpus) -> Iterator[str]:
    """A statement that cites an article higher than its instrument has."""
    for name, policy in corpus.of(Policy):
        if policy.articles is None:
            continue
        for statement in policy.statements:
            cited = [int(number) for number in re.findall(r"(?<![\w.(])\d+", statement.article or "")]
            if cited and max(cited) > policy.articles:
                yield f"{name}#{statement.id}: article {max(cited)} cited, the instrument has {policy.articles}"
