"""The open schema of a catalogue record: an offer, a need, a research request or a challenge.

It follows the five profile types of the Enterprise Europe Network and adds the challenge type of open-innovation markets. The
same model checks ``corpus/catalogue/*.yaml``, what is imported and what is exported. Contacts are no part of it.
"""

import datetime as dt
import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from assistant.domain import Side, Visibility

ProfileType = Literal[
    "technology_offer", "business_offer", "technology_request", "business_request", "research_request", "challenge"
]
LicenceType = Literal["exclusive", "sole", "non_exclusive"]  # 独占, 排他, 普通
IpStatus = Literal[
    "patent_granted", "patent_pending", "utility_model", "software_copyright", "plant_variety", "know_how", "open", "none"
]
Cooperation = Literal[
    "licence", "assignment", "joint_rd", "joint_venture", "technical_service", "pilot", "manufacturing", "distribution",
    "investment", "training", "consulting", "supply",
]  # fmt: skip
ExportControl = Literal["unchecked", "not_listed", "restricted", "prohibited", "licensed"]
OrganisationKind = Literal["company", "university", "research_institute", "public_body", "network", "investor", "individual"]
Size = Literal["micro", "small", "medium", "large"]
State = Literal["draft", "published", "expired", "withdrawn"]
EvidenceField = Literal["management", "technology", "market", "business", "ip", "export_control"]

CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
PlaceCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
Trl = Annotated[int, Field(ge=1, le=9)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
ProfileId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=120)]
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")

NEEDS: frozenset[str] = frozenset({"technology_request", "business_request", "research_request", "challenge"})


def _no_blank(text: dict[str, str]) -> dict[str, str]:
    for language, value in text.items():
        if not _LANGUAGE.fullmatch(language):
            raise ValueError(f"{language!r} is not a language code")
        if not value.strip():
            raise ValueError(f"the text in {language!r} is empty")
    return text


Text = Annotated[dict[str, str], AfterValidator(_no_blank)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Money(_Part):
    """``amount`` in whole units of ``currency`` (ISO 4217)."""

    amount: int = Field(ge=0)
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class OrganisationBrief(_Part):
    """Who stands behind a profile. ``verification``: whether a node has seen papers of the organisation."""

    name: Text
    kind: OrganisationKind
    size: Size | None = None
    verification: Literal["unverified", "documents_seen", "verified"] = "unverified"


class PartnerWish(_Part):
    """The partner looked for: ``role`` in words, kinds and sizes where they matter."""

    role: Text = {}
    kinds: list[OrganisationKind] = []
    sizes: list[Size] = []


class ExportCheck(_Part):
    """What is known of export control; ``checked_on`` is absent while the status is ``unchecked``."""

    status: ExportControl = "unchecked"
    checked_on: dt.date | None = None


class ResearchCall(_Part):
    """What a research request adds: the programme, its call and its deadlines."""

    programme: Text
    call_id: str | None = None
    eoi_deadline: dt.date | None = None
    call_deadline: dt.date | None = None
    coordinator_required: bool = False


class ChallengeTerms(_Part):
    """What a challenge adds: kind, award, deadline, criteria and who keeps the rights."""

    kind: Literal["ideation", "theoretical", "reduction_to_practice"]
    award: Money | None = None
    deadline: dt.date
    criteria: Text
    ip_terms: Text


class Profile(_Part):
    """One offer or need. Texts map languages to words; ``title`` and ``summary`` are what a visitor sees first.

    ``trl`` is the maturity of an offer (1..9); ``trl_min`` and ``trl_max`` bound what a need accepts. ``evidence`` names,
    per field of the readiness checklist, what the organisation can show. Nothing here identifies a person.
    ``confidential_to``: the organisation, as its accounts name it, whose members alone see the profile beside staff.
    """

    id: ProfileId
    type: ProfileType
    sample: bool = False
    title: Text = Field(min_length=1)
    summary: Text = Field(min_length=1)
    description: Text = {}
    advantages: Text = {}
    expertise_sought: Text = {}
    original_language: str
    sectors: list[Slug] = Field(min_length=1)
    keywords: dict[str, list[str]] = {}
    ipc: list[Annotated[str, StringConstraints(pattern=r"^[A-H]\d{2}[A-Z]?( ?\d{1,4}/\d{2,6})?$")]] = []
    nace: list[Annotated[str, StringConstraints(pattern=r"^[A-U]\d{2}(\.\d{1,2})?$")]] = []
    sdg: list[Annotated[int, Field(ge=1, le=17)]] = []
    trl: Trl | None = None
    trl_min: Trl | None = None
    trl_max: Trl | None = None
    ip: list[IpStatus] = []
    ip_numbers: list[str] = []
    licence_types: list[LicenceType] = []
    cooperation: list[Cooperation] = Field(min_length=1)
    country: CountryCode
    region: PlaceCode | None = None
    target_countries: list[CountryCode] = []
    excluded_countries: list[CountryCode] = []
    partner: PartnerWish = PartnerWish()
    funding_sought: Money | None = None
    languages: list[str] = []
    anonymous: bool = False
    visibility: Visibility = "public"
    confidential_to: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)] | None = None
    export_control: ExportCheck = ExportCheck()
    organisation: OrganisationBrief
    owner_node: Slug | None = None
    evidence: dict[EvidenceField, list[str]] = {}
    research: ResearchCall | None = None
    challenge: ChallengeTerms | None = None
    state: State = "published"
    published: dt.date
    updated: dt.date
    valid_until: dt.date
    source: str

    @property
    def side(self) -> Side:
        return "need" if self.type in NEEDS else "offer"

    @property
    def shelf(self) -> Visibility:
        """Among which profiles it is kept: what is confidential to one organisation lies with those of staff."""
        return self.visibility if self.confidential_to is None else "staff"

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.original_language not in self.title or self.original_language not in self.summary:
            raise ValueError(f"title and summary lack the original language {self.original_language!r}")
        if (self.challenge is not None) != (self.type == "challenge"):
            raise ValueError("a challenge, and only a challenge, has terms of a challenge")
        if self.research is not None and self.type != "research_request":
            raise ValueError("only a research request has a call")
        if self.side == "need" and self.trl is not None:
            raise ValueError("a need has trl_min and trl_max instead of trl")
        if self.side == "offer" and (self.trl_min is not None or self.trl_max is not None):
            raise ValueError("an offer has trl instead of trl_min and trl_max")
        if self.trl_min is not None and self.trl_max is not None and self.trl_min > self.trl_max:
            raise ValueError("trl_min is above trl_max")
        if not self.published <= self.updated <= self.valid_until:
            raise ValueError("the dates must be in order: published, updated, valid_until")
        if self.export_control.status != "unchecked" and self.export_control.checked_on is None:
            raise ValueError("a checked export control status has the day of the check")
        if set(self.target_countries) & set(self.excluded_countries):
            raise ValueError("a country is both wanted and excluded")
        return self
