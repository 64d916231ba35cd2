"""Which terms of the glossary stand in a text."""

import pytest

from assistant.answering.glossary import Concept, TermFinder

TERMS = TermFinder(
    (
        Concept("novelty", {"en": ["patentability"], "es": ["patentabilidad"]}),
        Concept("patent", {"en": ["patent"], "es": ["patente"], "ru": ["патент"], "ar": ["براءة"], "id": ["paten"]}),
        Concept("contract", {"ar": ["عقد"]}),
        Concept("registration", {"id": ["daftar"], "en": ["register"]}),
        Concept("laser", {"en": ["laser"], "es": ["láser"]}),
        Concept("orange", {"en": ["orange"]}),
        Concept("customs", {"zh": ["海关"], "en": ["customs"]}),
        Concept("artificial-intelligence", {"en": ["AI", "artificial intelligence"]}),
        Concept("return-on-investment", {"en": ["ROI"]}),
        Concept("prohibited-conduct", {"en": ["ban"]}),
        Concept("soybean", {"en": ["soy"]}),
    )
)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("we license a patent to a factory", "en", ("patent",)),
        ("is this alloy of any patentability", "en", ("novelty",)),
        ("two patents and one patented part", "en", ("patent",)),
        ("mi patente en Chengdu", "es", ("patent",)),
        ("sobre la patentabilidad del software", "es", ("novelty",)),
        ("у нас три патента и заявка", "ru", ("patent",)),
        ("كم تدوم البراءة في الصين", "ar", ("patent",)),
        ("هل يجب تسجيل العقد", "ar", ("contract",)),
        ("cara pendaftaran paten di Chengdu", "id", ("registration", "patent")),
        ("las máquinas", "es", ()),
        ("satu orang insinyur", "id", ()),
        ("要向海关申报吗", "zh", ("customs",)),
        ("customs 要多久", "zh", ("customs",)),
    ],
)
def test_a_term_is_found_in_its_forms_and_not_in_a_word_that_only_shares_its_stem(
    text: str, language: str, found: tuple[str, ...]
) -> None:
    assert TERMS.find(text, language) == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Ai làm được cái này rồi?", "vi", ()),
        ("phí bản quyền", "vi", ()),
        ("phần mềm AI của bạn", "vi", ("artificial-intelligence",)),
        ("soy de una pyme", "es", ()),
        ("j'ai signé", "fr", ()),
        ("une machine qui fait du laser", "fr", ("laser",)),
        ("ai 技术", "zh", ("artificial-intelligence",)),
        ("закупили ai для завода", "ru", ("artificial-intelligence",)),
        ("our ai will ban it", "en", ("artificial-intelligence", "prohibited-conduct")),
    ],
)
def test_english_words_in_other_languages_count_as_they_are_spelled(text: str, language: str, found: tuple[str, ...]) -> None:
    assert TERMS.find(text, language) == found


@pytest.mark.parametrize(
    ("text", "language", "left"),
    [
        ("cleaning Robots for solar plants", "en", "cleaning for plants"),
        ("roboti za solarne ploče", "sr", "za ploče"),
        ("找清扫机器人的厂家", "zh", "找清扫 的厂家"),
    ],
)
def test_what_no_term_names_is_left_of_a_text(text: str, language: str, left: str) -> None:
    finder = TermFinder(
        [
            Concept("robotics", {"en": ["robot"], "sr": ["robot"], "zh": ["机器人"]}),
            Concept("solar", {"en": ["solar"], "sr": ["solarni"]}),
            Concept("other", {"en": ["plants"]}),
        ]
    )
    assert finder.without(text, language, ("robotics", "solar", "unknown")) == left
