"""Whether citations carry what they are attached to: citation precision and recall as Liu et al. (2023, "Evaluating
Verifiability in Generative Search Engines") and ALCE (Gao et al. 2023) define them. Whether the cited rule is what was *asked*
for is another matter, and ``citation_precision`` and ``citation_recall`` measure that.

A citation carries a line where the line tells the cited passage word for word, in the language it was told in, or its
translation of it. A line in other words (a model's) is carried where every number and one of the longer words stand in
what it cites; that is weaker than a judge, and only such lines need one.
"""

import re

from assistant.domain import Citation
from assistant.numerals import fingerprint
from assistant.text import is_unspaced, tokens
from eval.measures.lines import MARK, STEP
from eval.measures.numbers_grounded import recorded
from eval.questions import Asked
from eval.records import Base, Reply

_BRACKET = re.compile(r"［(\d+)］")
_LONG = 5
"""Letters from which a word counts as long; in scripts without spaces every token does."""


def citation_support(asked: Asked, reply: Reply, base: Base) -> float | None:
    """Precision: share of the pairs of line and mark in which the citation carries the line."""
    if reply.text is None or reply.refused or not reply.citations:
        return None
    by_number = {c.n: c for c in reply.citations}
    language = reply.language or asked.language
    told = [
        _carries(by_number.get(int(n)), line, language, asked.question, base)
        for line in reply.text.splitlines()
        for n in MARK.findall(line)
    ]
    return sum(told) / len(told) if told else None


def statements_cited(asked: Asked, reply: Reply, base: Base) -> float | None:  # noqa: ARG001
    """Recall: share of the answer's statements that carry a mark; 0 for an answer without any. A statement is a point, a step, or
    a line outside the labelled notes (what is uncertain, what is next); the rows of a table and the working of a sum belong to
    the line that they stand under. Answers from the catalogue consist of profiles, and small talk states nothing."""
    if reply.text is None or reply.refused or reply.partners or reply.intent in {"smalltalk", "partner"}:
        return None
    lines = _statements(reply.text)
    return sum(bool(MARK.search(line)) for line in lines) / len(lines) if lines else None


def _statements(text: str) -> list[str]:
    """Paragraphs of the first block, and points and numbered steps anywhere; nothing of a sum."""
    blocks = re.split(r"\n\s*\n", text)
    first = [line for line in blocks[0].splitlines() if not line.startswith("  ")]
    later = [line for block in blocks[1:] for line in block.splitlines() if re.match(r"- |\d+\. ", line)]
    parts = [n for n, line in enumerate(first) if " × " in line and " = " in line]
    sums = set(parts) | ({parts[-1] + 1} if parts else set())  # its parts, and the total after them
    told = [line for n, line in enumerate(first) if n not in sums]
    return [line for line in (*told, *later) if not line.rstrip().endswith((":", "："))]


def _carries(citation: Citation | None, line: str, language: str, question: str, base: Base) -> bool:
    if citation is None:
        return False
    plain = _BRACKET.sub(r"[\1]", STEP.sub("", MARK.sub("", line)))
    whole = next((said for said in (citation.quote, citation.translation) if said and said in plain), None)
    added = plain.replace(whole, " ") if whole else plain
    evidence = f"{citation.quote} {citation.translation or ''}"
    beside = f"{citation.title} ; {citation.locator} ; {recorded(citation, base)} ; {question}"
    if set(fingerprint(added)) - set(fingerprint(f"{evidence} ; {beside}")):
        return False
    if whole is not None or plain.strip("- ") == citation.title:  # a row of a table is headed by the title alone
        return True
    return bool(_long_words(plain, language) & _long_words(evidence, language))


def _long_words(text: str, language: str) -> set[str]:
    return {word for word in tokens(text, language) if len(word) >= _LONG or is_unspaced(word)}
