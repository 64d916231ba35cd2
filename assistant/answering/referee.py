"""An independent call that sees only a claim and a statement, and says whether the one follows from the other.

A model must qualify first: it is given probes whose verdict is known, and one wrong verdict disqualifies it.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Literal

from assistant.errors import ModelError
from assistant.files import read_yaml

Verdict = Literal["supported", "contradicted", "unclear"]


@dataclass(frozen=True, slots=True)
class Probe:
    """A statement with a claim that it supports and claims that it does not."""

    statement: str
    supported: str
    refuted: tuple[str, ...]


def load_probes(path: Path) -> tuple[Probe, ...]:
    raw = read_yaml(path)
    return tuple(Probe(row["statement"], row["supported"], tuple(row["refuted"])) for row in raw)


class Referee:
    """``complete`` sends one prompt and gives the model's whole text; raises ModelError."""

    def __init__(self, complete: Callable[[str], str], prompt: str, probes: Sequence[Probe]) -> None:
        self._complete = complete
        self._prompt = prompt
        self._probes = probes
        self._fit: bool | None = None
        self._lock = Lock()

    def judge(self, claim: str, statement: str) -> Verdict:
        """An answer that cannot be read counts as unclear."""
        text = self._complete(self._prompt.format(statement=statement, claim=claim))
        try:
            found = json.loads(text[text.index("{") : text.rindex("}") + 1])
        except ValueError:
            return "unclear"
        verdict = found.get("verdict") if isinstance(found, dict) else None
        if verdict == "supported":
            return "supported"
        return "contradicted" if verdict == "contradicted" else "unclear"

    def fit(self) -> bool:
        """Whether the model judged every probe right; asked once for as long as the process lives.

        Raises:
            ModelError: the endpoint failed; nothing is concluded, the next call tries again.
        """
        with self._lock:
            if self._fit is None:
                self._fit = all(self._passes(probe) for probe in self._probes)
            return self._fit

    def _passes(self, probe: Probe) -> bool:
        if any(self.judge(claim, probe.statement) == "supported" for claim in probe.refuted):
            return False
        return self.judge(probe.supported, probe.statement) == "supported"


def parse_object(text: str) -> dict[str, object]:
    """The JSON object in a model's reply, with or without a code fence around it.

    Raises:
        ModelError: there is none.
    """
    match = re.search(r"\{.*\}", text, re.DOTALL)
    if match is None:
        raise ModelError("The model's reply holds no JSON object.")
    try:
        found = json.loads(match.group())
    except json.JSONDecodeError as error:
        raise ModelError("The model's reply is not JSON.") from error
    if not isinstance(found, dict):
        raise ModelError("The model's reply is not a JSON object.")
    return found
