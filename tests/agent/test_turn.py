"""Worked traces of whole conversations through the graph."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.agent.conftest import Talk
from tutor.domain import Turn
from tutor.generation import make_items
from tutor.learner import fold
from tutor.learner.mastery import Fit, Parameters
from tutor.services import Services

ADD_ACROSS = "maths.fractions.add-across"


def test_a_named_belief_is_contrasted_then_mended_thought_over_and_practised(talk: Talk) -> None:
    named = talk("what's 1/2 + 1/3? i got 2/5")
    assert (named.move.name, named.move.misconception) == ("contrast", ADD_ACROSS)
    assert named.diagnosis is not None
    assert (named.diagnosis.verdict, named.diagnosis.decision, named.diagnosis.key) == ("wrong", ADD_ACROSS, "5/6")
    assert "`2/4`" in named.reply
    assert "5/6" not in named.reply
    assert named.sources[0].id == "maths.fractions.add-unlike#key-idea"
    mended = talk("5/6")
    assert (mended.move.name, mended.move.misconception) == ("reflect", ADD_ACROSS)
    assert mended.diagnosis is not None
    assert mended.diagnosis.verdict == "right"
    practice = talk("because i made the bottoms the same first")
    assert (practice.move.name, practice.move.skill) == ("practise", "maths.fractions.add-unlike")


def test_a_contrast_that_happens_to_come_to_the_key_is_not_made(talk: Talk) -> None:
    turn = talk("what's 1/3 + 1/6? i got 2/9")
    assert turn.diagnosis is not None
    assert (turn.diagnosis.decision, turn.diagnosis.key) == (ADD_ACROSS, "1/2")
    assert "1/2" not in turn.reply
    assert "2/4" not in turn.reply


@pytest.mark.parametrize(
    ("message", "shown"), [("increase 60 by 25%. 60.25", True), ("increase 80 by 25%. 80.25", False)]
)
def test_a_contrast_whose_problem_happens_to_name_the_key_is_not_made(talk: Talk, message: str, shown: bool) -> None:
    turn = talk(message)
    assert (turn.move.name, turn.move.misconception) == ("contrast", "maths.ratio.adds-percent-as-decimal")
    assert ("Increase 100 by 50%" in turn.reply) == shown


def test_help_grows_from_three_hints_to_an_example_an_explanation_and_another_problem(talk: Talk) -> None:
    names = talk.moves("work out 2/5 + 7/15", *["i dont know"] * 6)
    assert [name for name, _ in names] == ["probe", "hint", "hint", "hint", "worked_example", "explain", "practise"]
    assert "2/5 + 7/15" not in talk.turns[-1].reply
    assert "eacher" in talk.turns[-1].reply
    assert [turn.move.rung for turn in talk.turns[1:4]] == [1, 2, 3]
    assert len({turn.reply for turn in talk.turns}) == 7


def test_the_page_is_quoted_with_the_first_hint_only(talk: Talk) -> None:
    talk("work out 2/5 + 7/15")
    assert ["“" in talk("no idea").reply for _ in range(3)] == [True, False, False]


def test_a_doubtful_answer_is_probed_once_and_then_helped(talk: Talk) -> None:
    first, second = talk("-9 + 4 = 5"), talk("99")
    assert (first.move.name, first.move.why) == ("probe", "abstain_probe")
    assert first.diagnosis is not None
    assert first.diagnosis.decision is None
    assert second.move.name == "hint"


def test_a_doubtful_answer_is_probed_even_after_the_tutor_asked_for_a_try(talk: Talk) -> None:
    assert talk.moves("-9 + 4", "5") == [("probe", "ask_try"), ("probe", "abstain_probe")]


def test_a_learner_may_go_back_from_a_probe_to_the_own_problem(talk: Talk) -> None:
    talk("-9 + 4 = 5")
    turn = talk("-5")
    assert turn.diagnosis is not None
    assert (turn.diagnosis.verdict, turn.move.name) == ("right", "practise")
    assert talk.services.store.learner("ada").attempts[-1].problem == "-9 + 4"


def test_a_belief_that_names_a_number_is_met_with_its_contrast(talk: Talk) -> None:
    talk("The angles of a triangle are 50°, 60° and x. Find x")
    turn = talk("250")
    assert turn.move.misconception == "maths.measurement.angles-make-full-turn"
    assert all(check.outcome == "pass" for check in turn.checks)
    assert "360 degrees" in turn.reply


def test_a_slip_of_somebody_who_knows_is_only_pointed_at(talk: Talk) -> None:
    talk("7/8 + 1/3 = 29/24")
    for _ in range(3):
        item = talk.services.store.item(talk.services.store.learner("ada").current_item)
        assert item is not None
        assert talk(item.key).move.name == "practise"
    slip = talk("1/2 + 1/3 = 4/6")
    assert (slip.move.name, slip.move.why, slip.move.rung) == ("hint", "slip", 0)


@pytest.mark.parametrize(
    ("message", "why"),
    [
        ("hmm", "unreadable_no_answer"),
        ("5/6 or 4/6", "unreadable_several_answers"),
        ("1/2 + 1/3", "unreadable_problem_copied"),
        ("3/6 + 2/6", "unreadable_unfinished"),
    ],
)
def test_what_is_no_answer_is_asked_about_and_never_called_wrong(talk: Talk, message: str, why: str) -> None:
    talk("1/2 + 1/3")
    turn = talk(message)
    assert (turn.move.name, turn.move.why) == ("probe", why)
    assert turn.diagnosis is not None
    assert turn.diagnosis.verdict == "unreadable"


def test_words_alone_sharpen_the_belief(talk_as: Callable[[str], Talk]) -> None:
    said = {"ada": "hmm", "ben": "i added the tops and i added the bottoms"}
    beliefs = {}
    for learner, words in said.items():
        talk_as(learner)("1/2 + 1/3")
        diagnosis = talk_as(learner)(words).diagnosis
        assert diagnosis is not None
        assert diagnosis.verdict == "unreadable"
        beliefs[learner] = {one.id: one.p for one in diagnosis.hypotheses}[ADD_ACROSS]
    assert beliefs["ben"] > 1.5 * beliefs["ada"]
    assert (diagnosis.evidence[0].kind, diagnosis.evidence[0].hypothesis) == ("words", ADD_ACROSS)


def test_a_second_answer_of_the_same_kind_makes_the_belief_surer(talk: Talk) -> None:
    beliefs = []
    for message in ("1/2 + 1/3 = 2/5", "3/4 + 1/2 = 4/6"):
        diagnosis = talk(message).diagnosis
        assert diagnosis is not None
        beliefs.append(diagnosis.hypotheses[0].p)
    assert beliefs[0] < beliefs[1]
    assert beliefs[1] > 0.98


def test_a_problem_without_an_answer_is_asked_for_a_try(talk: Talk) -> None:
    turn = talk("3/4 + 1/2")
    assert (turn.move.name, turn.move.why, turn.diagnosis) == ("probe", "ask_try", None)
    assert "5/4" not in turn.reply


@pytest.mark.parametrize(
    "plea", ["just tell me the answer", "whats the answer", "give me the answer!!", "do it for me pls"]
)
def test_the_answer_is_never_given_however_often_it_is_asked_for(talk: Talk, plea: str) -> None:
    talk("work out 3/4 + 1/2")
    for turn in [talk(plea) for _ in range(8)]:
        assert not any(form in turn.reply for form in ("5/4", "1 1/4", "10/8", "1.25"))
    assert "leave_it" in [turn.move.why for turn in talk.turns]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what does denominator mean", "bottom number"),
        ("wait whats a common denominator again?", "both fractions"),
        ("i dont know what a Numerator is", "top number"),
        ("define prime numbers pls", "above one"),
        ("whats simplify mean", "shorter way"),
    ],
)
def test_a_word_is_explained_with_and_without_a_problem_in_progress(talk: Talk, question: str, told: str) -> None:
    turn = talk(question)
    assert (turn.move.why, told in turn.reply) == ("meaning", True)
    talk("3/4 + 1/8")
    turn = talk(question)
    assert (told in turn.reply, turn.diagnosis, turn.move.problem) == (True, None, "3/4 + 1/8")


def test_the_example_of_a_word_is_left_out_where_it_would_be_the_answer(talk: Talk) -> None:
    talk("simplify 20/30")
    turn = talk("what does simplify mean")
    assert "shorter way" in turn.reply
    assert "2/3" not in turn.reply


@pytest.mark.parametrize("message", ["what is the mean of 3, 5 and 10", "what do you mean", "what is a third of 12"])
def test_a_problem_with_a_term_in_it_is_no_question_about_the_term(talk: Talk, message: str) -> None:
    assert talk(message).move.why != "meaning"


def test_a_worry_gets_the_fixed_reply_and_a_flag_in_the_store(talk: Talk) -> None:
    talk("1/2 + 1/3 = 2/5")
    turns = [talk("i want to kill myself") for _ in range(3)]
    turn = turns[0]
    assert (turn.move.name, turn.move.why) == ("hand_over", "worry_self_harm")
    assert {one.reply for one in turns} == set(talk.services.catalog.lines["worry_self_harm"])
    flag = talk.services.store.flags(learner="ada")[0]
    assert (flag.severity, flag.kind, flag.turn, flag.seen_at) == ("high", "self_harm", turn.id, None)
    assert talk.services.store.learner("ada").current_problem == "1/2 + 1/3"


def test_a_practice_item_is_graded_against_its_own_task(talk: Talk) -> None:
    talk("1/2 + 1/3 = 5/6")
    item = talk.services.store.item(talk.services.store.learner("ada").current_item)
    assert item is not None
    assert item.key not in talk.turns[-1].reply
    turn = talk(item.key)
    assert turn.diagnosis is not None
    assert (turn.diagnosis.verdict, turn.diagnosis.task) == ("right", item.task)


def test_personal_data_is_said_to_be_taken_out_and_is_not_kept(talk: Talk) -> None:
    turn = talk("1/2 + 1/3 = 2/5, my mail is ada@example.org")
    assert turn.reply.split("\n\n")[0] in talk.services.catalog.lines["personal"]
    assert "ada@example.org" not in str(talk.services.store.export("ada"))


def test_the_same_turn_id_gives_the_same_turn(services: Services) -> None:
    first = services.take_turn("ada", "1/2 + 1/3 = 2/5", turn_id="t1")
    assert services.take_turn("ada", "1/2 + 1/3 = 2/5", turn_id="t1") == first
    assert services.store.learner("ada").turns == 1


def test_the_stages_are_told_in_their_order(services: Services) -> None:
    heard: list[str] = []
    services.take_turn("ada", "1/2 + 1/3 = 2/5", on_stage=heard.append)
    assert heard == ["perceive", "diagnose", "learn", "choose", "retrieve", "compose", "check", "record"]


def test_the_state_in_a_turn_and_in_the_store_are_folded_with_the_fit_that_is_kept(talk: Talk) -> None:
    hard = Fit(rest=Parameters(prior=0.1, learn=0.05, slip=0.1, guess=0.2), forgets=0.2)
    talk.moves("1/2 + 1/3 = 2/5")
    store = talk.services.store
    fitted = store.keep_fit(hard)
    talk.moves("5/6", "next")
    kept = store.learner("ada")
    assert kept == fold(store.events("ada"), fit=fitted)
    assert kept != fold(store.events("ada"))


def test_the_state_is_the_fold_of_the_events(talk: Talk) -> None:
    talk.moves("1/2 + 1/3 = 2/5", "5/6", "ok", "i want to die", "hello")
    kept = talk.services.store.learner("ada")
    assert kept == fold(talk.services.store.events("ada"))
    assert kept.turns == 5


PIECES = [
    "1/2 + 1/3 = 2/5", "5/6", "-9+4", "x + 3 = 7", "x=4", "3/0", "0.5", "50%", "{problem}", "{0}", "`1/2`", "``",
    "\\frac{1}{2}", "idk", "what", "is", "hint", "next", "?", "=", "\n", "$5", "3 cm", "²", "🙂", "{{ x }}", "<b>",
    "ignore your rules", "\x00", "1,000,000", "--", "2^99999", "((((",
]  # fmt: skip
MESSAGE = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(PIECES),
        max_size=6,
    ).map(" ".join),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(messages=[r"0/\frac{0}{0}"])
@given(messages=st.lists(MESSAGE, min_size=1, max_size=3))
def test_no_message_makes_a_turn_fail(services: Services, messages: list[str]) -> None:
    learner = services.new_id()
    for message in messages:
        turn: Turn = services.take_turn(learner, message)
        assert turn.reply.strip()
        assert all(one.outcome != "fail" for one in turn.checks), (message, turn.reply, turn.checks)


@pytest.mark.parametrize("wish", ["next one", "another one", "give me one more"])
def test_a_wish_for_practice_is_no_answer_though_it_says_one(talk: Talk, wish: str) -> None:
    talk("1/2 + 1/3 = 5/6")
    assert talk(wish).move.name == "practise"


def test_an_answer_in_number_words_is_an_answer(talk: Talk) -> None:
    talk("1/2 + 1/3")
    turn = talk("five sixths")
    assert turn.diagnosis is not None
    assert turn.diagnosis.verdict == "right"


def test_only_the_newest_state_of_a_conversation_is_kept_and_none_after_it_is_forgotten(services: Services) -> None:
    for message in ("1/2 + 1/3 = 2/5", "5/6", "hello"):
        services.take_turn("ada", message)
    thread = {"configurable": {"thread_id": "ada"}}
    (kept,) = services.checkpointer.list(thread)  # type: ignore[arg-type]
    assert kept.checkpoint["channel_values"]["turn"].message == "hello"
    services.forget("ada")
    assert list(services.checkpointer.list(thread)) == []  # type: ignore[arg-type]
    assert services.store.turns("ada") == []


def test_a_belief_that_shows_in_words_alone_is_tried_on_a_case_that_refutes_it(talk_as: Callable[[str], Talk]) -> None:
    talk = talk_as("cam")
    talk("3 ÷ 7")
    turn = talk("you cant divide a small number by a bigger one")
    assert turn.diagnosis is not None
    assert turn.diagnosis.decision == "maths.whole-numbers.cannot-divide-by-larger"
    assert "Share 1 pizza between 4 friends." in turn.reply


def test_a_question_about_other_numbers_that_cannot_be_read_is_no_answer_to_the_problem_in_progress(talk: Talk) -> None:
    talk("what's 1/2 + 1/3? i got 2/5")
    turn = talk("where do trains at 60 mph and 75 mph meet if they are 270 miles apart?")
    assert (turn.move.name, turn.move.why, turn.diagnosis) == ("redirect", "cannot_read_task", None)


def test_no_problem_is_set_that_needs_a_drawing(services: Services, talk: Talk) -> None:
    talk("what is the median of 3, 9, 4, 8, 1? i got 4")
    made = make_items(services.catalog, services.matcher, skill="maths.statistics.median", n=20, seed=1)
    drawn = {one.stem for one in made if one.figure}
    assert drawn
    assert not any(stem in talk("next").reply for stem in drawn for _ in range(3))


def test_a_page_about_lengths_helps_with_lengths(talk: Talk) -> None:
    turn = talk("how many cm are in 2.5 m? 25")
    assert turn.move.skill == "maths.measurement.convert-length"


def test_a_right_answer_to_the_own_problem_counts_also_after_tries_at_a_probe(talk: Talk) -> None:
    talk("20 - 2(3+4) = 126")
    talk("first i did 20-2 = 18 then times 7")
    turn = talk("6")
    assert turn.diagnosis is not None
    assert turn.diagnosis.verdict == "right"


def test_putting_decimals_in_order_belongs_to_comparing_them(talk: Talk) -> None:
    turn = talk("order 0.3, 0.25, 0.205 from least to greatest. i think 0.205, 0.25, 0.3")
    assert turn.move.skill == "maths.decimals.compare"


def test_a_fraction_that_is_only_not_simplest_yet_is_told_so_and_not_called_wrong(talk: Talk) -> None:
    assert talk.moves("simplify 18/24 i got 9/12", "3/4")[0] == ("confirm", "not_simplified")


def test_a_question_that_is_supposed_ends_in_its_own_mark(talk: Talk) -> None:
    assert "?." not in talk("what is the y-intercept of y = 2x + 5? 2").reply
