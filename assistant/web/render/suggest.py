"""What may be asked next: an example for each kind of visitor at first, then the follow-ups of the last answer."""

from assistant.phrases import Phrasebook
from assistant.web.conversation import Conversation
from assistant.web.escape import direction, inert
from assistant.web.render.button import button

EXAMPLES = (
    ("role.foreign", ("ui.example.1", "ui.example.2")),
    ("role.sme", ("example.sme", "ui.example.3")),
    ("role.staff", ("example.staff",)),
)
"""Who asks -> questions."""
MOST = 4


def suggested(conversation: Conversation, phrases: Phrasebook, language: str) -> list[tuple[str, tuple[str, ...]]]:
    """(Heading, questions) in order."""
    if not conversation.entries:
        return [(phrases.say(language, role), tuple(phrases.say(language, key) for key in keys)) for role, keys in EXAMPLES]
    answer = conversation.entries[-1].answer
    texts = answer.follow_ups[:MOST] if answer else ()
    return [(phrases.say(language, "ui.follow_ups"), texts)] if texts else []


def suggestions(conversation: Conversation, phrases: Phrasebook, language: str) -> str:
    groups, n = [], 0
    for heading, texts in suggested(conversation, phrases, language):
        buttons = "".join(button("ask", text, n=n + offset) for offset, text in enumerate(texts))
        n += len(texts)
        label = inert(heading)
        groups.append(f'<div class="group" role="group" aria-label="{label}"><span class="hint">{label}</span>{buttons}</div>')
    if not groups:
        return ""
    return f'<div id="suggestions" dir="{direction(language)}" lang="{language}">{"".join(groups)}</div>'
