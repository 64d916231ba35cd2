"""One run of the evaluation: the assistant opened on a fresh copy of the knowledge base, asked, and set beside others."""

import datetime as dt
import hashlib
import os
import platform
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.adapters.remembering_encoder import RememberingEncoder
from assistant.app import Assistant
from assistant.settings import ROOT, Settings, load_settings
from eval.ablations import Ablation, ablate
from eval.baselines.run import baselines, baselines_ahead
from eval.config import Config
from eval.measure import ask_all, outcomes, result, score
from eval.measures.latency import Spent, latency
from eval.measures.refusal import Point, risk_coverage
from eval.others import measure_api
from eval.pairs import Pairs, measure_pairs
from eval.questions import Asked, load, sample
from eval.records import Base, Outcome, SystemResult
from eval.system import OurAssistant, base_of, say, understood


@dataclass(frozen=True, slots=True)
class Meta:
    """What a result must name to mean anything."""

    commit: str
    date: str
    config: str
    split: str
    questions: int
    questions_mark: str
    encoder: str
    model: str | None
    passages: int
    machine: str
    seconds: float
    exclusions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """All that one run found."""

    meta: Meta
    assistant: SystemResult
    outcomes: Sequence[Outcome]
    latency: Mapping[str, Spent]
    curve: Sequence[Point]
    control: SystemResult | None = None
    """Follow-ups asked without the turns before them."""
    baselines: Sequence[SystemResult] = ()
    ablations: Sequence[Ablation] = ()
    pairs: Pairs | None = None
    others: Sequence[SystemResult] = ()
    """Other systems, asked through their HTTP API."""


@contextmanager
def opened(
    home: Path | None, model: str | None, encoder: str | None = None, today: dt.date | None = None, endpoint: str | None = None
) -> Iterator[Assistant]:
    """Without ``home`` a fresh state folder: what somebody has indexed is no part of the measurement. ``today``: the day on
    which answers are given; an older baseline is compared with answers as of its own day. ``endpoint``: where the model is, if
    not where the environment says."""
    with tempfile.TemporaryDirectory() as folder:
        changes: dict[str, object] = {"home": home or Path(folder), "chat_model": model, "database_url": None, "chroma_url": None}
        settings: Settings = load_settings(**changes | ({"encoder": encoder} if encoder else {}))
        if endpoint is not None:
            settings = settings.model_copy(update={"openai_base_url": endpoint})
        say("opening the assistant")
        with Assistant(settings, today=dt.date.today if today is None else lambda: today) as assistant:
            yield assistant


def run(assistant: Assistant, config: Config, asked: Sequence[Asked] | None = None) -> Run:
    """Everything that ``config`` asks for. A latency is that of a first asking, after ten questions to warm up."""
    started = time.monotonic()
    if asked is None:
        asked = sample(list(load(config.split, config.languages)), config.limit)
    base = base_of(assistant)
    system = OurAssistant(assistant)
    for one in list(load("dev", ("en",)))[:10]:
        system(one)
    replies = ask_all(system, asked, "assistant")
    scores = score(asked, replies, base)
    ours = result("assistant", asked, scores)
    found = Run(
        meta=meta(assistant, config, asked, base, 0.0),
        assistant=ours,
        outcomes=outcomes(asked, replies, scores),
        latency=latency(replies.values()),
        curve=risk_coverage(outcomes(asked, replies, scores)),
    )
    if "control" in config.parts:
        found = replace(found, control=_control(system, asked, base))
    found = replace(found, others=[measure_api(path, asked, base) for path in config.systems])
    if set(config.parts) & {"baselines", "ablations", "pairs"}:
        found = _beside(assistant, config, asked, base, found)
    return replace(found, meta=replace(found.meta, seconds=round(time.monotonic() - started, 1)))


def _beside(assistant: Assistant, config: Config, asked: Sequence[Asked], base: Base, found: Run) -> Run:
    """The longest part, encoding for a baseline, goes on in other processes meanwhile: all times were taken before."""
    encoder = RememberingEncoder(assistant.encoder, None)
    begun = baselines_ahead(assistant, config.baseline_cache) if "baselines" in config.parts else None
    questions = understood(assistant, asked)
    if "ablations" in config.parts:
        found = replace(found, ablations=ablate(assistant, asked, questions, encoder))
    if "pairs" in config.parts:
        found = replace(found, pairs=measure_pairs(assistant, asked, questions, base, encoder, config.evidence))
    if "baselines" in config.parts:
        found = replace(found, baselines=baselines(assistant, asked, questions, encoder, begun))
    return found


def _control(system: OurAssistant, asked: Sequence[Asked], base: Base) -> SystemResult:
    """Without their history; the measure asks for a history, so it is put back before scoring."""
    own = [a for a in asked if a.history]
    replies = ask_all(lambda one: system(replace(one, history=())), own, "follow-ups without their history")
    return result("without history", own, score(own, replies, base))


def meta(assistant: Assistant, config: Config, asked: Sequence[Asked], base: Base, seconds: float) -> Meta:
    marks = "".join(sorted(a.id + a.mark for a in asked))
    return Meta(
        commit=commit(),
        date=dt.date.today().isoformat(),
        config=config.name + (f" limit {config.limit}" if config.limit else ""),
        split=config.split,
        questions=len(asked),
        questions_mark=hashlib.sha256(marks.encode()).hexdigest()[:12],
        encoder=assistant.encoder.name,
        model=assistant.settings.chat_model,
        passages=sum(len(own) for own in base.languages.values()),
        machine=f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        seconds=seconds,
        exclusions=tuple(f"languages: only {', '.join(config.languages)}" for _ in config.languages[:1]),
    )


def commit() -> str:
    """The commit in force, with ``+`` where files were changed since; ``unknown`` outside a repository."""
    try:
        head = subprocess.run(["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
        dirty = subprocess.run(
            ["git", "status", "--porcelain", "--untracked-files=no"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return head.stdout.strip() + ("+" if dirty.stdout.strip() else "")
