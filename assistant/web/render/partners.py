"""Offers and needs as cards: how well each fits and why, what speaks against it, its marks; up to three side by side."""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from assistant.domain import Match
from assistant.phrases import Phrasebook
from assistant.web.escape import direction, inert, isolated

COMPARED = 3
"""Profiles that stand side by side at most."""
Shown = tuple[str, Callable[[Match], str]]


def bar(share: float) -> str:
    """A small bar, for the eye only: what it says stands beside it as text. It grows in the direction of reading."""
    width = max(2.0, min(1.0, share) * 100)
    return (
        '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="all" width="100" height="6" rx="3"/><rect class="part" width="{width:.0f}" height="6" rx="3"/></svg>'
    )


def cards(
    found: Sequence[Match], phrases: Phrasebook, language: str, *, need: str = "", fixed: bool = False, window: bool = False
) -> str:
    """Cards with what can be done: choose for comparison, express interest, be told of new ones. ``need`` is what was
    searched for; ``fixed``: for reading only; ``window``: links open beside this page."""
    shown = "".join(card(match, phrases, language, need=need, fixed=fixed, window=window) for match in found)
    if fixed or len(found) < 2:
        return f'<div class="partners">{shown}</div>'
    say, aside = phrases.say, ' target="_blank"' if window else ""
    return (
        f'<form class="partners" action="/catalogue/compare"{aside} data-compare="{COMPARED}">'
        f'<input type="hidden" name="lang" value="{language}"><input type="hidden" name="need" value="{inert(need[:2000])}">'
        f'{shown}<p class="ways"><button class="tool strong">{inert(say(language, "card.compare_chosen"))}</button> '
        f'<span class="hint">{isolated(say(language, "card.compare_hint", n=COMPARED), language)}</span></p></form>'
    )


def card(match: Match, phrases: Phrasebook, language: str, *, need: str = "", fixed: bool = False, window: bool = False) -> str:
    say = phrases.say
    profile = f"/catalogue/profile/{match.profile_id}?lang={language}"
    aside = ' target="_blank"' if window else ""
    title = f'<a href="{inert(profile)}"{aside} dir="auto" lang="{inert(match.language)}">{inert(match.title)}</a>'
    kind = inert(say(language, f"code.type.{match.type}"))
    tools = "" if fixed else f'<p class="tools">{_tools(match, phrases, language, need, aside)}</p>'
    return (
        f'<article class="card partner"><header><span class="kind">{kind}</span>{marks(match, phrases, language)}'
        f"<h3>{title}</h3></header>{_fit(match, phrases, language)}"
        f'<p class="summary" dir="auto" lang="{inert(match.language)}">{inert(match.summary)}</p>'
        f"{against(match, phrases, language)}{facts(match, phrases, language)}{tools}</article>"
    )


def marks(match: Match, phrases: Phrasebook, language: str) -> str:
    """Sample, anonymous: said before anything else of a profile."""
    found = [("sample", "card.sample")] if match.sample else []
    found += [("anonymous", "card.anonymous")] if match.anonymous else []
    return "".join(f'<span class="tag {kind}">{inert(phrases.say(language, key))}</span>' for kind, key in found)


def against(match: Match, phrases: Phrasebook, language: str) -> str:
    """What speaks against it, and the conditions that rule it out."""
    items = [*((text, "blocked") for text in match.blocked_by), *((text, "doubtful") for text in match.against)]
    if not items:
        return ""
    rows = "".join(f'<li class="{kind}">{isolated(text, language)}</li>' for text, kind in items)
    return f'<p class="caption">{inert(phrases.say(language, "card.against"))}</p><ul class="against">{rows}</ul>'


def facts(match: Match, phrases: Phrasebook, language: str) -> str:
    rows = [(name, value(match)) for name, value in attributes(phrases, language)]
    shown = "".join(f"<div><dt>{inert(name)}</dt><dd>{value}</dd></div>" for name, value in rows if value)
    return f'<dl class="facts">{shown}</dl>'


def attributes(phrases: Phrasebook, language: str) -> list[Shown]:
    """(Name, how it is shown) of what is told of every profile, in order; empty where it is not known."""
    say = phrases.say

    def codes(group: str, values: Sequence[str]) -> str:
        return inert(say(language, "match.separator").join(say(language, f"code.{group}.{code}") for code in values))

    return [
        (
            say(language, "card.organisation"),
            lambda m: f'<bdi dir="auto">{inert(m.organisation)}</bdi>' if m.organisation else "",
        ),
        (say(language, "card.country"), lambda m: f'<bdi dir="auto">{inert(m.country_name)}</bdi>'),
        (say(language, "card.sectors"), lambda m: inert(say(language, "match.separator").join(m.sector_names))),
        ("TRL", _trl),
        (say(language, "card.ip"), lambda m: codes("ip", m.ip)),
        (say(language, "card.licence"), lambda m: codes("licence", m.licence_types)),
        (say(language, "card.cooperation"), lambda m: codes("cooperation", m.cooperation)),
        (say(language, "card.export"), lambda m: codes("export", (m.export_control,))),
        (say(language, "card.updated"), lambda m: f"<bdi>{m.updated.isoformat()}</bdi>"),
        (say(language, "card.valid_until"), lambda m: f"<bdi>{m.valid_until.isoformat()}</bdi>"),
    ]


def comparison(found: Sequence[Match], phrases: Phrasebook, language: str, need: str) -> str:
    """A table: a column a profile, a row an attribute; first how well each fits. On a phone its cells stand one below the other,
    each under its profile's name; the roles keep it a table for those who hear it."""
    say = phrases.say
    heads = "".join(
        '<th scope="col" role="columnheader">'
        f'<span class="kind">{inert(say(language, f"code.type.{m.type}"))}</span> {marks(m, phrases, language)}'
        f'<a href="/catalogue/profile/{inert(m.profile_id)}?lang={language}" dir="auto" lang="{inert(m.language)}">'
        f"{inert(m.title)}</a></th>"
        for m in found
    )
    rows: list[Shown] = []
    if any(match.reasons or match.blocked_by for match in found):
        rows.append((say(language, "card.fit"), lambda m: _fit(m, phrases, language)))
    rows.append((say(language, "card.against"), lambda m: _listed([*m.blocked_by, *m.against], language)))
    rows += attributes(phrases, language)
    rows.append(
        (say(language, "card.summary"), lambda m: f'<span dir="auto" lang="{inert(m.language)}">{inert(m.summary)}</span>')
    )
    rows.append((say(language, "card.next"), lambda m: _links(m, phrases, language, need, "")))
    body = "".join(
        f'<tr role="row"><th scope="row" role="rowheader">{inert(name)}</th>'
        + "".join(f'<td role="cell" data-of="{inert(m.title)}">{value(m) or "–"}</td>' for m in found)
        + "</tr>"
        for name, value in rows
    )
    corner = f'<td role="cell"><span class="unseen">{inert(say(language, "card.compare"))}</span></td>'
    label = inert(say(language, "card.compare"))
    return (
        f'<div class="scrolled" tabindex="0" role="region" aria-label="{label}"><table class="compared" role="table">'
        f'<thead role="rowgroup"><tr role="row">{corner}{heads}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _fit(match: Match, phrases: Phrasebook, language: str) -> str:
    """The score, and each reason with its bar."""
    if not match.reasons:
        return ""
    say = phrases.say
    rows = "".join(
        f'<li>{bar(reason.score)}<span class="why">{isolated(reason.why, language)}</span> '
        f'<span class="points"><bdi>{reason.score:.0%}</bdi></span></li>'
        for reason in match.reasons
    )
    score = isolated(say(language, "card.score", score=f"{match.score:.2f}"), language)
    return (
        f'<p class="score"><strong>{score}</strong>{bar(match.score)}</p>'
        f'<ul class="reasons" aria-label="{inert(say(language, "card.reasons"))}" dir="{direction(language)}">{rows}</ul>'
    )


def _trl(match: Match) -> str:
    if match.trl is not None:
        return f"<bdi>{match.trl}</bdi>"
    bounds = [str(b) for b in (match.trl_min, match.trl_max) if b is not None]
    if match.trl_min is not None and match.trl_max is None:
        return f'<bdi dir="ltr">≥ {match.trl_min}</bdi>'
    if match.trl_max is not None and match.trl_min is None:
        return f'<bdi dir="ltr">≤ {match.trl_max}</bdi>'
    return f'<bdi dir="ltr">{"–".join(bounds)}</bdi>' if bounds else ""


def _tools(match: Match, phrases: Phrasebook, language: str, need: str, aside: str) -> str:
    box = (
        f'<label class="tool choose"><input type="checkbox" name="p" value="{inert(match.profile_id)}"> '
        f"{inert(phrases.say(language, 'card.compare'))}</label>"
    )
    return box + _links(match, phrases, language, need, aside)


def _links(match: Match, phrases: Phrasebook, language: str, need: str, aside: str) -> str:
    interest = urlencode({"profile": match.profile_id, "need": need[:2000], "lang": language})
    saved = urlencode({"need": need[:2000] or match.title, "lang": language})
    return (
        f'<a class="tool" href="{inert(f"/interest/new?{interest}")}"{aside}>{inert(phrases.say(language, "card.interest"))}</a> '
        f'<a class="tool" href="{inert(f"/subscription/new?{saved}")}"{aside}>{inert(phrases.say(language, "card.tell_me"))}</a>'
    )


def _listed(texts: Sequence[str], language: str) -> str:
    return f'<ul class="against">{"".join(f"<li>{isolated(text, language)}</li>" for text in texts)}</ul>' if texts else ""
