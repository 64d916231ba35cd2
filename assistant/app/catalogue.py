"""Builds the catalogue: profiles kept in SQL and Chroma, wishes read, matches found."""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from assistant.access import Viewer
from assistant.adapters.chroma import ChromaClient
from assistant.adapters.countries import CountryFinder
from assistant.adapters.encoder_pool import EncoderPool
from assistant.adapters.sql.catalogue import SqlCatalogue, content_hash
from assistant.adapters.sql.database import Database
from assistant.answering.glossary import Concept, TermFinder
from assistant.app.sides import load_sides, side_reader
from assistant.app.subjects import Subjects
from assistant.catalogue.board import Board, build_board
from assistant.catalogue.detail import Recalling
from assistant.catalogue.explain import Explainer
from assistant.catalogue.importing import read_profiles
from assistant.catalogue.keep import Keeper, Row
from assistant.catalogue.match import Matcher, view
from assistant.catalogue.names import Names
from assistant.catalogue.present import SHOWN, PartnerPresenter
from assistant.catalogue.profile_words import ProfileWords
from assistant.catalogue.read import WishReader
from assistant.catalogue.readiness import ReadinessLine, checklist
from assistant.catalogue.score import Scorer
from assistant.catalogue.service import Catalogue
from assistant.catalogue.weights import load_weights
from assistant.catalogue.wish_cues import load_wish_cues
from assistant.domain import Match, Matches, Question, Side, Visibility, Wish
from assistant.files import read_yaml
from assistant.indexing.index import VISIBILITIES
from assistant.indexing.vectors import ShippedVectors
from assistant.phrases import Phrasebook
from assistant.ports import Encoder, Progress, VectorIndex, Vectors
from assistant.profile import Profile
from assistant.settings import Settings
from assistant.text import is_unspaced, tokens

SECTORS = Path("codes") / "sectors.yaml"
SUBJECTS = Path("codes") / "subjects.yaml"
_JOINS = 3
"""Letters of words that join others, where scripts space their words."""
_WORD_UNSPACED = 4
"""Characters of a word or two in scripts that do not."""
_LOOSE = 600
"""Characters from which a text is a filled description, all of it about the subject."""
_ENCODED = 64
"""Wishes whose vectors are kept: one is encoded when its side is told, and again when it is matched."""
TECHNICAL = "sectors-"
"""Glossary files with words for technologies; the others name instruments, which every profile has."""


class CataloguePart:
    """What the assistant's catalogue is made of. ``terms`` gives the glossary's technical terms as they are now."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        chroma: ChromaClient,
        encoder: Encoder,
        pool: EncoderPool,
        phrases: Phrasebook,
        identify: Callable[[str], str],
        countries: CountryFinder,
        terms: Callable[[], TermFinder],
        progress: Progress,
        today: Callable[[], dt.date] = dt.date.today,
        restore: Callable[[str], str] = str,
    ) -> None:
        self._corpus = settings.corpus
        self._encoder = encoder
        self.phrases = phrases
        self.identify = identify
        self.store = SqlCatalogue(database)
        mark = hashlib.sha256(encoder.name.encode()).hexdigest()[:8]
        self.indexes: dict[Visibility, VectorIndex] = {v: chroma.index(f"profiles-{v}-{mark}") for v in VISIBILITIES}
        sectors = _sectors(settings.corpus / SECTORS)
        self.sectors = TermFinder(Concept(s["id"], s["words"]) for s in sectors)
        self._terms = Subjects(terms, settings.corpus / SUBJECTS)
        self.subjects = self._terms.find
        self.keeper = Keeper(
            store=self.store,
            indexes=self.indexes,
            encoder=pool,
            content_hash=content_hash,
            shipped=self.shipped().read,
            progress=progress,
            today=today,
        )
        cues = load_wish_cues(settings.prompts / "cues" / "partners.yaml")
        self._reader = reader = WishReader(
            cues=cues,
            identify=identify,
            mentions=countries.mentions,
            sectors=self.sectors.find,
            terms=self._terms.find,
            today=today,
            restore=restore,
        )
        self.names = Names(phrases, {s["id"]: s["words"] for s in sectors}, {k: p[0] for k, p in cues.places.items()})
        self.present = PartnerPresenter(phrases, self.names)
        self.explain = Explainer(phrases, self.names, self._term, tokens, today=today)
        self.service = Catalogue(
            store=self.store,
            indexes=self.indexes,
            encoder_name=encoder.name,
            read=lambda text, language, side: reader(text, language=language, side=side),
            encode=lru_cache(maxsize=_ENCODED)(lambda text, language: encoder.query(self._about(text, language), language)),
            left=self._left,
            board_of=partial(self._board, [s["id"] for s in sectors]),
            matcher=Matcher(
                scorer=Scorer(load_weights(), {s["id"]: s["near"] for s in sectors}, today=today),
                explain=self.explain,
                words=self._words,
                nearest=phrases.nearest,
                today=today,
            ),
            sides=side_reader(load_weights().side, reader.takes, load_sides(settings.corpus, encoder.name)),
            dimensions=encoder.dimensions,
        )
        self.about = Recalling(self.service, encoder.query, identify, reader.nth, phrases, self.names)

    def partners(self, question: Question, viewer: Viewer, side: Side | None = None) -> Matches:
        """The step of the pipeline: what a chat asks for, as the viewer may see it; ``side`` where it was told before."""
        wish = self.service.wish(question.text, side=side, language=question.language, viewer=viewer)
        return self.service.match(wish, SHOWN, language=question.language, viewer=viewer)

    def nearness(self, question: Question, vector: Vectors, viewer: Viewer) -> tuple[Vectors, bool]:
        """Similarity of the question to each profile that the viewer may see, shape (profiles,), none of any where it asks for
        what no profile tells; whether it seeks something."""
        board = self.service.board(viewer)
        known = len(board.vectors) > 0 and not self._reader.asks_limit(question.text, question.language)
        near = np.asarray(board.vectors @ vector, np.float32) if known else np.empty(0, np.float32)
        return near, self._reader.seeks(question.text, question.language)

    def shown(self, profile: Profile, language: str) -> Match:
        """A profile as a visitor may see it, outside any ranking."""
        return view(
            profile,
            language,
            self.phrases.nearest(language),
            self.names.country(profile.country, language),
            tuple(self.names.one("sector", sector, language) for sector in profile.sectors),
        )

    def readiness(self, profile: Profile, language: str) -> tuple[ReadinessLine, ...]:
        """The checklist of a profile, line by line."""
        return checklist(profile, self.phrases, self.names, language)

    def rows(self, path: Path, form: str | None, mapping: Path | None) -> Iterator[Row]:
        """Rows of a file of profiles, for the keeper."""
        return read_profiles(path, form, mapping, self.sectors.find)

    def counts(self) -> dict[str, int]:
        """Profiles of the corpus, then all profiles by state."""
        return {"corpus": len(self.store.hashes(origin="corpus")), **self.store.count()}

    def shipped(self) -> ShippedVectors:
        """Vectors of the corpus's profiles, kept beside it."""
        return ShippedVectors(self._corpus, f"{self._encoder.name}-profiles")

    def write_vectors(self) -> tuple[int, int]:
        """Refresh them: (files written, bytes in all)."""
        shipped = self.shipped()
        written = 0
        known = self.store.text_hashes("corpus")
        vectors = self.store.vectors_of(list(known), self._encoder.name)
        for profile_id, key in known.items():
            if profile_id in vectors:
                written += shipped.write(profile_id, {key: vectors[profile_id]})
        shipped.prune(known)
        return written, shipped.size()

    # --- parts -----------------------------------------------------------------------------------------------------

    def _term(self, concept: str, language: str) -> str | None:
        for own in (self.phrases.nearest(language), "en"):
            for word in self._terms.translate([concept], [own]):
                return word.partition("\t")[2]
        return None

    def _words(self, wish: Wish) -> list[str]:
        """Tokens of the wish and of its terms in the languages in which all profiles are written."""
        own = wish.language.split("-")[0]
        found = tokens(self._about(wish.text, own), own)
        for word in self._terms.translate(wish.terms, [code for code in ("zh", "en") if code != own]):
            language, _, text = word.partition("\t")
            found += tokens(text, language)
        return found

    def _about(self, text: str, language: str) -> str:
        return self._reader.subject(text, language) if len(text) < _LOOSE else text

    def _left(self, wish: Wish) -> str | None:
        """What no term of a wish names. None of a filled description, in which terms are a small part of the whole; and where its
        terms name a wish in full, so that nothing is left to tell a narrower profile from another matter."""
        if wish.profile_id is not None or len(wish.text) >= _LOOSE:
            return None
        if not wish.terms:
            return ""
        own = wish.language.split("-")[0]
        left = self._terms.without(self._about(wish.text, wish.language), own, wish.terms)
        return None if _is_at_most_a_word(left) else left

    def _board(self, sectors: Sequence[str], profiles: Sequence[Profile], vectors: Vectors) -> Board:
        return build_board(
            profiles,
            np.asarray(vectors, np.float32),
            word_index=ProfileWords(),
            tokens=tokens,
            find=self._terms.find,
            sectors=sectors,
        )


def _is_at_most_a_word(text: str) -> bool:
    """Whether a text is at most a word, such as "partner", beside those that join."""
    if is_unspaced(text):
        return sum(map(str.isalnum, text)) <= _WORD_UNSPACED
    return sum(len(word) > _JOINS for word in re.findall(r"\w+", text)) <= 1


def _sectors(path: Path) -> list[dict[str, Any]]:
    return list(read_yaml(path)["sectors"]) if path.is_file() else []
