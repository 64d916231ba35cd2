"""The process that draws a page: a JSON request on standard input, a PNG on standard output, nothing where the quote is not
found. An error that pdfium raises ends it, and no picture is shown."""

import io
import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw

SCALE = 1.6
"""Pixels per point: an A4 page is 952 pixels wide."""
MOST_PIXELS = 6_000_000
LOOKED_AT = 400
"""Pages searched for the quote."""
MARK = (255, 232, 130)


def main() -> None:
    wanted = json.load(sys.stdin)
    memory = int(wanted["memory_mb"]) << 20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    seconds = int(wanted["seconds"]) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    document = pdfium.PdfDocument(wanted["path"])
    for number in _order(len(document), wanted["hint"]):
        page = document[number]
        boxes = _boxes(page, wanted["quote"])
        if boxes:
            sys.stdout.buffer.write(_drawn(page, boxes))
            return


def _order(count: int, hint: int | None) -> Iterator[int]:
    """The page that is said to hold the quote, then the others."""
    if hint is not None and 0 < hint <= count:
        yield hint - 1
    yield from (number for number in range(min(count, LOOKED_AT)) if number + 1 != hint)


def _boxes(page: Any, quote: str) -> list[tuple[float, float, float, float]]:
    """Where the quote stands, in points from the lower left; spaces and line ends do not count."""
    text = page.get_textpage()
    characters = text.get_text_range()
    places = [n for n, char in enumerate(characters) if not char.isspace() and char != "\ufffe"]
    packed = "".join(characters[n] for n in places)
    wanted = "".join(char for char in quote if not char.isspace())
    at = packed.find(wanted)
    if at < 0 or not wanted:
        return []
    first, last = places[at], places[at + len(wanted) - 1]
    return [text.get_rect(n) for n in range(text.count_rects(first, last - first + 1))]


def _drawn(page: Any, boxes: list[tuple[float, float, float, float]]) -> bytes:
    width, height = page.get_size()
    scale = min(SCALE, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    picture = page.render(scale=scale).to_pil().convert("RGB")
    marks = Image.new("RGB", picture.size, "white")
    pen = ImageDraw.Draw(marks)
    for left, bottom, right, top in boxes:
        area = (left * scale - 2, (height - top) * scale - 2, right * scale + 2, (height - bottom) * scale + 2)
        pen.rectangle(area, fill=MARK)
    out = io.BytesIO()
    ImageChops.multiply(picture, marks).quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
