import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from tutor.errors import SearchIndexError
from tutor.retrieval import Embedder, open_embedder
from tutor.retrieval.embedder import BATCH
from tutor.retrieval.export import WEIGHTS_SHA256, check_equal, check_weights, weights_folder


def test_vectors_have_length_one_and_keep_the_order_of_the_texts(embedder: Embedder) -> None:
    texts = ["a half and a third", "7", "an angle of 90 degrees in a triangle", "", *map(str, range(BATCH))]
    rows = embedder.embed(texts)
    assert rows.shape == (4 + BATCH, 384)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.allclose(rows[2], embedder.one(texts[2]), atol=1e-4)


def test_texts_of_one_meaning_are_nearer_than_others(embedder: Embedder) -> None:
    adding, sum_, dinosaur = embedder.embed(
        ["adding two fractions", "the sum of two fractions", "a dinosaur in a wood"]
    )
    assert adding @ sum_ > 0.7 > 0.3 > adding @ dinosaur


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, 384)


def test_a_text_longer_than_the_limit_is_cut_and_not_refused(embedder: Embedder) -> None:
    assert embedder.one("add the numerators " * 5000).shape == (384,)


def test_the_vector_of_a_single_text_is_remembered_and_cannot_be_changed(embedder: Embedder) -> None:
    first = embedder.one("three quarters")
    assert embedder.one("three quarters") is first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 2


def test_only_as_many_single_texts_are_remembered_as_was_said(embedder: Embedder) -> None:
    small = Embedder(embedder.folder, remember=1)
    first = small.one("a")
    small.one("b")
    assert small.one("a") is not first


def test_eight_threads_get_equal_vectors(embedder: Embedder) -> None:
    fresh = Embedder(embedder.folder)
    expected = embedder.one("a number line from 0 to 1")
    found: list[bool] = []

    def work() -> None:
        for _ in range(5):
            found.append(bool(np.allclose(fresh.one("a number line from 0 to 1"), expected, atol=1e-5)))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 40


def test_the_installed_weights_are_the_known_ones() -> None:
    assert (weights_folder() / "model.safetensors").is_file()


def test_other_weights_are_refused_before_they_are_loaded(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other")
    with pytest.raises(SearchIndexError, match=f"not {WEIGHTS_SHA256}. It is not loaded"):
        check_weights(tmp_path / "model.safetensors")


@pytest.mark.parametrize("cosines", [[1.0, 0.999], [], [float("nan")]], ids=["third digit", "none", "not a number"])
def test_an_export_that_differs_from_the_original_is_refused(cosines: list[float]) -> None:
    with pytest.raises(SearchIndexError, match="differs from the original"):
        check_equal(cosines)


def test_a_damaged_export_is_made_again(tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.retrieval.embedder.export", lambda folder: shutil.copytree(embedder.folder, folder))
    (tmp_path / "embedder").mkdir()
    (tmp_path / "embedder" / "export.json").write_text("{")
    seen: list[tuple[str, int, int]] = []
    again = open_embedder(tmp_path, progress=lambda *step: seen.append(step))
    assert seen == [("embedder", 0, 1), ("embedder", 1, 1)]
    assert again.one("a half").shape == (384,)


def test_a_home_that_cannot_be_written_is_said_with_its_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SearchIndexError, match="Set TUTOR_HOME"):
        open_embedder(tmp_path / "file")
