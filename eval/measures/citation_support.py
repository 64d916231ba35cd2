"""Whether citations carry what they are attached to: citation precision and recall as Liu et al. (2023, "Evaluating
Verifiability in Generative Search Engines") and ALCE (Gao et al. 2023) define them. Whether the cited rule is what was *asked*
for is another matter, and ``citation_precision`` and ``citation_recall`` measure that.

A citation carries a line where the line tells the cited passage word for word, in the language it was told in, or its
translation of it. A line in other words (a model's, a sum) is carried where every number and one of the rarer words stand in
what it cites; that is weaker than a judge, and only such lines need one.
"""

import re

from assistant.domain import Citation
from assistant.numerals import fingerprint
from assistant.text import tokens
from eval.questions import Asked
from eval.records import Base, Reply

_MARK = re.compile(r"\[(\d+)\]")
_BRACKET = re.compile(r"［(\d+)］")
_LONG = 5
"""Letters from which a word counts as rare; in scripts without spaces every token does."""


def citation_support(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """Precision: share of the pairs of line and mark in which the citation carries the line."""
    if reply.text is None or reply.refused or not reply.citations:
        return None
    by_number = {c.n: c for c in reply.citations}
    lines = reply.text.splitlines()
    worked = " ; ".join((asked.question, *filter(_is_part_of_a_sum, lines)))
    told = [
        _carries(by_number.get(int(n)), line, reply.language or asked.language, worked)
        for line in lines
        for n in _MARK.findall(line)
    ]  # fmt: skip
    return sum(told) / len(told) if told else None


def statements_cited(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """Recall: share of the answer's statements that carry a mark. A statement is a point, a step, or a line outside the labelled
    notes (what is uncertain, what is next); the rows of a table and the parts of a sum belong to the line that they stand
    under. Answers from the catalogue consist of profiles, not statements."""
    if reply.text is None or reply.refused or not reply.citations or reply.partners:
        return None
    lines = _statements(reply.text)
    return sum(bool(_MARK.search(line)) for line in lines) / len(lines) if lines else None


def _statements(text: str) -> list[str]:
    """Paragraphs of the first block, and points and numbered steps anywhere; not a sum's parts."""
    blocks = re.split(r"\n\s*\n", text)
    first = [line for line in blocks[0].splitlines() if not line.startswith("  ")]
    later = [line for block in blocks[1:] for line in block.splitlines() if re.match(r"- |\d+\. ", line)]
    return [line for line in (*first, *later) if not _is_part_of_a_sum(line) and not line.rstrip().endswith((":", "："))]


def _is_part_of_a_sum(line: str) -> bool:
    return " × " in line and " = " in line


def _carries(citation: Citation | None, line: str, language: str, worked: str) -> bool:
    """``worked``: the question and the working of a sum, whose numbers a line may hold too."""
    if citation is None:
        return False
    plain = _BRACKET.sub(r"[\1]", _MARK.sub("", line))
    if any(said and said in plain for said in (citation.quote, citation.translation)):
        return True
    evidence = f"{citation.quote} {citation.translation or ''} {citation.title} {citation.locator}"
    if set(fingerprint(_MARK.sub("", line))) - set(fingerprint(f"{evidence} ; {worked}")):
        return False
    own, theirs = (
        {word for word in tokens(part, language) if len(word) >= _LONG or not part.isascii()} for part in (plain, evidence)
    )
    return bool(own & theirs)
