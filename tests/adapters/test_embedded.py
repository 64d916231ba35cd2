"""The encoders inside the package: shapes, length one, and the same meaning near in other languages."""

import time

import numpy as np
import pytest

from assistant.adapters.embedded import FastEncoder, FusedEncoder
from assistant.ports import Encoder, Vectors

TRANSLATIONS = {
    "en": "The contract must be registered with the commerce department within sixty days.",
    "zh": "合同应当在六十日内向商务主管部门登记。",
    "ru": "Договор должен быть зарегистрирован в департаменте торговли в течение шестидесяти дней.",
    "ar": "يجب تسجيل العقد لدى إدارة التجارة خلال ستين يومًا.",
    "fr": "Le contrat doit être enregistré auprès du département du commerce dans les soixante jours.",
    "es": "El contrato debe registrarse ante el departamento de comercio en un plazo de sesenta días.",
}
OTHERS = {
    "en": "The weather in the mountains was cold and the children played football.",
    "zh": "山里天气很冷，孩子们在踢足球。",
    "ru": "В горах было холодно, и дети играли в футбол.",
    "ar": "كان الطقس باردًا في الجبال ولعب الأطفال كرة القدم.",
    "fr": "Il faisait froid à la montagne et les enfants jouaient au football.",
    "es": "Hacía frío en la montaña y los niños jugaban al fútbol.",
}


LANGUAGES = [*TRANSLATIONS, *OTHERS]
TEXTS = [*TRANSLATIONS.values(), *OTHERS.values()]


@pytest.fixture(scope="module")
def fused() -> FusedEncoder:
    return FusedEncoder()


@pytest.fixture(scope="module", params=["fast", "fused"])
def encoder(request: pytest.FixtureRequest, fused: FusedEncoder) -> Encoder:
    return fused if request.param == "fused" else FastEncoder()


@pytest.fixture(scope="module")
def rows(encoder: Encoder) -> Vectors:
    """Vectors of ``TEXTS``."""
    return encoder.passages(TEXTS, LANGUAGES)


def test_vectors_have_the_shape_that_is_declared_and_length_one(encoder: Encoder, rows: Vectors) -> None:
    query = encoder.query("How many days?", "en")
    assert rows.shape == (12, encoder.dimensions)
    assert query.shape == (encoder.dimensions,)
    assert rows.dtype == query.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert float(np.linalg.norm(query)) == pytest.approx(1.0, abs=1e-5)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.passages([], []).shape == (0, encoder.dimensions)
    assert len(encoder.sentences([], [])) == 0


def test_a_text_is_encoded_the_same_alone_and_among_others(encoder: Encoder, rows: Vectors) -> None:
    for n in (0, 3, 7):
        alone = encoder.passages([TEXTS[n]], [LANGUAGES[n]])[0]
        assert float(rows[n] @ alone) > 0.999


def test_a_question_is_nearer_to_its_translations_than_to_another_text_in_its_own_language(
    encoder: Encoder, rows: Vectors
) -> None:
    for n, (language, text) in enumerate(TRANSLATIONS.items()):
        similarity = rows @ encoder.query(text, language)
        assert float(similarity[:6].min()) > float(similarity[6 + n]) + 0.1, language


def test_sentences_and_question_share_one_space(encoder: Encoder) -> None:
    rows = encoder.sentences([TRANSLATIONS["en"], TRANSLATIONS["zh"], OTHERS["zh"]], ["en", "zh", "zh"])
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert float(rows[0] @ rows[1]) > float(rows[0] @ rows[2]) + 0.2


@pytest.mark.parametrize("text", ["", " ", "🤖🎉", "\x00", "a" * 900, "\u202e\u200b", "。"])
@pytest.mark.parametrize("language", ["en", "und"])
def test_strange_texts_and_unknown_languages_give_finite_vectors(encoder: Encoder, text: str, language: str) -> None:
    rows = np.vstack([encoder.passages([text], [language]), encoder.query(text, language)[None]])
    assert np.isfinite(rows).all()


def test_the_end_of_an_overlong_question_costs_no_time(fused: FusedEncoder) -> None:
    started = time.process_time()
    fused.query("How many days? " * 60, "en")
    short = time.process_time() - started
    started = time.process_time()
    fused.query("How many days? " * 600, "en")
    assert time.process_time() - started < 3 * short + 1


def test_the_two_encoders_cannot_be_mixed_up() -> None:
    assert FastEncoder.name != FusedEncoder.name
    assert FastEncoder.dimensions != FusedEncoder.dimensions
