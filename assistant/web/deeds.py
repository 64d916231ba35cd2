"""What a visitor does with an answer beside reading it: judge it, or hand the question to a person. Each begins with a form."""

import datetime as dt
import secrets

from assistant.app import Assistant
from assistant.domain import Answer
from assistant.phrases import Phrasebook
from assistant.visits import OPINIONS, Feedback, Handoff
from assistant.web.conversation import Conversation
from assistant.web.escape import direction, inert
from assistant.web.reader import Readers
from assistant.web.render.button import button

MOST_TEXT, MOST_CONTACT = 2000, 200
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Those of receipt numbers: none is mistaken for another."""


class Deeds:
    """Every method gives the HTML that then stands between conversation and question."""

    def __init__(self, assistant: Assistant, readers: Readers) -> None:
        self._phrases, self._visits = assistant.phrases, assistant.page.visits
        self._readers = readers

    def form(self, wanted: dict[str, str], conversation: Conversation, language: str, visitor: str | None) -> str:
        """What ``wanted`` (a button's or a form's values) leads to; empty to close what is open."""
        answer = conversation.find(wanted.get("answer", ""))
        if answer is None or wanted.get("do") == "close":
            return ""
        if wanted.get("do") == "opinion" and wanted.get("opinion") in OPINIONS:
            return self._opinion_form(answer, wanted, language)
        if wanted.get("do") == "say" and wanted.get("opinion") in OPINIONS:
            return self._opinion(answer, wanted, language, visitor)
        if wanted.get("do") == "person":
            return self._person_form(answer, language)
        if wanted.get("do") == "send":
            return self._person(answer, wanted, conversation, language, visitor)
        return ""

    def consent(self, language: str) -> str:
        """The notice before anything is kept; the buttons are the script's."""
        say = self._phrases.say
        return (
            f'<div class="consent" role="region" aria-label="{inert(say(language, "consent.title"))}" {_spoken(language)}>'
            f'<p>{inert(say(language, "consent.text"))}</p><p class="ways">'
            f'<button type="button" class="tool strong" data-consent="yes">{inert(say(language, "consent.yes"))}</button>'
            f'<button type="button" class="tool" data-consent="no">{inert(say(language, "consent.no"))}</button></p></div>'
        )

    # --- feedback --------------------------------------------------------------------------------------------------

    def _opinion_form(self, answer: Answer, wanted: dict[str, str], language: str) -> str:
        say, opinion, citation = self._phrases.say, wanted["opinion"], wanted.get("citation", "")
        about = f" [{citation}]" if citation.isdecimal() else ""
        title = say(language, f"opinion.{opinion}") + about
        return (
            f'<form class="deed" data-do="say" data-answer="{inert(answer.id)}" data-opinion="{inert(opinion)}" '
            f'data-citation="{inert(citation)}" {_spoken(language)}><h2>{inert(title)}</h2>'
            f"<label>{inert(say(language, 'opinion.text'))}"
            f'<textarea name="text" rows="2" maxlength="{MOST_TEXT}"></textarea></label>'
            f'<p class="hint">{inert(say(language, "opinion.notice"))}</p>'
            f"{self._buttons('opinion.send', answer, language)}</form>"
        )

    def _opinion(self, answer: Answer, wanted: dict[str, str], language: str, visitor: str | None) -> str:
        number = wanted.get("citation", "")
        cited = int(number) if number.isdecimal() and int(number) in {c.n for c in answer.citations} else None
        opinion = next(o for o in OPINIONS if o == wanted["opinion"])
        text = wanted.get("text", "").strip()[:MOST_TEXT]
        self._visits.put_feedback(Feedback(answer.id, answer.question, answer.language, opinion, cited, text), visitor)
        return self._done(self._phrases.say(language, "opinion.thanks"), language)

    # --- a person --------------------------------------------------------------------------------------------------

    def _person_form(self, answer: Answer, language: str, missing: bool = False) -> str:
        say = self._phrases.say
        problem = f'<p class="problem" role="alert">{inert(say(language, "person.agree_first"))}</p>' if missing else ""
        return (
            f'<form class="deed" data-do="send" data-answer="{inert(answer.id)}" {_spoken(language)}>'
            f"<h2>{inert(say(language, 'talk.person'))}</h2><p>{inert(say(language, 'person.about'))}</p>"
            f"<label>{inert(say(language, 'person.question'))}"
            f'<textarea name="question" rows="3" maxlength="{MOST_TEXT}" required dir="auto">'
            f"{inert(answer.question)}</textarea></label>"
            f"<label>{inert(say(language, 'person.contact'))}"
            f'<input name="contact" maxlength="{MOST_CONTACT}" dir="auto" autocomplete="email"></label>'
            f'<label class="check"><input type="checkbox" name="consent" value="yes" required> '
            f"{inert(say(language, 'person.consent'))}</label>{problem}{self._buttons('person.send', answer, language)}</form>"
        )

    def _person(
        self, answer: Answer, wanted: dict[str, str], conversation: Conversation, language: str, visitor: str | None
    ) -> str:
        if wanted.get("consent") != "yes":
            return self._person_form(answer, language, missing=True)
        now = dt.datetime.now(dt.UTC)
        receipt = f"{now:%y%m%d}-" + "".join(secrets.choice(_LETTERS) for _ in range(8))
        handoff = Handoff(
            id=receipt,
            created=now,
            language=answer.language,
            question=wanted.get("question", "").strip()[:MOST_TEXT] or answer.question,
            conversation=conversation.exchanges(),
            contact=wanted.get("contact", "").strip()[:MOST_CONTACT] or None,
            consent=True,
            notice=self._phrases.version(language, "person.consent"),
        )
        self._visits.put_handoff(handoff, visitor)
        text = self._phrases.say(language, "person.receipt")
        return self._done(
            text, language, f'<strong class="receipt"><bdi>{receipt}</bdi></strong> {_look(self._phrases, language)}'
        )

    def _buttons(self, key: str, answer: Answer, language: str) -> str:
        close = button("close", self._phrases.say(language, "talk.close"), answer=answer.id)
        return f'<p class="ways"><button class="tool strong">{inert(self._phrases.say(language, key))}</button>{close}</p>'

    def _done(self, text: str, language: str, more: str = "") -> str:
        return f'<div class="deed done" role="status" {_spoken(language)}><p>{inert(text)} {more}</p></div>'


def _look(phrases: Phrasebook, language: str) -> str:
    """Where the reply is found later."""
    return f'<a href="/receipt?lang={language}">{inert(phrases.say(language, "desk.receipt.title"))}</a>'


def _spoken(language: str) -> str:
    return f'dir="{direction(language)}" lang="{language}"'
