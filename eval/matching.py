"""How good matching is: ``python -m eval.matching [sbir|corpus|dev|test|languages|speed|import] …``; what the numbers mean:
``eval/README.md``, "Matching".

``sbir``: real pairs of a solicitation and the award that answers it, titles and keywords hidden. ``corpus``: needs in ten
languages with graded offers, those for development and the test half. ``languages``: the same twenty needs in seven languages.
``speed`` and ``import``: 16,000 profiles.
"""

import datetime as dt
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ir_measures
import numpy as np

from assistant.adapters.chroma import ChromaClient
from assistant.adapters.countries import read_finder
from assistant.adapters.encoder_pool import EncoderPool
from assistant.adapters.languages import LanguageIdentifier
from assistant.adapters.sql.database import Database
from assistant.answering.glossary import Concept, TermFinder
from assistant.app.accents import kept_accents
from assistant.app.catalogue import TECHNICAL, CataloguePart
from assistant.app.models import encoder_factory
from assistant.files import read_yaml
from assistant.phrases import load_phrases
from assistant.profile import Profile
from assistant.settings import Settings, load_settings
from eval.matching_speed import import_speed, match_speed
from eval.sbir import evaluate

HERE = Path(__file__).parent
OFFERS = HERE.parent.parent / "shared" / "data" / "offers"
NEEDS = HERE / "matching" / "needs.jsonl"
DEVELOPMENT = HERE / "matching" / "dev.jsonl"
PROFILES = 16_000
PARALLEL = HERE / "matching" / "parallel.jsonl"


def _silent(_what: str, _done: int, _total: int) -> None:
    return None


@contextmanager
def catalogue(settings: Settings, home: Path) -> Iterator[CataloguePart]:
    """The catalogue alone, without the rest of the knowledge base."""
    make = encoder_factory(settings)
    encoder = make()
    pool = EncoderPool(encoder.name, make, settings.workers or 2)
    database = Database(f"sqlite:///{home / 'catalogue.db'}")
    chroma = ChromaClient(home / "chroma")
    files = sorted((settings.corpus / "glossary").glob(f"{TECHNICAL}*.yaml"))
    terms = TermFinder(Concept(t["id"], t["terms"]) for path in files for t in read_yaml(path)["terms"])
    languages = LanguageIdentifier(accents := kept_accents(settings.corpus))
    phrases = load_phrases(settings.prompts / "phrases")
    finder = read_finder(settings.prompts / "cues", loosely=False)
    part = CataloguePart(
        settings, database, chroma, encoder, pool, phrases, languages.identify, finder, lambda: terms, _silent,
        restore=lambda text: accents().restore(text),
    )  # fmt: skip
    try:
        yield part
    finally:
        pool.close()
        chroma.close()
        database.close()


# --- corpus gold -------------------------------------------------------------------------------------------------------


def needs(half: str | None = None) -> list[dict[str, Any]]:
    """The even ones of the 60 needs are for testing; the odd ones and those of ``dev.jsonl`` for development."""
    rows = [json.loads(line) for line in NEEDS.read_text("utf-8").splitlines()]
    if half is None:
        return rows
    if half == "test":
        return [row for row in rows if int(row["id"][1:]) % 2 == 0]
    more = [json.loads(line) for line in DEVELOPMENT.read_text("utf-8").splitlines()]
    return [row for row in rows if int(row["id"][1:]) % 2 == 1] + more


def judge_corpus(part: CataloguePart, rows: Sequence[dict[str, Any]], single: bool = True) -> dict[str, Any]:
    """nDCG@10 over the needs that have an answer, violations of the conditions that the need names, false alarms. ``single``:
    name needs; not those of the test half, lest somebody mends them."""
    run: dict[str, dict[str, float]] = {}
    qrels: dict[str, dict[str, int]] = {}
    violated: list[str] = []
    alarms = quiet = shown = 0
    worst: list[tuple[float, str]] = []
    for row in rows:
        found = part.service.match(part.service.wish(row["text"]), 10)
        profiles = {p.id: p for p in part.store.profiles([m.profile_id for m in found.found])}
        violated += [f"{row['id']} {i}: {why}" for i, p in profiles.items() for why in violations(p, row)]
        if row["grades"]:
            qrels[row["id"]] = row["grades"]
            run[row["id"]] = {m.profile_id: 1.0 / m.rank for m in found.found} or {"none": 0.0}
        else:
            quiet += 1
            alarms += bool(found.found)
            shown += len(found.found)
    measure = ir_measures.nDCG @ 10
    for item in ir_measures.iter_calc([measure], qrels, run):
        worst.append((round(item.value, 3), item.query_id))
    result: dict[str, Any] = {
        "nDCG@10": round(float(np.mean([value for value, _ in worst])), 4),
        "needs": len(worst),
        "filters violated": len(violated),
        "answered though nothing fits": f"{alarms} of {quiet} needs, {shown} profiles",
        "left without an answer": sum("none" in own for own in run.values()),
    }
    return result | ({"violations": violated, "worst": sorted(worst)[:12]} if single else {})


def violations(profile: Profile, row: dict[str, Any]) -> Iterator[str]:
    """Conditions of the need, as its author noted them, that a shown profile does not meet. Not the product's own filters."""
    f = row["filters"]
    places = {profile.country, profile.region}
    if profile.side != row.get("side", "offer"):
        yield "side"
    if profile.visibility != "public" or profile.state != "published" or profile.valid_until < dt.date.today():
        yield "not visible or not valid"
    if "countries" in f and not places & set(f["countries"]):
        yield "country"
    if places & set(f.get("excluded_countries", [])):
        yield "excluded country"
    if "trl_min" in f and profile.trl is not None and profile.trl < f["trl_min"]:
        yield "TRL"
    for name in ("licence_types", "cooperation"):
        if name in f and getattr(profile, name) and not set(f[name]) & set(getattr(profile, name)):
            yield name


# --- the same need in several languages -----------------------------------------------------------------------------------


def judge_languages(part: CataloguePart) -> dict[str, Any]:
    """Share of needs and languages whose best match is that of most languages, and the needs in which all languages agree."""
    agreeing = asked = unanimous = 0
    details = []
    for line in PARALLEL.read_text("utf-8").splitlines():
        row = json.loads(line)
        best: dict[str, str | None] = {}
        for language, text in row["texts"].items():
            found = part.service.match(part.service.wish(text), 1).found
            best[language] = found[0].profile_id if found else None
        counted = Counter(profile for profile in best.values() if profile)
        usual = counted.most_common(1)[0][0] if counted else None
        same = sum(profile == usual for profile in best.values() if profile)
        agreeing, asked, unanimous = agreeing + same, asked + len(best), unanimous + (same == len(best))
        if same < len(best):
            details.append({row["id"]: usual, **{code: profile for code, profile in best.items() if profile != usual}})
    return {
        "same best match": round(agreeing / asked, 3), "asked": asked, "all languages agree": unanimous, "others": details,
    }  # fmt: skip


def main(suites: Sequence[str]) -> None:
    settings = load_settings()
    results: dict[str, Any] = {"date": dt.date.today().isoformat(), "encoder": settings.encoder}
    halves = [half for half in ("dev", "test") if half in suites or "corpus" in suites]
    with tempfile.TemporaryDirectory() as home, catalogue(settings, Path(home)) as part:
        if "sbir" in suites:
            kept = os.environ.get("EVAL_VECTORS")
            results["sbir"] = evaluate(part, OFFERS, Path(kept) if kept else None)
        if halves or "languages" in suites:
            part.keeper.corpus(settings.corpus)
        for half in halves:
            results[f"corpus {half}"] = judge_corpus(part, needs(half), half == "dev")
        if "languages" in suites:
            results["languages"] = judge_languages(part)
        if "speed" in suites:
            texts = [row["text"] for row in needs("dev")]
            results["speed"] = match_speed(part, OFFERS, texts, PROFILES, int(os.environ.get("EVAL_BATCH", "1000")))
        if "import" in suites:
            results["import"] = import_speed(part, OFFERS, Path(home), PROFILES)
    sys.stdout.write(json.dumps(results, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:] or ["corpus", "languages", "sbir"])
