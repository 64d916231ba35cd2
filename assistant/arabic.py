"""Stems of Arabic words: article, conjunction, preposition and ending taken off, nothing else.

The light stemmer of Larkey, Ballesteros and Connell (Light Stemming for Arabic Information Retrieval, 2007), with the preposition
"for" and the endings of "his", "their", "our". A stemmer that also takes off a single first letter takes off the first of a root:
the patent would be one word with the article and another without.
"""

ARTICLES = ("بال", "كال", "فال", "لل", "ال")
ENDINGS = ("ها", "هم", "نا", "كم", "ان", "ات", "ون", "ين", "يه", "ه", "ي", "ا")
_LEFT = 2
"""Letters that stay after an article or an ending."""
_AND, _FOR = "و", "ل"
_WITH_AND, _WITH_FOR = 4, 6
"""Letters of a word from which its first one is taken for "and", or for "for"."""


def light_stem(word: str) -> str:
    """``word`` is in normal form (``text.normalise``)."""
    if word.startswith(_AND) and len(word) >= _WITH_AND:
        word = word[1:]
    for article in ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _LEFT:
            word = word[len(article) :]
            break
    else:
        if word.startswith(_FOR) and len(word) >= _WITH_FOR:
            word = word[1:]
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEFT:
            word = word[: -len(ending)]
    return word
