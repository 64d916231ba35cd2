"""What one run measures: a TOML file of ``eval/configs``, with what the command line changes."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import InputError

FOLDER = Path(__file__).with_name("configs")
Part = Literal["answers", "control", "baselines", "ablations", "pairs"]


class GateRule(BaseModel):
    """When a change is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    alpha: float = 0.05
    measures: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()


class Config(BaseModel):
    """``limit``: questions per language, 0: all. ``evidence``: languages of the evidence in pairs, empty: all that there are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    split: Literal["dev", "test"] = "test"
    languages: tuple[str, ...] = ()
    limit: int = 0
    parts: tuple[Part, ...] = ("answers",)
    evidence: tuple[str, ...] = ()
    baseline_cache: Path | None = None
    systems: tuple[Path, ...] = ()
    """Files of ``eval/others.py``: other systems to ask the same questions."""
    gate: GateRule = GateRule()


def load_config(name: str, folder: Path = FOLDER, **changes: object) -> Config:
    """``changes`` that are None or empty leave what the file says.

    Raises:
        InputError: there is no such configuration, or it is wrong.
    """
    path = folder / f"{name}.toml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in folder.glob("*.toml")))
        raise InputError(f"{name!r} is no suite; choose one of {known}, or give a file.")
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
        return Config(name=name, **{**given, **{k: v for k, v in changes.items() if v not in (None, ())}})
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise InputError(f"The configuration {name} is wrong: {str(error).splitlines()[0]}.") from error
