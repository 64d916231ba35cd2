"""The panel beside the conversation: for each answer its procedure and one card per citation."""

from assistant.domain import Answer, Citation, StepView
from assistant.phrases import Phrasebook
from assistant.web.conversation import Conversation
from assistant.web.escape import direction, inert, isolated
from assistant.web.render import anchor

LOCATORS = {"art. ": "locator.article", "p. ": "locator.page", "step ": "locator.step", "row ": "locator.row"}


def panel(conversation: Conversation, phrases: Phrasebook, language: str) -> str:
    """The newest answer's sources stand open, those of older answers fold away under their question."""
    shown = [answer for answer in reversed(conversation.answers) if answer.citations or answer.procedure]
    if not shown:
        return f'<p class="empty">{inert(phrases.say(language, "ui.sources_empty"))}</p>'
    newest = conversation.entries[-1].answer
    return "".join(_sources(answer, phrases, language, is_open=answer is newest) for answer in shown)


def _sources(answer: Answer, phrases: Phrasebook, language: str, *, is_open: bool) -> str:
    cards = "".join(_card(citation, answer, phrases, language) for citation in answer.citations)
    steps = _procedure(answer, phrases, language)
    summary = f'<summary dir="auto">{inert(answer.question)}</summary>'
    return f'<details class="turn"{" open" if is_open else ""}>{summary}{steps}{cards}</details>'


def _procedure(answer: Answer, phrases: Phrasebook, language: str) -> str:
    if answer.procedure is None:
        return ""
    spoken = answer.language
    rows = "".join(_step(step, answer, phrases, language) for step in answer.procedure.steps)
    title = f"{inert(phrases.say(language, 'ui.steps'))} <bdi>{inert(answer.procedure.title)}</bdi>"
    is_open = " open" if answer.intent == "procedure" else ""
    return (
        f'<details class="procedure"{is_open}><summary>{title}</summary>'
        f'<ol dir="{direction(spoken)}" lang="{inert(spoken)}">{rows}</ol></details>'
    )


def _step(step: StepView, answer: Answer, phrases: Phrasebook, language: str) -> str:
    spoken = answer.language
    facts = [("ui.authority", step.authority), ("ui.documents", "; ".join(step.documents))]
    facts += [("ui.duration", step.duration or ""), ("ui.fee", step.fee or "")]
    shown = "".join(_fact(phrases.say(language, key), isolated(value, spoken)) for key, value in facts if value)
    marks = "".join(f' <a class="mark" href="#{anchor(answer)}-{n}">&#91;{n}&#93;</a>' for n in step.citations)
    return f"<li><strong>{isolated(step.title, spoken)}</strong>{marks}<dl>{shown}</dl></li>"


def _card(citation: Citation, answer: Answer, phrases: Phrasebook, language: str) -> str:
    """Number, title, place, the quoted words in their own direction, status, day of verification, original name."""
    say = phrases.say
    status = f'<span class="status {citation.status}">{inert(say(language, f"status.{citation.status}"))}</span>'
    doubt = "" if citation.confidence == "verified" else f" {inert(say(language, f'tag.{citation.confidence}'))}"
    place = f'<span class="place">{isolated(_place(citation, phrases, language), language)}</span>' if citation.locator else ""
    facts = _fact(say(language, "ui.status"), status + doubt)
    if citation.verified_on is not None and citation.confidence != "unverified":
        facts += _fact(say(language, "ui.verified_on"), f"<bdi>{citation.verified_on.isoformat()}</bdi>")
    if citation.original_title != citation.title:
        facts += _fact(say(language, "ui.original_name"), f'<bdi dir="auto">{inert(citation.original_title)}</bdi>')
    quote = _quoted(citation.quote, citation.language)
    if citation.translation:
        quote += f'<p class="caption">{inert(say(language, "ui.translation"))}</p>'
        quote += _quoted(citation.translation, answer.language)
    return (
        f'<article class="card" id="{anchor(answer)}-{citation.n}" tabindex="-1">'
        f'<header><span class="number">{citation.n}</span><h3 dir="auto">{inert(citation.title)}</h3>{place}</header>'
        f"{quote}<dl>{facts}</dl></article>"
    )


def _place(citation: Citation, phrases: Phrasebook, language: str) -> str:
    """``art. 20`` as the page's language writes it; other places as they are."""
    for prefix, key in LOCATORS.items():
        if citation.locator.startswith(prefix):
            return phrases.say(language, key, n=citation.locator.removeprefix(prefix))
    return citation.locator


def _quoted(text: str, language: str) -> str:
    lines = "<br>".join(isolated(line, language) for line in text.splitlines())
    return f'<blockquote dir="{direction(language)}" lang="{inert(language)}">{lines}</blockquote>'


def _fact(name: str, shown: str) -> str:
    return f"<div><dt>{inert(name)}</dt><dd>{shown}</dd></div>"
