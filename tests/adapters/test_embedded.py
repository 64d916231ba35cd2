"""The encoders inside the package: shapes, length one, and the same meaning near in other languages."""

import time

import numpy as np
import pytest

from assistant.adapters.embedded import FastEncoder, FusedEncoder
from assistant.ports import Encoder

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


@pytest.fixture(scope="module", params=[FastEncoder, FusedEncoder], ids=["fast", "fused"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return request.param()  # type: ignore[no-any-return]


def test_vectors_have_the_shape_that_is_declared_and_length_one(encoder: Encoder) -> None:
    languages = list(TRANSLATIONS)
    rows = encoder.passages([TRANSLATIONS[x] for x in languages], languages)
    query = encoder.query("How many days?", "en")
    assert rows.shape == (6, encoder.dimensions)
    assert query.shape == (encoder.dimensions,)
    assert rows.dtype == query.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert float(np.linalg.norm(query)) == pytest.approx(1.0, abs=1e-5)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.passages([], []).shape == (0, encoder.dimensions)
    assert len(encoder.sentences([], [])) == 0


def test_a_text_is_encoded_the_same_alone_and_among_others(encoder: Encoder) -> None:
    languages = [*TRANSLATIONS, *OTHERS]
    texts = [*TRANSLATIONS.values(), *OTHERS.values()]
    together = encoder.passages(texts * 3, languages * 3)
    alone = np.stack([encoder.passages([t], [x])[0] for t, x in zip(texts, languages, strict=True)])
    assert float((together[-12:] * alone).sum(axis=1).min()) > 0.999


@pytest.mark.parametrize("asked", TRANSLATIONS)
def test_a_question_is_nearer_to_its_translation_than_to_another_text_in_its_own_language(encoder: Encoder, asked: str) -> None:
    query = encoder.query(TRANSLATIONS[asked], asked)
    for language, text in TRANSLATIONS.items():
        right, wrong = encoder.passages([text, OTHERS[asked]], [language, asked])
        assert float(query @ right) > float(query @ wrong) + 0.1, language


def test_sentences_and_question_share_one_space(encoder: Encoder) -> None:
    rows = encoder.sentences([TRANSLATIONS["en"], TRANSLATIONS["zh"], OTHERS["zh"]], ["en", "zh", "zh"])
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert float(rows[0] @ rows[1]) > float(rows[0] @ rows[2]) + 0.2


@pytest.mark.parametrize("text", ["", " ", "🤖🎉", "\x00", "a" * 1_500, "\u202e\u200b", "。"])
@pytest.mark.parametrize("language", ["en", "und"])
def test_strange_texts_and_unknown_languages_give_finite_vectors(encoder: Encoder, text: str, language: str) -> None:
    rows = np.vstack([encoder.passages([text], [language]), encoder.query(text, language)[None]])
    assert np.isfinite(rows).all()


def test_the_end_of_an_overlong_question_costs_no_time() -> None:
    encoder = FusedEncoder()
    started = time.process_time()
    encoder.query("How many days? " * 60, "en")
    short = time.process_time() - started
    started = time.process_time()
    encoder.query("How many days? " * 600, "en")
    assert time.process_time() - started < 3 * short + 1


def test_the_two_encoders_cannot_be_mixed_up() -> None:
    assert FastEncoder.name != FusedEncoder.name
    assert FastEncoder.dimensions != FusedEncoder.dimensions
