"""The panel beside the conversation: for each answer its procedure and one card per citation."""

from urllib.parse import urlencode

from assistant.domain import Answer, Citation, StepView
from assistant.phrases import Phrasebook
from assistant.visits import OPINIONS
from assistant.web.conversation import Conversation
from assistant.web.escape import direction, inert, isolated
from assistant.web.render.button import button
from assistant.web.render.partners import cards
from assistant.web.render.talk import anchor
from assistant.web.render.timeline import timeline, total_time

LOCATORS = {"art. ": "locator.article", "p. ": "locator.page", "step ": "locator.step", "row ": "locator.row"}


def panel(conversation: Conversation, phrases: Phrasebook, language: str, *, fixed: bool = False) -> str:
    """The newest answer's sources stand open, those of older answers fold away under their question."""
    shown = [answer for answer in reversed(conversation.answers) if answer.citations or answer.procedure or _partnered(answer)]
    if not shown:
        return f'<p class="empty">{inert(phrases.say(language, "ui.sources_empty"))}</p>'
    newest = conversation.entries[-1].answer
    return "".join(_sources(answer, phrases, language, is_open=answer is newest, fixed=fixed) for answer in shown)


def place_of(locator: str, phrases: Phrasebook, language: str) -> str:
    """``art. 20`` as the page's language writes it; other places as they are."""
    for prefix, key in LOCATORS.items():
        if locator.startswith(prefix):
            return phrases.say(language, key, n=locator.removeprefix(prefix))
    return locator


def quoted(text: str, language: str) -> str:
    lines = "<br>".join(isolated(line, language) for line in text.splitlines())
    return f'<blockquote dir="{direction(language)}" lang="{inert(language)}">{lines}</blockquote>'


def fact(name: str, shown: str) -> str:
    return f"<div><dt>{inert(name)}</dt><dd>{shown}</dd></div>"


def source_link(passage_id: str, quote: str, language: str) -> str:
    """The page that shows the passage in its document."""
    return inert("/source?" + urlencode({"passage": passage_id, "quote": quote[:600], "lang": language}))


def checklist(steps: tuple[StepView, ...], phrases: Phrasebook, language: str, spoken: str, marks: str = "") -> str:
    """Steps to tick off; ``spoken`` is the language they are worded in, ``marks`` the anchor of the answer's citations."""
    rows = "".join(_step(step, phrases, language, spoken, marks) for step in steps)
    return f'<ol class="checklist" dir="{direction(spoken)}" lang="{inert(spoken)}">{rows}</ol>'


def procedure_links(identity: str, phrases: Phrasebook, language: str) -> str:
    """Print, Word document, calendar."""
    ways = (("", "page.print"), (".docx", "page.docx"), (".ics", "page.calendar"))
    links = (
        f'<a href="/procedure/{inert(identity)}{end}?lang={language}">{inert(phrases.say(language, key))}</a>'
        for end, key in ways
    )
    return f'<p class="ways">{" ".join(links)}</p>'


def _sources(answer: Answer, phrases: Phrasebook, language: str, *, is_open: bool, fixed: bool) -> str:
    cited = "".join(_card(citation, answer, phrases, language, fixed=fixed) for citation in answer.citations)
    steps = _procedure(answer, phrases, language) + _partners(answer, phrases, language, fixed=fixed)
    summary = f'<summary dir="auto">{inert(answer.question)}</summary>'
    return f'<details class="turn"{" open" if is_open else ""}>{summary}{steps}{cited}</details>'


def _partnered(answer: Answer) -> bool:
    return bool(answer.partners or answer.near_misses)


def _partners(answer: Answer, phrases: Phrasebook, language: str, *, fixed: bool) -> str:
    """The profiles that fit as cards; those that are ruled out fold away."""
    found = near = ""
    if answer.partners:
        found = cards(answer.partners, phrases, language, need=answer.question, fixed=fixed, window=True)
    if answer.near_misses:
        shown = cards(answer.near_misses, phrases, language, need=answer.question, fixed=fixed, window=True)
        near = f'<details class="near"><summary>{inert(phrases.say(language, "partner.near_label"))}</summary>{shown}</details>'
    return found + near


def _procedure(answer: Answer, phrases: Phrasebook, language: str) -> str:
    if answer.procedure is None:
        return ""
    view = answer.procedure
    title = f"{inert(phrases.say(language, 'ui.steps'))} <bdi>{inert(view.title)}</bdi>"
    is_open = " open" if answer.intent == "procedure" else ""
    time = total_time(view.steps, phrases, language)
    whole = f'<dl class="facts">{fact(phrases.say(language, "page.total"), isolated(time, language))}</dl>' if time else ""
    return (
        f'<details class="procedure"{is_open}><summary>{title}</summary>{timeline(view.steps, phrases, language)}{whole}'
        f"{checklist(view.steps, phrases, language, answer.language, anchor(answer))}"
        f"{procedure_links(view.id, phrases, answer.language)}</details>"
    )


def _step(step: StepView, phrases: Phrasebook, language: str, spoken: str, marks: str) -> str:
    facts = [("ui.authority", step.authority), ("ui.documents", "; ".join(step.documents))]
    facts += [("ui.duration", step.duration or ""), ("ui.fee", step.fee or "")]
    shown = "".join(fact(phrases.say(language, key), isolated(value, spoken)) for key, value in facts if value)
    cited = "".join(f' <a class="mark" href="#{marks}-{n}">&#91;{n}&#93;</a>' for n in step.citations) if marks else ""
    label = f'<label><input type="checkbox"> <strong>{isolated(step.title, spoken)}</strong></label>'
    detail = f'<p class="detail">{isolated(step.detail, spoken)}</p>' if step.detail else ""
    return f'<li>{label}{cited}{detail}<dl class="facts">{shown}</dl></li>'


def _card(citation: Citation, answer: Answer, phrases: Phrasebook, language: str, *, fixed: bool) -> str:
    """Number, title, place, the quoted words in their own direction, status, day of verification, original name."""
    say = phrases.say
    status = f'<span class="status {citation.status}">{inert(say(language, f"status.{citation.status}"))}</span>'
    doubt = "" if citation.confidence == "verified" else f" {inert(say(language, f'tag.{citation.confidence}'))}"
    shown = place_of(citation.locator, phrases, language)
    place = f'<span class="place">{isolated(shown, language)}</span>' if citation.locator else ""
    facts = fact(say(language, "ui.status"), status + doubt)
    if citation.verified_on is not None and citation.confidence != "unverified":
        facts += fact(say(language, "ui.verified_on"), f"<bdi>{citation.verified_on.isoformat()}</bdi>")
    if citation.original_title != citation.title:
        facts += fact(say(language, "ui.original_name"), f'<bdi dir="auto">{inert(citation.original_title)}</bdi>')
    if citation.number:
        facts += fact(say(language, "source.number"), isolated(citation.number, language))
    quote = quoted(citation.quote, citation.language)
    if citation.translation:
        quote += f'<p class="caption">{inert(say(language, "ui.translation"))}</p>'
        quote += quoted(citation.translation, answer.language)
    target = source_link(citation.passage_id, citation.quote, language)
    more = f'<a class="open" data-open href="{target}">{inert(say(language, "source.open"))}</a>'
    opinions = "" if fixed else _opinions(citation, answer, phrases, language)
    return (
        f'<article class="card" id="{anchor(answer)}-{citation.n}" tabindex="-1">'
        f'<header><span class="number">{citation.n}</span><h3 dir="auto">{inert(citation.title)}</h3>{place}</header>'
        f'{quote}<dl class="facts">{facts}</dl><p class="tools">{more}{opinions}</p></article>'
    )


def _opinions(citation: Citation, answer: Answer, phrases: Phrasebook, language: str) -> str:
    names = {o: phrases.say(language, f"opinion.{o}") for o in OPINIONS[:2]}
    return "".join(button("opinion", name, answer=answer.id, citation=citation.n, opinion=o) for o, name in names.items())
