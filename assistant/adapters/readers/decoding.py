"""Which encoding a text file is in: byte order mark, strict UTF-8, UTF-16, then the legacy encodings of the partners.

A legacy encoding is believed only when the text it gives looks like its language (frequent letters are frequent); the
statistical guess of charset-normalizer comes last. A file in no single encoding is read as UTF-8 with a warning.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from assistant.errors import DocumentError

_BLOCK = 1 << 20
_SAMPLE = 1 << 17
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FREQUENT = {
    "gb18030": frozenset(
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
        "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相"
        "全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料"
        "术技转让许专权管贸易口规务院部门审批准申请登记合同当事费税收企业按照应当规定依"
    ),
    "cp1251": frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфіїєґ"),
    "cp1256": frozenset("اليمنرتبدهوعةفسكقحجأشصطخضزذثغىإئء،"),
    "cp1252": frozenset("áéíóúñüöäßàèçêâãõôîëïûåæøÁÉÍÓÚÑÜÖÄ¿¡«»°º–—“”‘’•€"),
}
_COMMON = " \n,.，。、　"
_LEGACY = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Decoding:
    """``errors`` is a codec error handler; ``warning`` says what is uncertain."""

    encoding: str
    errors: str = "strict"
    warning: str | None = None


def detect(path: Path) -> Decoding:
    """The encoding of the file, in bounded memory.

    Raises:
        DocumentError: it is no text, or in an encoding that cannot be recognised.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    for bom, encoding in _BOMS:
        if sample.startswith(bom):
            return Decoding(encoding, "replace")
    if b"\x00" in sample:
        return _utf16(sample)
    broken = _broken_utf8(path)
    if not broken:
        return Decoding("utf-8")
    sample = _telling_sample(path)
    best, share = max(((name, _likeness(sample, name)) for name in _FREQUENT), key=lambda pair: pair[1])
    if share >= 0.6:
        return Decoding(best, "replace")
    if _mostly_utf8(sample):
        return Decoding("utf-8", "replace", "Some characters could not be read: the file is not in one encoding.")
    guess = from_bytes(sample).best()
    if guess is not None and guess.chaos < 0.1:
        return Decoding(guess.encoding, "replace", f"The encoding was guessed: {guess.encoding}.")
    raise DocumentError("Its text encoding cannot be recognised; save it as UTF-8.")


def text_blocks(path: Path) -> Iterator[str]:
    """The file's text, a megabyte at a time."""
    decoding = detect(path)
    with path.open(encoding=decoding.encoding, errors=decoding.errors) as file:
        while block := file.read(_BLOCK):
            yield block


def _broken_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return True
    return False


def _utf16(sample: bytes) -> Decoding:
    """UTF-16 without a mark: the byte order that gives spaces and punctuation and next to nothing odd."""
    found = {order: sample[: len(sample) // 2 * 2].decode(order, "replace") for order in ("utf-16-le", "utf-16-be")}
    common = {order: sum(map(text.count, _COMMON)) for order, text in found.items()}
    best = max(found, key=lambda order: common[order])
    odd = sum(unicodedata.category(char) in {"Cn", "Co", "Cs", "Cc"} and char not in "\r\n\t" for char in found[best])
    odd += found[best].count("\ufffd")
    if common[best] and odd * 100 < len(found[best]):
        return Decoding(best, "replace")
    raise DocumentError("It is no text file and of no type that is read.")


def _telling_sample(path: Path) -> bytes:
    """Lines with bytes above ASCII, from the whole file: its beginning may be plain ASCII."""
    taken = bytearray()
    with path.open("rb") as file:
        while len(taken) < _SAMPLE and (line := file.readline(_BLOCK)):
            if not line.isascii():
                taken += line[:4096]
    return bytes(taken)


def _likeness(sample: bytes, encoding: str) -> float:
    """The share of the characters beyond ASCII that are frequent ones of the encoding's language."""
    text = sample.decode(encoding, "replace")
    beyond = _LEGACY.findall(text)
    if not beyond:
        return 0.0
    punctuation = sum(char in "，。、；：（）《》“”　\ufeff" for char in beyond) if encoding == "gb18030" else 0
    letters = [char for char in beyond if char not in "，。、；：（）《》“”　"] if punctuation else beyond
    good = sum(char.lower() in _FREQUENT[encoding] for char in letters)
    bonus = 1.15 if encoding == "gb18030" else 1.0
    return bonus * good / max(len(letters), 1) * (1 - 5 * text.count("\ufffd") / len(text))


def _mostly_utf8(sample: bytes) -> bool:
    beyond = sum(byte > 0x7F for byte in sample)
    return sample.decode("utf-8", "replace").count("\ufffd") * 5 < beyond
