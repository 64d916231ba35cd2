"""Whether a text layer can be used at all, mending of known damage, and text that a reader cannot see.

The limits were set on the gazette PDFs and laws of ``shared/data`` (see tests/indexing/test_quality.py): garbled layers
have 40 % of broken characters and more, clean text of any language next to none.
"""

import re
import unicodedata
from collections import Counter

_FEWEST_LETTERS = 15
"""On average on a page; a scan has none, or a stamp."""
_MOST_BROKEN = 0.02
_MOST_SYMBOLS = 0.12
_FEWEST_LETTERS_SHARE = 0.35
_GLYPH_NAME = re.compile(
    r"/(?:NUL|SOH|STX|ETX|EOT|ENQ|ACK|BEL|DLE|DC[1-4]|NAK|SYN|ETB|CAN|EM|SUB|ESC|FS|GS|RS|US)(?![a-z])|\(cid:\d+\)"
    r"|/(?:uni|g|G)[0-9A-F]{2,4}\b"
)
_MOJIBAKE = re.compile(r"[ÃÂÐÑØÙ][\u0080-\u00bf\u2010-\u2044ƒŠŒŽšœžŸ]|â€|ï¿½|锟斤拷|烫烫烫|閿熸枻")
_IMPOSSIBLE_ARABIC = re.compile(r"ة(?=[ء-غف-ي])|ى(?=[ء-غف-ي]{2})|([ء-ي])\1{3,}|(?:^|\s)[ً-ْ]+(?=\s)")
_SCRIPTS = {
    "ar": "ARABIC", "fa": "ARABIC", "ur": "ARABIC", "ru": "CYRILLIC", "uk": "CYRILLIC", "kk": "CYRILLIC", "zh": "CJK",
    "th": "THAI", "lo": "LAO", "km": "KHMER", "my": "MYANMAR", "ko": "HANGUL", "hi": "DEVANAGARI", "bn": "BENGALI",
    "he": "HEBREW", "el": "GREEK", "ka": "GEORGIAN", "hy": "ARMENIAN", "am": "ETHIOPIC",
}  # fmt: skip
_SAMPLE = 200_000
_ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
_FORMS = re.compile(r"[\ufb50-\ufdcf\ufdf0-\ufdfb\ufe70-\ufefc]+")
_TATWEEL = re.compile(r"\u0640+")
_LOST_TATWEEL = re.compile("(?<=[\u0621-\u0652])(?:(?:\ufffd{3})+|[\ue000-\uf8ff]+)(?=[\u0621-\u0652])")
"""A stretched letter without a code of its own: a private character, or the three bytes of one, each read as U+FFFD."""
_MARK_CARRIER = re.compile("[ \u0640](?=[\u064b-\u0652])")
_SWAPPED = re.compile(r"(?<![ء-ي])([وفبك]?)ا([اأإآ])ل(?=[ء-ي])")
_SWAPPED_ARTICLE = re.compile(r"(?<![ء-ي])([وفبك]?)ا([مجحخ])ل(?=[ء-ي]{2})")
_LONE_LA = re.compile(r"(?<![ء-ي])([وف]?)ال(?![ء-ي])")
_TAGS = re.compile("[\U000e0000-\U000e007f]")
_OVERRIDES = re.compile("[\u202d\u202e]")
_ZERO_WIDTH = re.compile(
    "[\u200b\u2060-\u2064\ufeff\u180e\u00ad\u034f\u115f\u1160\u3164\uffa0]{3,}|(?:[\u200b\u200c\u200d\u2060\ufeff].{0,2}){8,}"
)
_FLAGS = re.compile("\U0001f3f4[\U000e0061-\U000e007a]+\U000e007f")
"""The flags of England, Scotland and Wales are the one use of tag characters that is meant to be seen."""


def assess(text: str, language: str, pages: int | None = None) -> str | None:
    """Why ``text`` is no usable text, or None when it is; ``pages`` is given where text should fill pages (PDF)."""
    sample = repair(text[:_SAMPLE])
    visible = [char for char in sample if not char.isspace()]
    kinds = Counter(map(unicodedata.category, visible))
    letters = sum(count for kind, count in kinds.items() if kind[0] in "LM")
    if letters == 0 or (pages and len(text) < _SAMPLE and letters < _FEWEST_LETTERS * pages):
        where = f" {pages} pages hold {letters} letters;" if pages else ""
        return f"No usable text:{where} it is probably a scan, run text recognition (OCR) on it first."
    count = len(visible)
    broken = kinds["Co"] + kinds["Cn"] + kinds["Cc"] + sample.count("\ufffd")
    broken += 4 * len(_GLYPH_NAME.findall(sample))
    broken += 2 * len(_MOJIBAKE.findall(sample))
    if broken > _MOST_BROKEN * count:
        share = f"{broken / count:.0%} of the characters"
        return f"No usable text: {share} are broken; the text layer is garbled, run OCR first."
    symbols = kinds["Sm"] + kinds["Sk"] + kinds["So"] + kinds["Pi"] + kinds["Pf"]
    if symbols > _MOST_SYMBOLS * count or (letters < _FEWEST_LETTERS_SHARE * count and kinds["Nd"] < 0.3 * count):
        return "No usable text: most characters are symbols; its text layer is garbled; run OCR first."
    return _wrong_script(sample, language) or _broken_arabic(sample)


def _wrong_script(sample: str, language: str) -> str | None:
    script = _SCRIPTS.get(language.partition("-")[0])
    letters = [char for char in sample if char.isalpha()][:5000]
    if script is None or len(letters) < 50:
        return None
    own = sum(unicodedata.name(char, "").startswith(script) for char in letters)
    return None if own > 0.1 * len(letters) else f"No usable text: it should be in {language} but lacks its letters."


def _broken_arabic(sample: str) -> str | None:
    words = len(re.findall(r"[ء-ي]{2,}", sample))
    if words < 50:
        return None
    impossible = len(_IMPOSSIBLE_ARABIC.findall(sample))
    return None if impossible < 0.08 * words else "No usable text: the Arabic text layer is garbled, run OCR first."


def repair(text: str) -> str:
    """Undo what extraction does to Arabic: presentation forms, tatweel and its remains, lam-alef in the wrong order.

    Text without Arabic comes back as it is. The swapped article (``امل`` for ``الم``) and the lone ``ال`` for ``لا``
    are mended only where the text shows the damage, because both can be right elsewhere.
    """
    if not _ARABIC.search(text):
        return text
    text = _FORMS.sub(lambda match: _MARK_CARRIER.sub("", unicodedata.normalize("NFKC", match.group())), text)
    text = _TATWEEL.sub("", _LOST_TATWEEL.sub("", text))
    mended, swaps = _SWAPPED.subn(r"\1ال\2", text)
    if swaps:
        mended = _SWAPPED_ARTICLE.sub(r"\1ال\2", mended)
        mended = _LONE_LA.sub(r"\1لا", mended)
    return mended


def hidden_text(text: str) -> bool:
    """Whether it holds what a reader cannot see: tag characters, direction overrides, zero-width runs."""
    return bool(_TAGS.search(_FLAGS.sub("", text)) or _OVERRIDES.search(text) or _ZERO_WIDTH.search(text))
