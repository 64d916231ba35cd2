"""Words of the domain that have a fixed set of values."""

from typing import Literal

Kind = Literal["policy", "procedure", "country", "organisation", "event", "document"]
RULES: frozenset[Kind] = frozenset({"policy", "procedure"})
"""Kinds of records that tell what is to be done; the others tell of a place, a body or a fair."""
Visibility = Literal["public", "member", "staff"]
Status = Literal["in_force", "not_yet_in_force", "superseded", "expired", "suspended", "unverified"]
Confidence = Literal["verified", "secondary", "unverified"]
Intent = Literal["rule", "procedure", "partner", "country", "event", "smalltalk", "outside", "refuse"]
Side = Literal["offer", "need"]
SIDES: tuple[Side, ...] = ("offer", "need")
Role = Literal["statement", "step", "summary", "pitfall", "example", "section", "gap", "outside", "text", "ask"]
"""An ``ask`` is a way in which people ask for its group: searched, never shown. A ``gap`` says that nothing is known and whom to
ask: it is no evidence, but is told with a refusal. ``outside``: an example of what the knowledge base does not deal with."""
NO_EVIDENCE = frozenset({"gap", "outside"})
"""Roles that compete with the statements so that a question nearest to them is refused; nothing is answered from them."""
