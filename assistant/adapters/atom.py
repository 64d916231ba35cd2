"""Feeds in the Atom format (RFC 4287)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from feedgen.feed import FeedGenerator


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """``text`` is plain; ``updated`` an ISO time with its zone."""

    identity: str
    title: str
    text: str
    link: str
    updated: str


def atom_feed(
    *,
    identity: str,
    title: str,
    about: str,
    language: str,
    address: str,
    home: str,
    updated: str,
    entries: Sequence[FeedEntry],
) -> bytes:
    """The feed as XML. ``address`` is its own, ``home`` the page that it belongs to."""
    feed = FeedGenerator()
    feed.id(identity)
    feed.title(title)
    feed.subtitle(about)
    feed.author(name="International Technology Transfer Assistant")
    feed.language(language)
    feed.link(href=address, rel="self")
    feed.link(href=home, rel="alternate")
    feed.updated(dt.datetime.fromisoformat(updated))
    for item in entries:
        entry = feed.add_entry(order="append")
        entry.id(item.identity)
        entry.title(item.title)
        entry.link(href=item.link)
        entry.updated(dt.datetime.fromisoformat(item.updated))
        entry.content(item.text, type="text")
    return bytes(feed.atom_str(pretty=True))
