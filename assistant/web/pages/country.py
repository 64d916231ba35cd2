"""``/countries`` and ``/country/XX``: reports with charts, a map, rules and the covering centre; two side by side."""

import datetime as dt

from fastapi import APIRouter, Request, Response

from assistant.app import Assistant
from assistant.views import CountryView, SectionView
from assistant.web.escape import direction, inert, isolated
from assistant.web.names import country_name, language_name
from assistant.web.reader import Reader, Readers
from assistant.web.render.figures import by_name, figures
from assistant.web.render.panel import fact
from assistant.web.render.worldmap import worldmap
from assistant.web.shell import missing, page

HERE = "/countries"


def country_routes(assistant: Assistant, readers: Readers) -> APIRouter:
    router = APIRouter()
    phrases = assistant.phrases

    @router.get("/countries")
    def countries(request: Request) -> Response:
        reader = readers.of(request)
        return page(phrases, reader.language, HERE, phrases.say(reader.language, "nav.countries"), _overview(assistant, reader))

    @router.get("/country/{code}")
    def country(request: Request, code: str, compare: str = "") -> Response:
        reader = readers.of(request)
        view = assistant.page.country(code.upper()[:2], reader.language, reader.levels)
        if view is None:
            return missing(phrases, reader.language, HERE)
        other = assistant.page.country(compare.upper()[:2], reader.language, reader.levels) if compare else None
        views = [view] if other is None or other.code == view.code else [view, other]
        title = " · ".join(country_name(v.code, reader.language) for v in views)
        return page(phrases, reader.language, HERE, title, _report(views, assistant, reader))

    return router


def _overview(assistant: Assistant, reader: Reader) -> str:
    phrases, language = assistant.phrases, reader.language
    codes = assistant.page.countries(reader.levels)
    title = inert(phrases.say(language, "nav.countries"))
    if not codes:
        return f'<h1>{title}</h1><p class="empty">{inert(phrases.say(language, "country.none"))}</p>'
    partners = assistant.page.partners_by_country(reader.levels)
    links = "".join(
        f'<li><a href="/country/{code}?lang={language}">{inert(country_name(code, language))}</a></li>'
        for code in by_name(codes, language)
    )
    marks = {code: partners.get(code, 0) for code in codes}
    atlas = worldmap(marks, phrases, language, links=f"/country/{{code}}?lang={language}")
    return f'<h1>{title}</h1><p>{inert(phrases.say(language, "country.about"))}</p>{atlas}<ul class="countries">{links}</ul>'


def _report(views: list[CountryView], assistant: Assistant, reader: Reader) -> str:
    phrases, language = assistant.phrases, reader.language
    title = " · ".join(inert(country_name(view.code, language)) for view in views)
    partners = assistant.page.partners_by_country(reader.levels)
    marks = partners | {view.code: partners.get(view.code, 0) for view in views}
    columns = "".join(f'<div class="column">{_sections(view, assistant, language, len(views) > 1)}</div>' for view in views)
    return (
        f"<h1>{title}</h1>{_comparing(views, assistant, reader)}<h2>{inert(phrases.say(language, 'country.figures'))}</h2>"
        f"{figures(views, assistant.page.figures(reader.levels), phrases, language)}"
        f'<p class="caption">{inert(phrases.say(language, "figure.note"))}</p>'
        f"<h2>{inert(phrases.say(language, 'country.map'))}</h2>"
        f"{worldmap(marks, phrases, language, here=views[0].code)}"
        f'<p class="caption">{inert(phrases.say(language, "country.map_note"))}</p><div class="columns">{columns}</div>'
    )


def _comparing(views: list[CountryView], assistant: Assistant, reader: Reader) -> str:
    """A form without script: which country to set beside this one."""
    phrases, language = assistant.phrases, reader.language
    chosen = views[1].code if len(views) > 1 else ""
    options = "".join(
        f'<option value="{code}"{" selected" if code == chosen else ""}>{inert(country_name(code, language))}</option>'
        for code in by_name(assistant.page.countries(reader.levels), language)
        if code != views[0].code
    )
    label, go = inert(phrases.say(language, "country.compare")), inert(phrases.say(language, "country.go"))
    return (
        f'<form class="compare" action="/country/{views[0].code}"><input type="hidden" name="lang" value="{language}">'
        f'<label>{label} <select name="compare"><option value="">–</option>{options}</select></label> '
        f"<button>{go}</button></form>"
    )


def _sections(view: CountryView, assistant: Assistant, language: str, named: bool) -> str:
    phrases = assistant.phrases
    head = f"<h2>{inert(country_name(view.code, language))}</h2>" if named else ""
    sections = "".join(_section(section, assistant, language) for section in view.sections)
    rules = "".join(
        f'<li><bdi dir="auto">{inert(s.title(language))}</bdi> <span class="status {s.status}">'
        f"{inert(phrases.say(language, f'status.{s.status}'))}</span></li>"
        for s in view.rules
    )
    listed = f"<h3>{inert(phrases.say(language, 'country.rules'))}</h3><ul>{rules}</ul>" if rules else ""
    return f'{head}<dl class="facts">{_facts(view, assistant, language)}</dl>{sections}{listed}'


def _facts(view: CountryView, assistant: Assistant, language: str) -> str:
    say = assistant.phrases.say
    late = view.review_by < dt.date.today()
    review = f"<bdi>{view.review_by.isoformat()}</bdi>" + (f" {inert(say(language, 'country.overdue'))}" if late else "")
    facts = [("country.languages", inert(", ".join(language_name(code, language) for code in view.official_languages)))]
    for key, source in (("country.centre", view.centre), ("country.ip_office", view.ip_office)):
        facts += [(key, f'<bdi dir="auto">{inert(source.title(language))}</bdi>')] if source else []
    facts += [("ui.verified_on", f"<bdi>{view.verified_on.isoformat()}</bdi>"), ("source.review_by", review)]
    return "".join(fact(say(language, key), value) for key, value in facts)


def _section(section: SectionView, assistant: Assistant, language: str) -> str:
    say, wording = assistant.phrases.say, section.wording
    doubt = (
        ""
        if section.confidence == "verified"
        else f' <span class="doubt">{inert(say(language, f"tag.{section.confidence}"))}</span>'
    )
    return (
        f"<h3>{inert(say(language, f'country.{section.name}'))}{doubt}</h3>"
        f'<p dir="{direction(wording.language)}" lang="{wording.language}">{isolated(wording.text, wording.language)}</p>'
    )
