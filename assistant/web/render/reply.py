"""A reply that a person has sent, for its asker: as it was approved, in its own language whatever that of the page."""

from collections.abc import Sequence

from assistant.app.desk import Reply, Shown
from assistant.phrases import Phrasebook
from assistant.web.escape import direction, inert, isolated
from assistant.web.render.button import button


def article(reply: Reply) -> str:
    language = reply.language
    tags = {"heading": "h3", "item": "li", "body": "p", "small": "p"}
    parts = []
    for paragraph in reply.paragraphs:
        tag = tags.get(paragraph.style, "p")
        parts.append(f"<{tag}>{isolated(paragraph.text, language)}</{tag}>")
    sources = "".join(
        f'<li value="{row.n}">{isolated(row.title, language)} · {isolated(row.status, language)}'
        f'<blockquote lang="{row.language}" dir="{direction(row.language)}">{inert(row.quote)}</blockquote></li>'
        for row in reply.sources
    )
    return (
        f'<article lang="{language}" dir="{direction(language)}" class="reply">{"".join(parts)}'
        f"<h3>{inert(reply.sources_title)}</h3><ol>{sources}</ol><p>{isolated(reply.footer, language)}</p></article>"
    )


def arrived(replies: Sequence[Shown], phrases: Phrasebook, language: str) -> str:
    """What came while the asker was away, folded; each can be put away once it is read."""
    return "".join(
        f'<section class="arrived" role="status" dir="{direction(language)}" lang="{language}"><details><summary>'
        f"{isolated(phrases.say(language, 'desk.receipt.arrived', date=shown.created.date().isoformat()), language)} "
        f'<bdi dir="auto">{inert(shown.question[:160])}</bdi></summary>{article(shown.reply)}</details>'
        f'<p class="ways">{button("read", phrases.say(language, "desk.receipt.put_away"), receipt=shown.number)}</p></section>'
        for shown in replies
        if shown.reply is not None
    )
