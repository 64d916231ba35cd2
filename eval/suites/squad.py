"""XQuAD (contexts with questions) and LAReQA's XQuAD-R (contexts cut into sentences): ``{"data": [{"paragraphs": [...]}]}``.

One file is one language, named by it (``xquad.zh.json``, ``zh.json``); a folder of such files is a suite across languages. What
is looked for is the context, or, where a file has ``sentences``, the sentence in which the answer begins, in its context.
"""

from pathlib import Path
from typing import Any

from assistant.errors import InputError
from eval.suites.reading import json_file
from eval.suites.shapes import Query, RetrievalSuite, Taken, Text


def fits(path: Path) -> bool:
    if path.is_dir():
        files = list(path.glob("*.json"))
        return bool(files) and all(_is_squad(f) for f in files)
    return path.suffix == ".json" and _is_squad(path)


def load(path: Path, languages: tuple[str, ...], limit: int) -> RetrievalSuite:
    taken = Taken(languages, limit)
    passages: list[Text] = []
    answers: dict[str, list[str]] = {}
    asked: list[tuple[str, str, str]] = []
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    for file in files:
        language = file.stem.split(".")[-1].split("_")[-1]
        for a, article in enumerate(json_file(file)["data"]):
            for p, paragraph in enumerate(article["paragraphs"]):
                texts = _candidates(f"{language}/{a}.{p}", paragraph, language)
                passages += [text for text, _ in texts]
                for qa in paragraph["qas"]:
                    right = _right(texts, paragraph, qa, file)
                    answers.setdefault(str(qa["id"]), []).append(right)
                    if taken.takes(language):
                        asked.append((str(qa["id"]), str(qa["question"]), language))
    queries = [Query(f"{i}/{language}", text, tuple(answers[i]), language) for i, text, language in asked]
    return RetrievalSuite(path.stem, passages, queries, parallel=len(files) > 1)


def _is_squad(path: Path) -> bool:
    with path.open(encoding="utf-8-sig") as start:
        if '"data"' not in start.read(4000):
            return False
    data = json_file(path)
    return isinstance(data, dict) and isinstance(data.get("data"), list) and all("paragraphs" in a for a in data["data"])


def _candidates(prefix: str, paragraph: dict[str, Any], language: str) -> list[tuple[Text, int]]:
    """(text, where it begins in the context). A sentence is given with its context behind it, as LAReQA does."""
    context = str(paragraph["context"])
    if "sentences" not in paragraph:
        return [(Text(prefix, context, language), 0)]
    breaks = paragraph.get("sentence_breaks") or []
    starts = [int(b[0]) for b in breaks] or [max(context.find(s), 0) for s in paragraph["sentences"]]
    return [
        (Text(f"{prefix}.{n}", f"{sentence} {context}", language), start)
        for n, (sentence, start) in enumerate(zip(paragraph["sentences"], starts, strict=True))
    ]


def _right(texts: list[tuple[Text, int]], paragraph: dict[str, Any], qa: dict[str, Any], file: Path) -> str:
    answers = qa.get("answers") or []
    if not answers:
        raise InputError(f"{file.name}: the question {qa.get('id')} has no answer.")
    at = int(answers[0].get("answer_start", 0)) if "sentences" in paragraph else 0
    return max((pair for pair in texts if pair[1] <= at), key=lambda pair: pair[1], default=texts[0])[0].id
