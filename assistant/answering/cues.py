"""Cues of ``prompts/cues``, compiled: what a question's words say about what is asked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.asserted import AssertionCues, read_assertions
from assistant.answering.between import Between, read_between
from assistant.answering.facts import FactCues, read_facts
from assistant.answering.families import Families, read_families
from assistant.answering.offices import OfficeCues, read_offices
from assistant.answering.sided import Sided, read_sided
from assistant.errors import CorpusError
from assistant.files import read_yaml


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns over normalised text."""

    aspects: Mapping[str, re.Pattern[str]]
    intents: Mapping[str, re.Pattern[str]]
    directions: Mapping[str, re.Pattern[str]]
    offers: re.Pattern[str]
    """Somebody says what he has and asks who needs it."""
    evasion: re.Pattern[str]
    lawful_avoidance: re.Pattern[str]
    dodges: re.Pattern[str]
    """Words that dodges are made of, and many lawful questions too."""
    own_plan: re.Pattern[str]
    """The asker, or how a thing is done: who asks for a penalty with one of these may mean to do it."""
    compares: re.Pattern[str]
    comparatives: re.Pattern[str]
    """"Which is faster": compares two places where they stand one beside the other."""
    followup: re.Pattern[str]
    supposes: re.Pattern[str]
    """It changes the case of the question before it: "what if …"."""
    general_terms: frozenset[str]
    """Concepts that say what is asked, not of what."""
    as_of: tuple[re.Pattern[str], ...]
    changed: re.Pattern[str]
    """An event of the law with its year, which is no day whose law is asked for."""
    own_acts: re.Pattern[str]
    """The asker did it himself: no event of the law."""
    pays: re.Pattern[str]
    pays_us: re.Pattern[str]
    paid_from: re.Pattern[str]
    paid_for: re.Pattern[str]
    chosen: re.Pattern[str]
    taxes: re.Pattern[str]
    acts: re.Pattern[str]
    party: re.Pattern[str]
    toward: re.Pattern[str]
    away: re.Pattern[str]
    person: re.Pattern[str]
    people_data: re.Pattern[str]
    """Data of many: with these a name and a number are fields that are kept or sent, unless ``asks_person``."""
    asks_person: re.Pattern[str]
    form_fields: re.Pattern[str]
    """A form or its fields: the same."""
    fee: re.Pattern[str]
    market: re.Pattern[str]
    number: re.Pattern[str]
    sections: Mapping[str, re.Pattern[str]]
    organisation: re.Pattern[str]
    draft: re.Pattern[str]
    past: re.Pattern[str]
    confidential: re.Pattern[str]
    others_price: re.Pattern[str]
    """What one firm pays another; a group named ``payer…`` is whoever pays, who must be called by a name."""
    another_matter: re.Pattern[str]
    """The approval of a product is asked for, unless ``of_the_field``: a maker or a licence is spoken of too."""
    of_the_field: re.Pattern[str]
    transfer_terms: frozenset[str]
    """Concepts of which the reports tell whom to ask where no rule is known."""
    home_law: re.Pattern[str]
    """A law that is not China's, by what it is called: an article beside it is none of a Chinese one."""
    instrument: re.Pattern[str]
    accord: re.Pattern[str]
    reply_languages: Mapping[str, re.Pattern[str]]
    quantities_asked: Mapping[str, re.Pattern[str]]
    """``period``, ``share`` or ``money`` -> how a question asks for it; ``quantities_told``: how a text tells it."""
    quantities_told: Mapping[str, re.Pattern[str]]
    families: Families
    bare_classes: Mapping[str, re.Pattern[str]]
    """Concept -> how a question that changes the case before it names it by its adjective alone: "what if it is restricted"."""
    offices: OfficeCues
    parts: re.Pattern[str]
    """What stands before a second question in one message."""
    condition: re.Pattern[str]
    """How a condition begins, whose question is still to come."""
    consequence: re.Pattern[str]
    """How a second question asks what follows from what the first one speaks of."""
    between: Between
    sided: Sided
    facts: FactCues
    """What an asker states of the own case."""
    assertions: AssertionCues


PLACE_HOME, PLACE_ABROAD = "\ue000", "\ue001"
"""What a mention of China or of another country is replaced by before ``pays``, ``toward`` and ``away`` are tried."""


def load_cues(folder: Path) -> Cues:
    """From ``questions.yaml``, ``limits.yaml``, ``reports.yaml``, ``declined.yaml``, ``quantities.yaml``,
    ``families.yaml``, ``between.yaml``, ``offices.yaml``, ``parts.yaml``, ``sided.yaml``,
    ``facts.yaml``, ``asserted.yaml``.

    Raises:
        CorpusError: a pattern is missing or does not compile.
    """
    raw = {}
    for name in ("questions.yaml", "limits.yaml", "declined.yaml", "reports.yaml", "quantities.yaml", "parts.yaml"):
        raw.update(read_yaml(folder / name))
    try:
        facts = read_facts(read_yaml(folder / "facts.yaml"))
        return Cues(
            aspects={name: _any(patterns) for name, patterns in raw["aspects"].items()},
            intents={name: _any(patterns) for name, patterns in raw["intents"].items()},
            directions={name: _any(patterns) for name, patterns in raw["directions"].items()},
            offers=_any(raw["offers"]),
            evasion=_any([*raw["evasion"], *raw["disguised"], *raw["pieces"]]),
            lawful_avoidance=_any([*raw["lawful_avoidance"], *raw["lawful_ends"]]),
            dodges=_any(raw["dodges"]),
            own_plan=_any(raw["own_plan"]),
            compares=_any(raw["compares"]),
            comparatives=_any(raw["comparatives"]),
            followup=_any(raw["followup"]),
            supposes=_any(raw["supposes"]),
            general_terms=frozenset(" ".join(raw["general_terms"]).split()),
            as_of=tuple(re.compile(pattern) for pattern in raw["as_of"]),
            changed=_any(raw["changed"]),
            own_acts=_any(raw["own_acts"]),
            pays=_any([pattern.replace("{place}", _PLACE) for pattern in raw["pays"]]),
            pays_us=_any([pattern.replace("{place}", _PLACE) for pattern in raw["pays_us"]]),
            paid_from=_any([pattern.replace("{place}", _PLACE) for pattern in raw["paid_from"]]),
            paid_for=_any(raw["paid_for"]),
            acts=_any([pattern.replace("{home}", PLACE_HOME) for pattern in raw["acts"]]),
            taxes=_any([pattern.replace("{place}", PLACE_ABROAD) for pattern in raw["taxes"]]),
            chosen=_any([pattern.replace("{place}", PLACE_ABROAD) for pattern in raw["chosen"]]),
            party=_any([pattern.replace("{place}", PLACE_ABROAD) for pattern in raw["party"]]),
            toward=_any([p.replace("{place}", _PLACE).replace("{abroad}", PLACE_ABROAD) for p in raw["toward"]]),
            person=_any(raw["person"]),
            people_data=_any(raw["people_data"]),
            asks_person=_any(raw["asks_person"]),
            form_fields=_any(raw["form_fields"]),
            fee=_any(raw["fee"]),
            market=_any(raw["market"]),
            number=_any(raw["number"]),
            sections={name: _any(patterns) for name, patterns in raw["sections"].items()},
            organisation=_any(raw["organisation"]),
            draft=_any(raw["draft"]),
            past=_any(raw["past"]),
            confidential=_any([*raw["confidential"], *raw["others_files"]]),
            others_price=_any(raw["others_price"]),
            another_matter=_any(raw["another_matter"]),
            of_the_field=_any(raw["of_the_field"]),
            transfer_terms=frozenset(" ".join(raw["transfer_terms"]).split()),
            home_law=_any(raw["home_law"]),
            instrument=_any(raw["instrument"]),
            accord=_any(raw["accord"]),
            reply_languages={code: _any(patterns) for code, patterns in raw["reply_languages"].items()},
            quantities_asked={name: _any(patterns) for name, patterns in raw["quantities_asked"].items()},
            quantities_told={name: _any(patterns) for name, patterns in raw["quantities_told"].items()},
            between=read_between(read_yaml(folder / "between.yaml")),
            sided=read_sided(read_yaml(folder / "sided.yaml"), _any(raw["compares"]), _any(raw["comparatives"])),
            parts=_any(raw["parts"]),
            condition=_any(raw["condition"]),
            consequence=_any(raw["consequence"]),
            facts=facts,
            assertions=read_assertions(read_yaml(folder / "asserted.yaml"), facts.units),
            families=read_families(read_yaml(folder / "families.yaml")),
            bare_classes={concept: _any(patterns) for concept, patterns in raw["bare_classes"].items()},
            offices=read_offices(read_yaml(folder / "offices.yaml")),
            away=_any([pattern.replace("{place}", _PLACE) for pattern in raw["away"]]),
        )
    except (re.error, KeyError) as error:
        raise CorpusError(f"A pattern in {folder} is broken: {error}.") from error


_PLACE = f"[{PLACE_HOME}{PLACE_ABROAD}]"


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
