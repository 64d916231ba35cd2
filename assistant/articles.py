"""Where an article of a law begins, in the languages of the knowledge base, and how it is cited: always ``art. 19``.

Only at the start of a line, and only where a heading goes on: ``Article 5 shall apply``, ``第五条规定的`` only refer.
"""

import re
from dataclasses import dataclass

from assistant.numerals import ascii_digits, han_number

_HAN = "零〇一二三四五六七八九十百千两"
_QUOTED = r"[\s\"“*#•\u200e\u200f]*"
_CAPITAL = r"A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁЇІЄҐ"
_REFERENCE = (
    r"规定|所|第|和|与|或|及|至|到|中|的|之|以|、|，|,|款|项|改为|修改|增加|删去|規定|の|を|に|は|から|について"
    r"|에|의|를|을|및"
)
_CJK = re.compile(
    rf"^{_QUOTED}第\s*([{_HAN}]+|\d+)\s*[条條]\s*(?:[之の]\s*([{_HAN}]+|\d+))?(?!{_REFERENCE}|\s*第[{_HAN}\d]{{1,4}}[款項项])"
    rf"|^{_QUOTED}제\s?(\d+)조(?:의\s?(\d+))?(?!{_REFERENCE})"
)
_WORD_CAPITAL = re.compile(
    rf"^{_QUOTED}(?:Article|ARTICLE|Artículo|ARTÍCULO|Articulo|ARTICULO|Artigo|ARTIGO|Artikel|ARTIKEL|Articolo|ARTICOLO|Articol|Artykuł|"
    r"Artikulo|Artikkel|Art\.|ART\.|Článek|Čl\.)\s*(premier|\d+|[IVXLC]+)(?:\s?[-‑]\s?(\d+)|\s?(bis|ter|quater)|([a-z])(?![a-zà-ÿ]))?"
    rf"(?:\s*[.ºª°o]+)*(?=\s*$|\s*[:–—.-]|\s+[{_CAPITAL}¿«“\"]|\s*\([{_CAPITAL}])"
)
_VIETNAMESE = re.compile(
    rf"^{_QUOTED}(?:Điều|ĐIỀU)\s*(\d+)([a-zđ])?(?![^\W\d])"
    r"(?=\s*$|\s*[.:–—-]|\s+(?!Luật|Bộ|Nghị|Hiến|Thông tư|Pháp|Quy|Điều)[A-ZĐÀ-Ý\u1ea0-\u1ef8])"
)
_WORD_STRICT = re.compile(
    rf"^{_QUOTED}(?:Статья|СТАТЬЯ|Стаття|СТАТТЯ|Член|Чл\.|Pasal|PASAL|Perkara|Madde|MADDE|Maddə|Modda)\s*(\d+)(?:[-‑.](\d+)|([a-zđ])(?![^\W\d]))?"
    r"(?=\s*$|\s*[.:–—-])"
)
_WORD_LOOSE = re.compile(
    rf"^{_QUOTED}(?:มาตรา|ข้อ|ມາດຕາ|មាត្រា|ပုဒ်မ|धारा|अनुच्छेद|ধারা|অনুচ্ছেদ|סעיף|Kifungu|Ibara|Abala)\s*(\d+)(?:/(\d+))?"
    r"(?=\s*$|[\s.:–—-])(?!\s*(?:วรรค|และ|หรือ|ถึง|แห่ง|ของ|ก็|ต้อง|के |और |का |এর ))"
)
_SUFFIX = re.compile(
    r"^[\s\"“]*(\d+)(?:[-‑](\d+))?\s?[-‑]?\s?(?:бап|берене|модда|modda|madde|статья|(?:д[уү]г[аэ]{2}р\s)?з[үу]йл)\b"
    r"(?=\s*$|\s*[.:–—-]|\s+[А-ЯҚҒӘҮӨA-Z])"
)
_ARABIC = re.compile(
    r"^[\s\"“()*-]*(?:ال)?ماد[ةه]\s*[-–:(]*\s*(?:رقم\s*)?\(?\s*(\d+)(?!\d)(?:\s*(مكرر))?"
    r"(?!\s*(?:من|و|أو|إلى|الى|،|بند|فقرة))"
)
_ARABIC_REVERSED = re.compile(r"^[\s():.-]*(\d+)[\s():.-]*(?:ال)?مادة[\s():.-]*$")
_ARABIC_WORD = re.compile(r"^[\s\"“()*-]*(?:ال)?ماد[ةه]\s*\(?\s*(ال\w+(?:\s+عشرة?|\s+و?ال\w+ون)?)")
_SECTION = re.compile(
    rf"^{_QUOTED}§\s*(?:§+\s*)?(\d+[a-z]?(?:[.:-]\d+[a-z]?)*(?:\s?[-–]\s?\d[\d.]*)?)\s*(?=\.?\s*$|\.\s|\s*[:–—\[]|\s+[{_CAPITAL}„“\[(])(?!\s*(?:Abs|ust|odst))"
)
_ENGLISH_SECTION = re.compile(
    rf"^{_QUOTED}(?:Section|SECTION|Sec\.|SEC\.)\s*(\d+[A-Z]{{0,2}}(?:\.\d+)*)(?=\.?\s*$|\s*[.:–—-]\s|\s+[{_CAPITAL}])"
)
_ORDINALS = {
    word: n
    for n, words in enumerate(
        (
            "الأولى الاولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة",
            "التاسعة", "العاشرة", "الحادية|عشرة", "الثانية|عشرة", "الثالثة|عشرة", "الرابعة|عشرة", "الخامسة|عشرة",
            "السادسة|عشرة", "السابعة|عشرة", "الثامنة|عشرة", "التاسعة|عشرة", "العشرون",
        ),
        start=1,
    )
    for word in (w.replace("|", " ") for w in words.split())
}  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class ArticleStart:
    """``locator`` as cited, ``number`` for checking the order (None for ``§ 401.14``), ``rest`` of the line."""

    locator: str
    number: int | None
    rest: str


def article_start(line: str) -> ArticleStart | None:
    """The article that begins with ``line``, or None."""
    head = ascii_digits(line[:120])
    for pattern in (_CJK, _WORD_CAPITAL, _VIETNAMESE, _WORD_STRICT, _WORD_LOOSE, _SUFFIX, _ARABIC, _ARABIC_REVERSED):
        if match := pattern.match(head):
            parts = [part for part in match.groups() if part]
            number = _integer(parts[0])
            if number is None:
                continue
            tail = "".join(f"-{_integer(p) or p}" if _integer(p) or len(p) > 1 else p for p in parts[1:])
            return ArticleStart(f"art. {number}{tail}", number, line[match.end() :])
    if match := _ARABIC_WORD.match(head):
        words = match.group(1).split()
        for size in (2, 1):
            if number := _ORDINALS.get(" ".join(words[:size])):
                return ArticleStart(f"art. {number}", number, line[match.start(1) + len(" ".join(words[:size])) :])
    if match := _SECTION.match(head):
        return ArticleStart(f"§ {match.group(1)}", None, line[match.end() :])
    if match := _ENGLISH_SECTION.match(head):
        return ArticleStart(f"sec. {match.group(1)}", None, line[match.end() :])
    return None


def _integer(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    if text == "premier":
        return 1
    if text and all(char in _ROMAN for char in text):
        values = [_ROMAN[char] for char in text]
        return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return han_number(text)
