"""The records that the stages hand to each other. All frozen; nothing here does work or knows a vendor."""

from assistant.domain.answered import Answer, Citation, Desk, ProcedureView, Span, StepView
from assistant.domain.asked import Asserted, Called, Facts, Question, Turn
from assistant.domain.found import Hit
from assistant.domain.kept import Failure, IndexReport, Links, Page, ParsedFile, Passage, Source
from assistant.domain.matched import Match, Matches, Reason, Wish
from assistant.domain.terms import NO_EVIDENCE, RULES, SIDES, Confidence, Intent, Kind, Role, Side, Status, Visibility

__all__ = [
    "NO_EVIDENCE",
    "RULES",
    "SIDES",
    "Answer",
    "Asserted",
    "Called",
    "Citation",
    "Confidence",
    "Desk",
    "Facts",
    "Failure",
    "Hit",
    "IndexReport",
    "Intent",
    "Kind",
    "Links",
    "Match",
    "Matches",
    "Page",
    "ParsedFile",
    "Passage",
    "ProcedureView",
    "Question",
    "Reason",
    "Role",
    "Side",
    "Source",
    "Span",
    "Status",
    "StepView",
    "Turn",
    "Visibility",
    "Wish",
]
