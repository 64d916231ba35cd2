"""Whether the answer is in the asker's language: identified from its text, not only taken from the field."""

import re

from eval.questions import Asked
from eval.records import Base, Reply

_QUOTED = re.compile(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|《[^》]*》|「[^」]*」")


def answer_language(asked: Asked, reply: Reply, base: Base) -> float | None:
    """1 where the field and the text both agree with the question's language, or its nearest of the interface."""
    if reply.text is None:
        return None
    wanted = base.nearest(asked.language)
    said = base.identify(own_words(reply)).split("-")[0]
    return float(reply.language in {None, wanted} and said == wanted)


def own_words(reply: Reply) -> str:
    """The answer without what stands in quotation marks (originals, titles), without quotes in other languages and marks.

    Where nothing else is left, the whole text.
    """
    text = reply.text or ""
    for c in reply.citations:
        if c.language != reply.language:
            text = text.replace(re.sub(r"\[(\d+)\]", r"［\1］", c.quote), " ")
        text = text.replace(c.original_title, " ")
    bare = _QUOTED.sub(" ", re.sub(r"\[\d+\]", " ", text))
    return bare if any(char.isalpha() for char in bare) else reply.text or ""
