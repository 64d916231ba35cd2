"""Builds what happens around profiles: steps of their life, expressions of interest, saved needs and their feeds."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from assistant.adapters.atom import FeedEntry, atom_feed
from assistant.adapters.sql.interests import SqlInterests
from assistant.adapters.sql.lifecycle import SqlLifeCycle
from assistant.adapters.sql.subscriptions import SqlSubscriptions
from assistant.catalogue.approach import Drafter
from assistant.catalogue.interest_view import InterestViewer
from assistant.catalogue.interests import Interests
from assistant.catalogue.letter import LetterWriter
from assistant.catalogue.lifecycle import LifeCycle
from assistant.catalogue.subscriptions import Subscriptions
from assistant.desk.routing import Routing, load_routing
from assistant.partnering import NewsItem
from assistant.profile import Profile

if TYPE_CHECKING:
    from assistant.app.assistant import Assistant


class PartnerPart:
    """What the assistant offers around profiles beside matching."""

    def __init__(self, assistant: "Assistant", writing: Callable[[], AbstractContextManager[None]]) -> None:
        self._assistant = assistant
        self._phrases = phrases = assistant.phrases
        catalogue = assistant.catalogue
        steps = SqlLifeCycle(assistant.database)
        self.lifecycle = LifeCycle(steps, writing, catalogue.keeper.synchronise)
        store = SqlInterests(assistant.database)
        writer = LetterWriter(phrases, catalogue.names, self._node_name)
        self.interests = Interests(
            store,
            Drafter(catalogue.service, writer, phrases, self._node_of, catalogue.identify),
            InterestViewer(store, catalogue.service, phrases, self._node_name),
        )
        subscriptions = SqlSubscriptions(assistant.database)
        self.subscriptions = Subscriptions(subscriptions, catalogue.service, phrases, steps.arrived)
        self._routing = assistant.settings.prompts / "desk" / "routing.yaml"

    def feed(self, token: str, address: str, home: str) -> bytes:
        """What came for a saved need as an Atom feed, as far as anybody may see it; ``address`` is the feed's own.

        Raises:
            InputError: there is no such subscription.
        """
        news = self.subscriptions.look(token, seen=False)
        own, language = news.subscription, news.subscription.language
        return atom_feed(
            identity=f"urn:technology-transfer-assistant:subscription:{own.id}",
            title=self._phrases.say(language, "feed.title", label=own.label),
            about=news.understood,
            language=language,
            address=address,
            home=home,
            updated=max((item.found for item in news.items), default=own.created),
            entries=[self._entry(item, language, home) for item in news.items],
        )

    def _entry(self, item: NewsItem, language: str, home: str) -> FeedEntry:
        match, say = item.match, self._phrases.say
        mark = say(language, "partner.sample") if match.sample else ""
        who = match.organisation or say(language, "partner.anonymous")
        lines = [f"{who} · {match.country_name} · {', '.join(match.sector_names)}", match.summary]
        lines.append(" · ".join(reason.why for reason in match.reasons))
        if match.against:
            lines.append(say(language, "partner.note", items=say(language, "match.separator").join(match.against)))
        lines.append(say(language, "feed.valid", date=match.valid_until))
        return FeedEntry(
            identity=f"urn:technology-transfer-assistant:profile:{match.profile_id}",
            title=f"{mark}{match.title}",
            text="\n".join(lines),
            link=home,
            updated=item.found,
        )

    def _node_of(self, profile: Profile) -> str:
        """The node that owns a profile, else the one that takes inquiries about its country and sectors."""
        if profile.owner_node is not None:
            return profile.owner_node
        sources = self._assistant.store.sources().values()
        covers = {source.id: frozenset(source.covers) for source in sources if source.kind == "organisation"}
        places = [code for code in (profile.region, profile.country) if code]
        return Routing(load_routing(self._routing, {}).table, covers).node(places, profile.sectors, "partner")

    def _node_name(self, node: str, language: str) -> str:
        source = self._assistant.store.sources().get(node)
        return source.title(language) if source is not None else self._phrases.say(language, "eoi.desk")
