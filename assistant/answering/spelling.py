"""In which language is a message, and in which letters is it read?

The knowledge base writes Vietnamese with its marks and Serbian in Latin letters. Who types without marks, or in Cyrillic, asks
the same, so the message is brought into that spelling before anything else looks at it. What was typed stays for display.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answering.leaning import count_words
from assistant.domain import Turn
from assistant.text import could_be_serbian, normalise, serbian_latin

_MARKED = "vi"
"""Language whose marks are restored where they were not typed."""
_TWO_SCRIPTS = "sr"
_TOO_SHORT = 12
"""Characters of a message whose language the conversation tells better than the message."""
_BRIEF = 5
"""Words of a message that may be Vietnamese without marks though another language is found."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """``identify`` a language (``und`` where none is found); ``restore`` gives Vietnamese the marks that it lacks."""

    identify: Callable[[str], str]
    restore: Callable[[str], str] = str

    def language(self, text: str, history: Sequence[Turn]) -> str:
        """Of ``text``, after the asker's messages in ``history``."""
        found = self.identify(text)
        asked = [turn.content for turn in history if turn.role == "user"]
        if not asked:
            return "en" if found == "und" else found
        unsure = found == "und" or len(text) < _TOO_SHORT
        before = self.language(asked[-1], ()) if unsure or could_be_serbian(text) else self.identify(asked[-1])
        if before == _TWO_SCRIPTS and could_be_serbian(text):
            return before
        if unsure and _same_script(text, self.read(asked[-1], before)):
            return before
        found = self.as_before(text, found, before)
        return "en" if found == "und" else found

    def as_before(self, text: str, found: str, before: str) -> str:
        """``found``, or the language before: few words of Vietnamese without marks beside a foreign name look like another
        language ("Con Indonesia thi sao?"), and Serbian in Cyrillic looks like Russian."""
        if before == _TWO_SCRIPTS and could_be_serbian(text):
            return before
        brief = found != before == _MARKED and count_words(normalise(text)) <= _BRIEF
        return _MARKED if brief and self.restore(text) != text else found

    def read(self, text: str, language: str) -> str:
        """``text`` as the knowledge base, its glossary and its encoder spell it."""
        if language == _MARKED:
            return self.restore(text)
        return serbian_latin(text) if language == _TWO_SCRIPTS and could_be_serbian(text) else text


def _same_script(one: str, other: str) -> bool:
    def script(text: str) -> set[str]:
        return {"ascii" if c.isascii() else hex(ord(c) >> 8) for c in text if c.isalpha()}

    return bool(script(one) & script(other)) or not script(one)
