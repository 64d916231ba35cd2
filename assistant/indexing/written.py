"""Examples that people wrote, in files of texts by language; what is learned from them is kept beside the corpus's vectors."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import SIDES, Side
from assistant.errors import CorpusError
from assistant.files import read_yaml

WISHES = "wishes"


@dataclass(frozen=True, slots=True)
class WrittenWish:
    """What somebody would write who looks for a partner. ``profile``: the one that he means, None where none fits; ``side``:
    that which is looked for."""

    profile: str | None
    side: Side
    language: str
    text: str


def wishes(corpus: Path) -> Iterator[WrittenWish]:
    """``wishes/<profile>.yaml``: those of an offer look for an offer, all others for a need; ``wishes/none/{offer,need}.yaml``:
    those of people whom no profile fits.

    Raises:
        CorpusError: a file is not lists of texts by language.
    """
    folder = corpus / WISHES
    for path in sorted(folder.glob("*.yaml")):
        yield from _wishes(path, path.stem, "offer" if path.stem.startswith("offer-") else "need")
    for side in SIDES:
        path = folder / "none" / f"{side}.yaml"
        yield from _wishes(path, None, side) if path.is_file() else ()


def _wishes(path: Path, profile: str | None, side: Side) -> Iterator[WrittenWish]:
    for language, texts in texts_by_language(path).items():
        yield from (WrittenWish(profile, side, language, text) for text in texts)


def texts_by_language(path: Path) -> dict[str, list[str]]:
    """Raises CorpusError where the file is anything else."""
    found = read_yaml(path)
    if not isinstance(found, dict) or not all(
        isinstance(texts, list) and all(isinstance(text, str) for text in texts) for texts in found.values()
    ):
        raise CorpusError(f"{path.name} is not lists of questions by language")
    return found
