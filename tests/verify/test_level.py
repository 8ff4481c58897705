import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.errors import CannotCheck
from tutor.verify import reading_grade
from tutor.verify.level import COUNTED, HELD_OUT, count, estimate, measure, measures
from tutor.verify.prose import syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("make", 1), ("table", 2), ("fraction", 2), ("denominator", 5), ("added", 2), ("worked", 1), ("pieces", 2), ("the", 1)],
)  # fmt: skip
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_short_plain_sentences_read_at_a_low_grade() -> None:
    assert reading_grade("Look at the top. Now look at the bottom. Are they the same?") < 2


def test_long_sentences_of_long_words_read_at_a_high_grade() -> None:
    text = "Multiplicative comparison necessitates identification of proportional relationships among corresponding quantities."
    assert reading_grade(text) > 12


def test_mathematics_is_left_out() -> None:
    assert reading_grade("Work out `1234567 + 7654321 - 33333`.") == reading_grade("Work out `1`.")


def test_a_text_without_words_has_grade_0() -> None:
    assert reading_grade("`1/2`") < 1
    assert reading_grade("") == 0.0


PLAIN = (
    "The sun is hot. It gives us light. Plants need the light to grow. We eat the plants. Cows eat them too. At night the sun is "
    "gone. Then the air gets cool. The plants wait for the next day."
)
MIDDLE = (
    "Plants use the light of the sun to make their own food. In the morning, when the light returns, their leaves begin to work again. "
    "They take in water from the soil and a gas from the air, and they turn both into sugar. Animals that eat the plants use that sugar "
    "to move and to stay warm."
)
RICH = (
    "Photosynthesis, the process by which vegetation captures solar radiation and converts it into chemical energy, sustains nearly "
    "every ecosystem on the planet. Although the reaction depends on sunlight, temperature and the availability of water also influence "
    "how efficiently it proceeds, and consequently agricultural productivity varies considerably between regions."
)


def test_the_grade_rises_with_the_text_and_keeps_near_flesch_kincaid() -> None:
    found = [measure(text) for text in (PLAIN, MIDDLE, RICH)]
    grades = [level.grade for level in found]
    assert grades == sorted(grades)
    assert grades[0] < 1.5 < 2 < grades[1] < 6 < 12 < grades[2]
    assert all(abs(level.grade - level.measures["flesch_kincaid"]) < 2.5 for level in found[:2])


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
@pytest.mark.parametrize("text", [PLAIN, MIDDLE, RICH], ids=["plain", "middle", "rich"])
def test_published_formulas_agree_with_an_independent_program(text: str) -> None:
    textstat = pytest.importorskip("textstat")
    found = measure(text).measures
    assert found["flesch_kincaid"] == pytest.approx(textstat.flesch_kincaid_grade(text), abs=0.3)
    assert found["automated_readability"] == pytest.approx(textstat.automated_readability_index(text), abs=1.0)
    assert found["coleman_liau"] == pytest.approx(textstat.coleman_liau_index(text), abs=0.6)
    assert found["gunning_fog"] + 2 == pytest.approx(textstat.gunning_fog(text), abs=1.5)


def test_published_formulas_agree_with_values_worked_by_hand() -> None:
    text = "The big dog ran home. Then it ate all of its food and it slept under the table for hours."
    sums = count(text).sum(axis=0)
    found = {name: float(value) for name, value in measures(sums).items()}
    assert dict(zip(COUNTED, sums.tolist(), strict=True))["words"] == 20
    assert found["words_per_sentence"] == 10
    assert found["flesch_kincaid"] == pytest.approx(0.39 * 10 + 11.8 * 23 / 20 - 15.59)
    assert found["coleman_liau"] == pytest.approx(5.88 * 68 / 20 - 29.6 * 2 / 20 - 15.8)


def test_a_longer_text_of_the_same_kind_has_a_smaller_error() -> None:
    once, often = measure(MIDDLE), measure(" ".join([MIDDLE] * 6))
    assert often.error < once.error
    assert 0.2 < often.error < once.error < 4


def test_what_makes_a_text_hard_is_shown() -> None:
    found = measure(f"{PLAIN} {RICH.split('. ')[0]}.")
    assert "photosynthesis" in found.hard_words
    assert found.hard_sentences[0].startswith("Photosynthesis")
    assert "the" not in found.hard_words


def test_held_out_measures_are_shown_but_never_have_a_part() -> None:
    sums = count(MIDDLE).sum(axis=0)
    other = sums.copy()
    other[COUNTED.index("letters")] *= 2
    assert set(HELD_OUT) <= set(measures(sums))
    assert estimate(other) == estimate(sums)
    assert measures(other)["coleman_liau"] > measures(sums)["coleman_liau"] + 5


def test_what_cannot_be_measured_says_why() -> None:
    with pytest.raises(CannotCheck, match="too short"):
        measure("A cat sat.")


@given(st.text(max_size=400))
def test_any_text_is_measured_or_refused(text: str) -> None:
    try:
        found = measure(text)
    except CannotCheck:
        return
    assert 0 <= found.grade <= 18
    assert found.error > 0


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("State        Capital\nOhio         Columbus\nMaine        Augusta\nIowa         Des Moines", "table"),
        ("河流发源于山脉，流向大海。春天，当雪融化时，水位上升并淹没田野。", "English"),
        ("let a = 1;\nlet b = 2;\nprint(a + b);", "code"),
    ],
)
def test_even_a_short_piece_is_called_by_what_it_is(text: str, why: str) -> None:
    with pytest.raises(CannotCheck, match=why):
        measure(text)


def test_the_same_facts_in_nouns_read_harder_than_told() -> None:
    told = (
        "We moved the old bridge. It had been weak, so we made it strong, and then we drove over it to the town. " * 3
    )
    noun = (
        "The movement of the old bridge followed its weakness, and the completion of its improvement led to the town. "
        * 3
    )
    assert measure(noun).measures["nominal_style"] > measure(told).measures["nominal_style"] + 10
