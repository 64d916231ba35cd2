"""Contact details taken out of free text, before it is encoded, kept beside a profile or read by the other side."""

import re
from collections.abc import Iterable

MASK = "[…]"
_EMAIL = re.compile(r"[\w.+-]+\s?(?:@|＠|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'，。；]+", re.IGNORECASE)
_DOMAIN = re.compile(
    r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|cn|edu|gov|info|biz|io)(?:\.[a-z]{2})?\b(?:/\S*)?", re.IGNORECASE
)
_NUMBER = r"[(]?\d[\d\s().·/-]{5,}\d"
_PHONE = re.compile(rf"(?<![\w.])(?:(?:\+|00)\s?{_NUMBER}|1[3-9]\d{{9}}(?!\d)|0\d{{1,3}}[\s-]\d{{3,4}}[\s-]?\d{{3,4}}(?!\d))")
_LABELLED = re.compile(
    r"((?:tel(?:efon[oe]?|éfono|éphone|efon|epon)?|phone|mobile|fax|whatsapp|telegram|viber|zalo|wechat|weixin|line id|skype|qq|"
    r"电话|手机|微信|传真|тел(?:ефон)?|факс|هاتف|جوال|واتساب|โทร(?:ศัพท์)?|điện thoại|sđt)\s?[.:：]?\s*)"
    r"(@?[A-Za-z0-9_+(][\w+().\s-]{4,}?[\w)])(?=$|[\s,;，；。.)])",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@])@[A-Za-z0-9_.]{3,}")


def masked(text: str, names: Iterable[str] = ()) -> str:
    """``text`` without e-mail addresses, links, telephone numbers and accounts of messengers, and without ``names``."""
    for pattern in (_EMAIL, _LINK, _DOMAIN, _PHONE):
        text = pattern.sub(MASK, text)
    text = _LABELLED.sub(lambda found: found[1] + MASK if any(map(str.isdigit, found[2])) else found[0], text)
    text = _HANDLE.sub(MASK, text)
    for name in names:
        if len(name.strip()) > 1:
            text = re.sub(re.escape(name.strip()), MASK, text, flags=re.IGNORECASE)
    return text
