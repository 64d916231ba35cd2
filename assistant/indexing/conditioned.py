"""What an editor may write into ``corpus/conditions.yaml``: for which figures and kinds a statement holds."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel

from assistant.files import read_yaml
from assistant.indexing.records import Reference, Slug

FILE = "conditions.yaml"


class Limits(BaseModel):
    """Where a figure has to lie."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at_least: Decimal | None = None
    above: Decimal | None = None
    below: Decimal | None = None
    at_most: Decimal | None = None


class Condition(BaseModel):
    """One way in which a statement holds; every field beside those named here is a figure of ``prompts/cues/facts.yaml``."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, Limits] = Field(init=False)

    is_: list[str] = Field(default=[], alias="is")
    is_not: list[str] = []
    leads: bool = False
    shuts: Slug | None = None


class Conditioned(RootModel[dict[Reference, Annotated[list[Condition], Field(min_length=1)]]]):
    """The whole file: statement -> ways in which it holds."""

    model_config = ConfigDict(frozen=True)


def read_conditioned(corpus: Path) -> Conditioned:
    """Nothing where there is no such file. Raises ValidationError where it is broken."""
    path = corpus / FILE
    return Conditioned.model_validate(read_yaml(path) if path.is_file() else {})
