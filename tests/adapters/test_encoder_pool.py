"""Encoding in processes of their own: the same vectors, errors that arrive, and nothing left running."""

import os
import time
from collections.abc import Iterator
from functools import partial

import numpy as np
import pytest

from assistant.adapters.embedded import FastEncoder
from assistant.adapters.encoder_pool import EncoderPool

TEXTS = ["The contract must be registered.", "Договор подлежит регистрации.", "合同应当登记。"]
LANGUAGES = ["en", "ru", "zh"]


@pytest.fixture(scope="module")
def pool() -> Iterator[EncoderPool]:
    made = EncoderPool(FastEncoder.name, partial(FastEncoder, threads=1), workers=1)
    yield made
    made.close()


def test_a_batch_is_encoded_as_in_this_process(pool: EncoderPool) -> None:
    found = pool.submit(TEXTS, LANGUAGES).result(timeout=60)
    expected = FastEncoder().passages(TEXTS, LANGUAGES)
    assert float((found * expected).sum(axis=1).min()) > 0.9999


def test_batches_come_back_to_whoever_sent_them(pool: EncoderPool) -> None:
    futures = [pool.submit([text] * n, [language] * n) for n, (text, language) in enumerate(zip(TEXTS, LANGUAGES, strict=True))]
    assert [len(future.result(timeout=60)) for future in futures] == [0, 1, 2]


def test_an_error_in_a_worker_reaches_the_caller_and_the_pool_goes_on(pool: EncoderPool) -> None:
    with pytest.raises((AttributeError, TypeError)):
        pool.submit([None], ["en"]).result(timeout=60)  # type: ignore[list-item]
    assert pool.submit(TEXTS, LANGUAGES).result(timeout=60).dtype == np.float32


def test_a_pool_starts_again_after_closing_and_leaves_no_process() -> None:
    pool = EncoderPool("pid", _Pid, workers=1)
    pool.close()
    for _ in range(2):
        worker = int(pool.submit([""], ["en"]).result(timeout=60)[0, 0])
        assert worker != os.getpid()
        pool.close()
        for _ in range(100):
            if not _runs(worker):
                break
            time.sleep(0.1)
        assert not _runs(worker)


class _Pid:
    """Says in which process it runs."""

    def passages(self, texts: list[str], languages: list[str]) -> "np.ndarray[tuple[int, ...], np.dtype[np.int64]]":
        return np.full((len(texts), 1), os.getpid(), np.int64)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
