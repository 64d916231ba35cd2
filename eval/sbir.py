"""Real needs and the offers that answer them: solicitation topics and award abstracts, titles and keywords hidden.

Three rankings of the same offers in the same run: BM25 alone, the encoder alone, and the matcher as the product uses it, its
gate and its limit of two profiles of one organisation included. A need is given as a filled description: nothing is read off
it but its subject. Pairs are split by a hash of the need; what was tuned was tuned on ``dev`` only.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bm25s
import numpy as np

from assistant.app.catalogue import CataloguePart
from assistant.catalogue.board import Board
from assistant.catalogue.score import similarities
from assistant.domain import Wish
from assistant.ports import Vectors
from assistant.profile import Profile
from assistant.text import tokens

_ENCODED = 2000
"""Characters of an abstract or a description that are encoded."""
_KEYWORDS = re.compile(r"\bKEYWORDS?\b\s*:.*", re.DOTALL)
_BATCH = 16


@dataclass(frozen=True, slots=True)
class Pairs:
    """``answers``: need -> its offers."""

    needs: Mapping[str, str]
    offers: Mapping[str, tuple[str, str]]
    answers: Mapping[str, frozenset[str]]


def read_pairs(folder: Path) -> Pairs:
    """Of the needs those that have an answer; of offers (abstract, company)."""
    answers: dict[str, set[str]] = {}
    for line in _lines(folder / "sbir_qrels.tsv"):
        need, offer, _ = line.split("\t")
        answers.setdefault(need, set()).add(offer)
    rows = map(json.loads, _lines(folder / "sbir_needs.jsonl"))
    needs = {row["id"]: _KEYWORDS.sub("", row["description"]) for row in rows if row["id"] in answers}
    rows = map(json.loads, _lines(folder / "sbir_offers.jsonl"))
    offers = {row["id"]: (row["abstract"], row["company"] or "unknown") for row in rows}
    return Pairs(needs, offers, {need: frozenset(own) for need, own in answers.items()})


def _lines(path: Path) -> list[str]:
    """Not ``splitlines``: a description may hold a line separator of Unicode."""
    return [line for line in path.read_text("utf-8").split("\n") if line.strip()]


def evaluate(part: CataloguePart, folder: Path, cache: Path | None) -> dict[str, Any]:
    """hit@1 and hit@10 by half and system, over pairs: another true offer of the same need does not count as a miss."""
    pairs = read_pairs(folder)
    offers, needs = list(pairs.offers), list(pairs.needs)
    vectors = _vectors(part, {i: text for i, (text, _) in pairs.offers.items()}, cache and cache / "offers.npy")
    asked = _vectors(part, pairs.needs, cache and cache / "needs.npy")
    board = part.service.board_of(
        [profile(i, *pairs.offers[i], part.sectors.find(pairs.offers[i][0], "en")) for i in offers], vectors
    )
    rankings: dict[str, dict[str, list[str]]] = {"BM25 alone": {}, "encoder alone": {}, "ours": {}}
    model = bm25s.BM25(method="lucene", k1=1.2, b=0.6)
    model.index([tokens(text, "en") for text, _ in pairs.offers.values()], show_progress=False)
    for need, row in zip(needs, similarities(board, asked), strict=True):
        known = [token for token in tokens(pairs.needs[need], "en") if token in model.vocab_dict]
        rankings["BM25 alone"][need] = [offers[n] for n in np.argsort(-model.get_scores(known), kind="stable")[:30]]
        rankings["encoder alone"][need] = [offers[n] for n in np.argsort(-row, kind="stable")[:30]]
        rankings["ours"][need] = ours(part, board, pairs.needs[need], row)
    halves = {half: [need for need in needs if half_of(need) == half] for half in ("dev", "test")} | {"all": needs}
    return {
        f"{half}, {sum(len(pairs.answers[need]) for need in own)} pairs": {
            name: hits(ranking, {need: pairs.answers[need] for need in own}) for name, ranking in rankings.items()
        }
        for half, own in halves.items()
    }


def half_of(need: str) -> str:
    return "dev" if int(hashlib.sha256(need.encode()).hexdigest(), 16) % 2 == 0 else "test"


def ours(part: CataloguePart, board: Board, text: str, similarity: Vectors) -> list[str]:
    read = part.service.read(text, "en", "offer")
    wish = Wish(text=text, language="en", side="offer", terms=read.terms, sectors=read.sectors)
    return [match.profile_id for match in part.service.matcher(board, wish, similarity, 30, "en").found]


def hits(rankings: Mapping[str, Sequence[str]], answers: Mapping[str, frozenset[str]]) -> dict[str, float]:
    ranks = []
    for need, own in answers.items():
        for offer in own:
            others = [found for found in rankings[need] if found == offer or found not in own]
            ranks.append(others.index(offer) if offer in others else 10_000)
    return {f"hit@{k}": round(float(np.mean([rank < k for rank in ranks])), 3) for k in (1, 10)}


def profile(offer: str, abstract: str, company: str, sectors: Sequence[str]) -> Profile:
    """An award as an offer without a title."""
    return Profile.model_validate(
        {
            "id": offer,
            "type": "technology_offer",
            "title": {"en": "Offer"},
            "summary": {"en": abstract},
            "original_language": "en",
            "sectors": list(sectors) or ["unknown"],
            "country": "US",
            "cooperation": ["licence"],
            "languages": ["en"],
            "organisation": {"name": {"en": company}, "kind": "company"},
            "published": "2026-01-01",
            "updated": "2026-01-01",
            "valid_until": dt.date.today() + dt.timedelta(365),
            "source": "SBIR award",
        }
    )


def _vectors(part: CataloguePart, texts: Mapping[str, str], cache: Path | None) -> Vectors:
    """Of all texts, from ``cache`` where they are kept there."""
    if cache is not None and cache.is_file():
        kept: Vectors = np.load(cache)
        if kept.shape == (len(texts), part.service.dimensions):
            return kept
    cut = [text[:_ENCODED] for text in texts.values()]
    coming = [
        part.keeper.encoder.submit(cut[n : n + _BATCH], ["en"] * len(cut[n : n + _BATCH])) for n in range(0, len(cut), _BATCH)
    ]
    found = np.concatenate([batch.result() for batch in coming])
    if cache is not None:
        cache.parent.mkdir(parents=True, exist_ok=True)
        np.save(cache, found)
    return found
