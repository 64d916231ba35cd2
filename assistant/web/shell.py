"""The frame of every page that is not the conversation: head, navigation, languages, foot."""

from fastapi.responses import HTMLResponse

from assistant.phrases import Phrasebook
from assistant.web.escape import direction, inert

STRICT = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
"""Content-Security-Policy of pages that Gradio does not make: no inline script or style at all."""
PLACES = (("/", "nav.ask"), ("/countries", "nav.countries"), ("/catalogue", "nav.catalogue"), ("/me", "nav.mine"))


def navigation(phrases: Phrasebook, language: str, here: str) -> str:
    """Links to the pages, in the page's language."""
    links = "".join(
        f'<a href="{path}?lang={language}"{_current(path, here)}>{inert(phrases.say(language, key))}</a>' for path, key in PLACES
    )
    return f'<nav class="places" aria-label="{inert(phrases.say(language, "nav.label"))}">{links}</nav>'


def page(phrases: Phrasebook, language: str, here: str, title: str, body: str, status: int = 200) -> HTMLResponse:
    """A whole page; ``title`` is plain text, ``body`` is HTML of ours. ``here`` is the path of the place it belongs to."""
    say = phrases.say
    shown = inert(title)
    html = (
        f'<!doctype html><html lang="{language}" dir="{direction(language)}"><head><meta charset="utf-8">'
        f"<title>{shown} · {inert(say(language, 'ui.title'))}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="same-origin">'
        '<link rel="stylesheet" href="/look/base.css"><link rel="stylesheet" href="/look/site.css">'
        '<link rel="icon" href="/look/icon.svg" type="image/svg+xml"><script src="/look/site.js" defer></script></head><body>'
        f'<a class="skip" href="#main">{inert(say(language, "nav.skip"))}</a>'
        f'<header class="top"><a class="name" href="/?lang={language}">{inert(say(language, "ui.title"))}</a>'
        f"{navigation(phrases, language, here)}{_languages(phrases, language)}</header>"
        f'<main id="main" tabindex="-1">{body}</main>'
        f'<footer class="foot"><p>{inert(say(language, "ui.disclaimer"))}</p></footer></body></html>'
    )
    return HTMLResponse(html, status_code=status, headers={"Content-Security-Policy": STRICT, "Cache-Control": "no-store"})


def fragment(html: str, status: int = 200) -> HTMLResponse:
    """A piece of a page, for a page of ours to put in."""
    return HTMLResponse(html, status_code=status, headers={"Content-Security-Policy": STRICT, "Cache-Control": "no-store"})


def missing(phrases: Phrasebook, language: str, here: str = "") -> HTMLResponse:
    """The same for what never was, what is gone and what is somebody else's."""
    title = phrases.say(language, "error.missing")
    body = f"<h1>{inert(title)}</h1><p>{inert(phrases.say(language, 'error.missing_why'))}</p>"
    return page(phrases, language, here, title, body, status=404)


def _languages(phrases: Phrasebook, language: str) -> str:
    options = "".join(
        f'<option value="{code}" lang="{code}"{" selected" if code == language else ""}>{inert(phrases.say(code, "ui.own_name"))}'
        "</option>"
        for code in phrases.languages
    )
    label = inert(phrases.say(language, "ui.language"))
    return f'<label class="languages"><span>{label}</span><select data-languages autocomplete="off">{options}</select></label>'


def _current(path: str, here: str) -> str:
    return ' aria-current="page"' if path == here else ""
