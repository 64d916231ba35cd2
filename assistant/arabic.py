"""Stems of Arabic words: article, conjunction, preposition and ending taken off, nothing else.

The light stemmer of Larkey, Ballesteros and Connell (Light Stemming for Arabic Information Retrieval, 2007), with "for" and the
endings of "his", "their", "our". A single first letter goes only off a long word: off a short one it is mostly the first of a
root, and the ministry would be one word with the article and another without.
"""

ARTICLES = ("وبال", "وال", "ولل", "بال", "كال", "فال", "لل", "ال")
"""With the conjunctions and prepositions that are written before them; the longer ones first."""
SINGLE = ("و", "ل")
"""And; for."""
ENDINGS = ("ها", "هم", "نا", "كم", "ان", "ات", "ون", "ين", "يه", "ه", "ي", "ا")
_LEFT = 2
"""Letters that stay after an article or an ending."""
_LONG = 6
"""Letters of a word from which a single first one is taken off; on ways of asking and stories 5 finds the same, 7 less."""


def light_stem(word: str) -> str:
    """``word`` is in normal form (``text.normalise``)."""
    article = next((a for a in ARTICLES if word.startswith(a) and len(word) - len(a) >= _LEFT), "")
    if article:
        word = word.removeprefix(article)
    elif word.startswith(SINGLE) and len(word) >= _LONG:
        word = word[1:]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEFT:
            word = word.removesuffix(ending)
    return word
