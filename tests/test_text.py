"""Texts in any script are made comparable, and never crash what reads them."""

import unicodedata

import pytest

from assistant.text import could_be_serbian, is_right_to_left, is_unspaced, normalise, serbian_latin, terms, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ｆｕｌｌ　Ｗｉｄｔｈ", "full width"),
        ("École", "ecole"),
        ("STRASSE", "straße"),
        ("đăng ký", "dang ky"),
        ("ИНТЕЛЛЕКТУАЛЬНАЯ ЁЛКА", "интеллектуальная елка"),
        ("العَقْد", "العقد"),
        ("إتفاقية", "اتفاقيه"),
        ("کتاب", "كتاب"),
        ("ـعـقـد", "عقد"),
        ("٦٠ يوما", "60 يوما"),
        ("li\u200bcence", "licence"),
        ("li\u00adcence", "licence"),
        ("\u202elicence\u202c", "licence"),
        ("li\U000e0063cence", "licence"),
        ("ﬁling", "filing"),
    ],
)
def test_spellings_of_one_word_meet(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


def test_serbian_reads_the_same_in_both_alphabets() -> None:
    assert normalise("Уговор о лиценци, Џон", "sr") == normalise("Ugovor o licenci, Džon", "sr")
    assert tokens("уговор о преносу технологије", "sr") == tokens("ugovor o prenosu tehnologije", "sr")


@pytest.mark.parametrize(
    "forms",
    [
        ("براءة", "البراءة", "والبراءة", "للبراءة", "بالبراءة"),
        ("عقد", "العقد", "والعقد", "عقدها"),
        ("رخصة", "الرخصة", "رخصنا", "رخصهم"),
        ("مهندس", "المهندسون", "مهندسين"),
        ("لائحة", "اللائحة"),
        ("وزارة", "الوزارة", "والوزارة", "للوزارة"),
        ("وكيل", "الوكيل", "للوكيل"),
        ("التكنولوجيا", "وتكنولوجيا", "لتكنولوجيا"),
    ],
)
def test_forms_of_an_arabic_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({tokens(form, "ar")[0] for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), [("بحث", "حث"), ("رسوم", "مرسوم"), ("عقد", "اعتقاد"), ("وكيل", "كل")])
def test_two_arabic_words_keep_two_stems(one: str, other: str) -> None:
    assert tokens(one, "ar") != tokens(other, "ar")


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("专利费", "zh", ("专利", "利费", "专", "利", "费")),
        ("สิทธิ", "th", ("สิ", "ิท", "ทธ", "ธิ", "สิท", "ิทธ", "ทธิ")),
        ("bằng sáng chế", "vi", ("bang", "sang", "che", "bang sang", "sang che")),
        ("two patents", "en", ("two", "patent")),
        ("第3条", "zh", ("第", "3", "条")),
        ("", "vi", ()),
    ],
)
def test_terms_of_the_word_index(text: str, language: str, found: tuple[str, ...]) -> None:
    assert terms(text, language) == found


def test_what_carries_meaning_is_kept() -> None:
    assert normalise("й") != normalise("и")
    assert normalise("登记") != normalise("登録")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "registered licences", "register licence"),
        ("ru", "лицензии", "лицензия"),
        ("fr", "licences", "licence"),
        ("es", "contratos", "contrato"),
        ("ar", "العقود", "عقود"),
    ],
)
def test_inflected_words_share_a_stem(language: str, one: str, other: str) -> None:
    assert set(tokens(one, language)) & set(tokens(other, language))


@pytest.mark.parametrize("text", ["技术合同登记", "ทะเบียนสัญญา", "技術契約"])
def test_scripts_without_spaces_become_pairs_of_characters(text: str) -> None:
    found = tokens(text, "zh")
    assert is_unspaced(text)
    assert len(found) > 2
    assert all(len(token) == 2 for token in found)


def test_words_of_two_scripts_in_one_line_are_both_found() -> None:
    assert {"技术", "pct", "2025"} <= set(tokens("技术PCT申请2025", "zh"))


@pytest.mark.parametrize("language", ["en", "zh", "ar", "th", "xx", "", "zh-TW"])
@pytest.mark.parametrize(
    "text", ["", " ", "🤖🎉", "\x00\x01", "a" * 50_000, "。" * 1000, "\ud800", "e\u0301" * 1000, "﷽" * 100, "1" * 5000]
)
def test_no_text_is_too_strange(text: str, language: str) -> None:
    assert isinstance(normalise(text, language), str)
    assert isinstance(tokens(text, language), list)


def test_normalising_twice_changes_nothing() -> None:
    for text in ("École À la ﬁn", "إتفاقية ٦٠", "ĐĂNG KÝ", "第六十日", "Ёлка"):
        once = normalise(text)
        assert normalise(once) == once
        assert unicodedata.is_normalized("NFC", once)


def test_right_to_left_languages_are_known() -> None:
    assert [x for x in ("ar", "fa", "ur", "he", "en", "zh") if is_right_to_left(x)] == ["ar", "fa", "ur", "he"]


def test_serbian_cyrillic_becomes_latin_with_its_capitals() -> None:
    assert serbian_latin("Љубав ЉУБАВ Џак Њ. PCT ЗАВОД Ђ") == "Ljubav LJUBAV Džak Nj. PCT ZAVOD Đ"
    assert serbian_latin("nothing to do") == "nothing to do"


def test_letters_that_serbian_lacks_tell_other_cyrillic() -> None:
    assert could_be_serbian("а рок?")
    assert not could_be_serbian("а срок действия?")
    assert not could_be_serbian("a rok?")
