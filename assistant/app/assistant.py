"""Settings → adapters → ``Assistant``."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from os import cpu_count
from pathlib import Path
from threading import Lock
from typing import Any

from filelock import FileLock
from threadpoolctl import threadpool_limits

from assistant.access import VISITOR, Viewer
from assistant.adapters.bm25 import Bm25Index
from assistant.adapters.chroma import ChromaClient
from assistant.adapters.countries import read_finder
from assistant.adapters.encoder_pool import EncoderPool
from assistant.adapters.languages import LanguageIdentifier
from assistant.adapters.remembering_encoder import RememberingEncoder
from assistant.adapters.sandbox import SandboxedParser, SandboxLimits
from assistant.adapters.sql.database import Database
from assistant.adapters.sql.knowledge import SqlStore
from assistant.adapters.sql.remembered import RememberedStore
from assistant.answering.called import load_names
from assistant.answering.centroids import build_centroids
from assistant.answering.compose import Composer
from assistant.answering.config import BOUNDS, FIT, GATE, GATE_UNTAUGHT, TURN, WEIGHTS
from assistant.answering.cues import load_cues
from assistant.answering.figures import quantities
from assistant.answering.glossary import TermFinder
from assistant.answering.known_names import KnownNames
from assistant.answering.leaning import Leaning
from assistant.answering.matters import Matters
from assistant.answering.present import Presenter
from assistant.answering.quote import SentencePicker
from assistant.answering.rank import REPORTS, Names
from assistant.answering.reading import Reading
from assistant.answering.retrieve import Retrieval
from assistant.answering.spelling import Spelling
from assistant.answering.understand import Understanding
from assistant.app.accents import kept_accents, write_accents
from assistant.app.aims import LEANING, load_aims, write_aims
from assistant.app.catalogue import TECHNICAL, CataloguePart
from assistant.app.knowledge import NOTHING_KNOWN, read_conditions, read_knowledge, read_matters, read_terms, read_versions
from assistant.app.models import encoder_factory, worder
from assistant.app.near_misses import load_answerability, write_answerability
from assistant.app.page import page_services
from assistant.app.partners import PartnerPart
from assistant.app.shelf import ShelfPart
from assistant.app.sides import write_sides
from assistant.app.state import Held, make_home
from assistant.app.teaching import load_adapter, load_wordings, write_adapter
from assistant.catalogue.keep import ImportReport
from assistant.domain import NO_EVIDENCE, Answer, Hit, IndexReport, Matches, Side, Turn, Visibility
from assistant.errors import BusyError, InputError
from assistant.indexing.chunk import chunk
from assistant.indexing.index import VISIBILITIES, Indexer
from assistant.indexing.load import Options
from assistant.indexing.vectors import ShippedVectors, text_hash
from assistant.phrases import Phrasebook, load_phrases
from assistant.pipeline import Ask, Steps, build_pipeline
from assistant.ports import Encoder, Progress, VectorIndex
from assistant.retriever import PassageRetriever
from assistant.settings import Settings, load_settings
from assistant.text import readable, terms, tokens


def _silent(_what: str, _done: int, _total: int) -> None:
    return None


_APART = 6
"""Hits looked up beyond those asked for: some may be no evidence."""


class Assistant:
    """The assistant as a library: ``Assistant().ask("…")``. One instance may serve many threads.

    Opening it brings the index in step with ``corpus/`` unless another process is writing just then. ``today``: the day on
    which answers are given, which what is in force or expired depends on.
    """

    def __init__(
        self, settings: Settings | None = None, progress: Progress = _silent, today: Callable[[], dt.date] = dt.date.today
    ) -> None:
        self.settings = settings or load_settings()
        self._today = today
        home = self.settings.home
        make_home(home)
        self._progress = progress
        self._lock = FileLock(home / "write.lock")
        self.database = Database(self.settings.sql_url)
        self.store = SqlStore(self.database)
        self._remembered = RememberedStore(self.store)
        self.phrases: Phrasebook = load_phrases(self.settings.prompts / "phrases")
        make = encoder_factory(self.settings)
        threadpool_limits(limits=1)  # many small products: threads that wait for each other cost more than they bring
        self.encoder: Encoder = make()
        workers = self.settings.workers or cpu_count() or 1
        self.pool = EncoderPool(self.encoder.name, partial(make, threads=1), workers)
        self._accents = kept_accents(self.settings.corpus)
        self._languages = LanguageIdentifier(self._accents)
        self._languages.warm()
        self._chroma = ChromaClient(None if self.settings.chroma_url else home / "chroma", self.settings.chroma_url)
        mark = hashlib.sha256(self.encoder.name.encode()).hexdigest()[:8]
        self._indexes: dict[Visibility, VectorIndex] = {v: self._chroma.index(f"passages-{v}-{mark}") for v in VISIBILITIES}
        self._lexical = Bm25Index()
        cues = self.settings.prompts / "cues"
        self._countries = read_finder(cues)
        self._states = named = read_finder(cues, loosely=False)  # who seeks a partner names the city he sits in
        self._terms = self._technologies = TermFinder(())
        self.catalogue = CataloguePart(
            self.settings, self.database, self._chroma, self.encoder, self.pool, self.phrases, self._languages.identify,
            named, lambda: self._technologies, self._progress, today, self._restored,
        )  # fmt: skip
        self.partners = PartnerPart(self, self._changing_profiles)
        self.interests, self.subscriptions = self.partners.interests, self.partners.subscriptions
        self.lifecycle = self.partners.lifecycle
        self.shelf = ShelfPart(self, self._changing_profiles)
        self.catalogued: ImportReport | None = None
        self._reload = Lock()
        self._seen = ("", "")
        """Generations of SQL and of the indexes made from it."""
        self._procedures: dict[str, Mapping[str, Any]] = {}
        self._knowledge = NOTHING_KNOWN
        self.updated = self._update_corpus()
        self.steps = self._build_steps()
        self._pipeline = build_pipeline(self.steps)
        self.page = page_services(self)

    # --- questions -------------------------------------------------------------------------------------------------

    def ask(
        self,
        question: str,
        *,
        history: Sequence[Turn] = (),
        language: str | None = None,
        as_of: dt.date | None = None,
        viewer: Viewer = VISITOR,
        told: Callable[[str], None] | None = None,
    ) -> Answer:
        """One answer, from what ``viewer`` may see. ``told`` hears the name of each step as it begins.

        Raises:
            InputError: the question is empty, too long or without a word, or ``language`` is unknown.
        """
        self.refresh()
        turns = tuple(Turn(turn.role, readable(turn.content)) for turn in history)
        asked = Ask(readable(question), turns, self._known_language(language), as_of, viewer, told)
        return self._pipeline.invoke(asked)

    def source_lines(self, answer: Answer) -> list[str]:
        """The citations of an answer as lines in its language."""
        present, language = self.steps.present, answer.language
        lines = []
        for c in answer.citations:
            verified = self.phrases.say(language, "citation.verified", date=c.verified_on) if c.verified_on else ""
            status = "" if c.kind in REPORTS else self.phrases.say(language, f"status.{c.status}")
            parts = (c.title, present.locator(c.locator, language), status, verified)
            lines.append(f"[{c.n}] " + " · ".join(part for part in parts if part))
        return lines

    def search(
        self, query: str, k: int = 10, *, kinds: Sequence[str] = (), languages: Sequence[str] = (), viewer: Viewer = VISITOR
    ) -> list[Hit]:
        """Ranked passages for a query."""
        self.refresh()
        steps = self.steps
        question = steps.understand(readable(query))
        retrieval = steps.retrieve.seen_by(viewer).restricted(tuple(kinds))
        found = retrieval(question, k + _APART, tuple(languages))
        return [hit for hit in found if hit.passage.role not in NO_EVIDENCE][:k]

    def hits(self, question: str, k: int = 12, *, history: Sequence[Turn] = ()) -> list[Hit]:
        """The evidence that ``ask`` would answer from, best first."""
        self.refresh()
        found = self.steps.retrieve(self.steps.understand(question, history), k + _APART)
        return [hit for hit in found if hit.passage.role not in NO_EVIDENCE][:k]

    def as_retriever(self, k: int = 10) -> "PassageRetriever":
        """This assistant's retrieval for a LangChain chain."""
        return PassageRetriever(find=self.search, k=k)

    def _known_language(self, language: str | None) -> str | None:
        if language is not None and language not in self.phrases.languages:
            known = ", ".join(self.phrases.languages)
            raise InputError(f"{language!r} is not a language of the assistant; choose one of {known}.")
        return language

    # --- partners --------------------------------------------------------------------------------------------------

    def match(
        self,
        text: str | None = None,
        *,
        profile: str | None = None,
        side: Side | None = None,
        k: int = 10,
        language: str | None = None,
        viewer: Viewer = VISITOR,
        changes: Mapping[str, object] | None = None,
    ) -> Matches:
        """The few profiles that fit a description or a profile, with reasons; ``changes`` set right what was understood.

        Raises:
            InputError: there is no text, no such profile, no such condition, or ``language`` is unknown.
        """
        self.refresh()
        service = self.catalogue.service
        wish = service.wish(
            readable(text) if text is not None else None, profile=profile, side=side, changes=changes, viewer=viewer
        )
        return service.match(wish, k, language=self._known_language(language), viewer=viewer)

    def import_profiles(self, path: Path, form: str | None = None, mapping: Path | None = None) -> ImportReport:
        """Offers and needs of a file into the catalogue.

        Raises:
            InputError: the file or the mapping file cannot be read.
            BusyError: another process is writing.
        """
        with self._changing_profiles():
            return self.catalogue.keeper.bring_in(self.catalogue.rows(path, form, mapping))

    # --- the knowledge base ------------------------------------------------------------------------------------------

    def index(self, paths: Sequence[Path] = (), options: Options = Options()) -> IndexReport:
        """Without ``paths``: bring the index in step with ``corpus/``; with them: add those documents.

        Raises:
            InputError: a path is missing or may not be read.
            BusyError: another process is writing.
        """
        with self._writing(wait=0):
            self._read_what_others_wrote(self.store.meta("settled") or "")
            with self._indexer() as indexer:
                report = indexer.paths(paths, options) if paths else indexer.corpus(self.settings.corpus)
            if not paths:
                self.catalogued = self.catalogue.keeper.corpus(self.settings.corpus)
                self.lifecycle.expire()
        self.refresh()
        return report

    def status(self) -> dict[str, Any]:
        """Counts per kind and language, encoder, index version, stale and expired records, configured model."""
        today = self._today()
        sources = self.store.sources()
        counts = self.store.counts()
        corpus = [s for s in sources.values() if s.kind != "document"]
        return {
            "documents": counts["documents"],
            "passages": counts["passages"],
            "profiles": self.catalogue.counts(),
            "encoder": self.encoder.name,
            "index_version": self.store.meta("generation") or "0",
            "vectors": {v: index.count() for v, index in self._indexes.items()},
            "stale": sorted(s.id for s in corpus if s.review_by and s.review_by < today),
            "expired": sorted(s.id for s in corpus if s.status in {"expired", "superseded"}),
            "unverified": sorted(s.id for s in corpus if s.confidence == "unverified"),
            "model": self.settings.chat_model,
        }

    def write_vectors(self) -> tuple[int, int]:
        """Refresh the vectors kept beside ``corpus/``: (files written, bytes in all)."""
        shipped = ShippedVectors(self.settings.corpus, self.encoder.name)
        written = 0
        corpus = self.store.hashes("corpus")
        for document in corpus:
            passages = self.store.document_passages(document)
            vectors = self.store.vectors_of([p.id for p in passages], self.encoder.name)
            written += shipped.write(document, {text_hash(p): vectors[p.id] for p in passages})
        shipped.prune(corpus)
        profiles, size = self.catalogue.write_vectors()
        written += write_aims(self.settings.corpus, self.encoder, self._taught, self._progress)
        written += write_sides(self.settings.corpus, self.encoder, self._taught, self._progress)
        return written + profiles, shipped.size() + size

    @property
    def _taught(self) -> Path:
        """Where vectors of examples stay."""
        return self.settings.home / "teaching.npz"

    def teach(self) -> int:
        """Learn the query adapter, and what tells an answer from a near miss, anew from the ways of asking, for whoever opens
        the assistant next: how many statements it knows. Takes minutes."""
        versions = read_versions(self.store, self.encoder.name)
        with threadpool_limits(limits=cpu_count() or 1):
            learned = write_adapter(self.settings.corpus, self.encoder, versions, self._taught, self._progress)
            asks = build_centroids(self.store.corpus_vectors(self.encoder.name, asks=True))
            write_answerability(self.settings.corpus, self.encoder, asks, self._taught, self._progress)
        return len(learned.groups)

    def learn_accents(self) -> tuple[int, int]:
        """Learn anew, from all Vietnamese texts, which marks belong on words that were typed without them: (syllables, bytes of
        the file)."""
        return write_accents(self.settings.corpus, self.settings.prompts)

    def _restored(self, text: str) -> str:
        return self._accents().restore(text)

    def ready(self) -> list[str]:
        """What is missing before questions can be answered; empty when nothing is."""
        return [] if self.store.counts()["documents"] else ["the knowledge base is empty: run `assistant index`"]

    def close(self) -> None:
        self.pool.close()
        self._chroma.close()
        self.database.close()

    def __enter__(self) -> "Assistant":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- building ----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Notice what another process or thread has indexed since the last question."""
        now = (self.store.meta("generation") or "0", self.store.meta("settled") or "")
        if now == self._seen:
            return
        with self._reload:
            if now == self._seen:
                return
            self._remembered.forget()
            self._procedures = dict(self.store.records("procedure"))
            sources = self.store.sources()
            if now[1] == self._seen[1]:  # another process is at it; who may see what must be right already
                self._knowledge = replace(self._knowledge, sources=sources, names=Names(sources))
                self._seen = now
                return
            self._read_what_others_wrote(now[1])
            self._terms = read_terms(self.store, self._countries.named)
            self._technologies = read_terms(self.store, self._countries.named, TECHNICAL)
            self._knowledge = read_knowledge(self.store, self.encoder.name, sources, self._terms)
            self._lexical.load(self.settings.home / "bm25", now[1])
            self._seen = now

    def _read_what_others_wrote(self, settled: str) -> None:
        """Chroma keeps what it has read; the stamp that this process knows tells whether it wrote last itself."""
        if any(index.stamp() != settled for index in self._indexes.values()):
            self._chroma.reopen()

    def _update_corpus(self) -> IndexReport | None:
        try:
            with self._writing(wait=0):
                self._read_what_others_wrote(self.store.meta("settled") or "")
                with self._indexer() as indexer:
                    report = indexer.corpus(self.settings.corpus)
                self.catalogued = self.catalogue.keeper.corpus(self.settings.corpus)
                self.lifecycle.expire()
        except BusyError:
            report = None
        self.refresh()
        return report

    def _writing(self, wait: float) -> Held:
        return Held(self._lock, wait)

    @contextmanager
    def _changing_profiles(self) -> Iterator[None]:
        with self._writing(wait=0):
            self._read_what_others_wrote(self.store.meta("settled") or "")
            yield

    @contextmanager
    def _indexer(self) -> Iterator[Indexer]:
        limits = SandboxLimits(
            file_mb=self.settings.max_file_mb,
            seconds=self.settings.parse_seconds,
            memory_mb=self.settings.parse_memory_mb,
            pages=self.settings.parse_pages,
        )
        with closing(SandboxedParser(limits)) as parser:
            yield Indexer(
                store=self.store,
                indexes=self._indexes,
                lexical=self._lexical,
                lexical_folder=self.settings.home / "bm25",
                encoder=self.pool,
                parser=parser,
                chunk=chunk,
                identify=self._languages.identify,
                terms=terms,
                progress=self._progress,
            )

    def _build_steps(self) -> Steps:
        prompts = self.settings.prompts
        finder = self._countries
        cues = load_cues(prompts / "cues")
        aims = load_aims(self.settings.corpus, self.encoder.name)
        queries = RememberingEncoder(self.encoder)

        def reads(text: str, language: str) -> float | None:
            return aims.of(queries.query(text, language)).get(LEANING) if aims.kinds else None

        leaning = Leaning(cues, finder.find, lambda: self._terms, reads)
        names = load_names(prompts / "cues" / "instruments.yaml", finder.mentions, self._states.mentions)
        reading = Reading(finder.find, finder.mentions, cues, lambda: self._terms, names, self._today, finder.offices)
        spelling = Spelling(self._languages.identify, self._restored)
        understanding = Understanding(spelling, reading, leaning, self.settings.max_question_chars)
        retrieval = Retrieval(
            encoder=queries,
            indexes=self._indexes,
            lexical=self._lexical,
            store=self._remembered,
            terms=terms,
            knowledge=lambda: self._knowledge,
            weights=WEIGHTS,
            adapter=load_adapter(self.settings.corpus, self.encoder.name),
            wordings=load_wordings(self.settings.corpus, self.encoder.name),
            answerability=load_answerability(self.settings.corpus, self.encoder.name),
            matters=Matters(read_matters(self.settings.corpus)),
            families=cues.families,
            figures=lru_cache(4096)(lambda text: quantities(text, cues.quantities_told)),
        )
        gate = GATE if retrieval.adapter.groups else GATE_UNTAUGHT
        composer = Composer(
            store=self._remembered,
            sources=lambda: self._knowledge.sources,
            procedures=lambda: self._procedures,
            best_sentence=SentencePicker(self.encoder, tokens, self._lexical),
            nearest=self.phrases.nearest,
            conditions=read_conditions(self.settings.corpus, cues.facts.families()),
        )
        presenter = Presenter(self.phrases, lambda: self._knowledge.sources, self.settings.desk_contact)
        word = worder(self.settings, self.phrases, self._languages.identify, self._lexical.informative)
        return Steps(
            understanding, retrieval, composer, presenter, gate, TURN, lambda: self._knowledge.sources,
            self.catalogue.partners, self.catalogue.about, self.catalogue.nearness, self.catalogue.present,
            self.catalogue.subjects, KnownNames(self.encoder, self._lexical, self._remembered, lambda: self._knowledge).unknown,
            aims, BOUNDS, FIT, word, self._today,
        )  # fmt: skip
