"""A source beside the answer: its card, the cited passage with the quote marked, its neighbours, the original, the page."""

from urllib.parse import urlencode, urlsplit

from assistant.domain import Source
from assistant.phrases import Phrasebook
from assistant.views import Part, SourceView, Wording
from assistant.web.escape import direction, inert, isolated
from assistant.web.names import language_name
from assistant.web.render.panel import fact, place_of


def source_article(view: SourceView, quote: str, phrases: Phrasebook, language: str) -> str:
    title = view.source.title(language)
    parts = "".join(_part(part, n == view.here, view, quote, phrases, language) for n, part in enumerate(view.parts))
    picture = _picture(view, quote, phrases, language) if view.paged else ""
    return (
        f'<article class="source"><h2 dir="auto">{inert(title)}</h2>'
        f"{instrument(view.source, view.replaced_by, phrases, language)}{picture}{parts}</article>"
    )


def instrument(source: Source, replaced_by: Source | None, phrases: Phrasebook, language: str) -> str:
    """The card of an instrument: number, issuer, dates, status, what replaced it, when it was last verified."""
    say = phrases.say
    status = f'<span class="status {source.status}">{inert(say(language, f"status.{source.status}"))}</span>'
    if source.confidence != "verified":
        status += f" {inert(say(language, f'tag.{source.confidence}'))}"
    facts = [("ui.status", status)]
    if replaced_by is not None:
        facts.append(("source.replaced_by", f'<bdi dir="auto">{inert(replaced_by.title(language))}</bdi>'))
    if source.original_title != source.title(language):
        facts.append(("ui.original_name", f'<bdi dir="auto">{inert(source.original_title)}</bdi>'))
    issuer = source.issuer.get(language) or source.issuer.get("en") or next(iter(source.issuer.values()), "")
    for key, said in (("source.number", source.numbered(language)), ("source.issuer", issuer)):
        facts += [(key, isolated(said, language))] if said else []
    for key, day in (
        ("source.issued", source.issued),
        ("source.effective", source.effective),
        ("source.expires", source.expires),
        ("ui.verified_on", source.verified_on if source.confidence != "unverified" else None),
        ("source.review_by", source.review_by),
    ):
        facts += [(key, f"<bdi>{day.isoformat()}</bdi>")] if day else []
    if source.amended:
        days = ", ".join(day.isoformat() for day in source.amended)
        facts.append(("source.amended", f"<bdi>{days}</bdi>"))
    shown = "".join(fact(say(language, key), value) for key, value in facts)
    return f'<dl class="facts instrument">{shown}</dl>{outward(source.url, phrases, language)}'


def outward(url: str | None, phrases: Phrasebook, language: str) -> str:
    """A link that leaves the page, only when it is followed; the host is read before that. Other schemes are no links."""
    if url is None or urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        return ""
    host = urlsplit(url).hostname or ""
    label = inert(phrases.say(language, "source.website"))
    link = f'<a href="{inert(url)}" target="_blank" rel="noopener noreferrer nofollow">{label} <bdi>({inert(host)})</bdi></a>'
    return f'<p class="outward">{link}</p>'


def marked(text: str, quote: str, language: str) -> str:
    """``text`` with ``quote`` marked where it stands in it."""
    at = text.find(quote) if quote else -1
    if at < 0:
        return _lines(text, language)
    before, after = text[:at], text[at + len(quote) :]
    return f'{_lines(before, language)}<mark id="quote">{_lines(quote, language)}</mark>{_lines(after, language)}'


def _part(part: Part, cited: bool, view: SourceView, quote: str, phrases: Phrasebook, language: str) -> str:
    wordings = [part.shown, *([part.original] if part.original else [])]
    columns = "".join(_wording(wording, quote if cited else "", part, view, phrases, language) for wording in wordings)
    heads = " › ".join(part.headings)
    head = f'<span class="heads" dir="auto">{inert(heads)}</span>' if heads else ""
    place = isolated(place_of(part.locator, phrases, language), language)
    return (
        f'<section class="part{" cited" if cited else ""}"{_focus(cited)}><h3>{place} {head}</h3>'
        f'<div class="columns">{columns}</div></section>'
    )


def _wording(wording: Wording, quote: str, part: Part, view: SourceView, phrases: Phrasebook, language: str) -> str:
    name = language_name(wording.language, language)
    original = wording.language == view.source.original_language
    key = "source.original" if original else "source.wording"
    caption = f'<p class="caption">{inert(phrases.say(language, key, language=name))}</p>' if part.original or original else ""
    body = marked(wording.text, quote, wording.language)
    return (
        f'<div class="wording">{caption}<div class="text" dir="{direction(wording.language)}" lang="{inert(wording.language)}">'
        f"{body}</div></div>"
    )


def _picture(view: SourceView, quote: str, phrases: Phrasebook, language: str) -> str:
    """The page itself; the width and height keep its place, so that nothing jumps when it arrives."""
    target = inert("/source/page.png?" + urlencode({"passage": view.parts[view.here].passage_id, "quote": quote}))
    alt = inert(phrases.say(language, "source.page_alt", place=place_of(view.parts[view.here].locator, phrases, language)))
    return f'<figure class="sheet"><img src="{target}" alt="{alt}" width="952" height="1347" decoding="async"></figure>'


def _lines(text: str, language: str) -> str:
    return "<br>".join(isolated(line, language) for line in text.split("\n"))


def _focus(cited: bool) -> str:
    return ' id="cited" tabindex="-1"' if cited else ""
