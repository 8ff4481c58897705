"""Lines of the offline composer."""

from tutor.agent.compose import Scene, compose
from tutor.domain import Diagnosis, Move

LINES = {
    "try_again": ("Then try `{problem}` again.", "Now have another go at yours."),
    "probe": ("Look at `{problem}`.",),
}


def scene(turn: int) -> Scene:
    return Scene(move=Move(name="explain"), lines=LINES, turn=turn)


def test_ways_to_say_it_take_turns() -> None:
    said = [scene(turn).line("try_again", problem="1/2 + 1/3") for turn in (0, 1)]
    assert said == ["Then try `1/2 + 1/3` again.", "Now have another go at yours."]


def test_a_list_of_measures_is_not_named_where_a_line_can_do_without() -> None:
    said = {scene(turn).line("try_again", problem="base = 8 cm, height = 5 cm") for turn in (0, 1)}
    assert said == {"Now have another go at yours."}
    assert scene(0).line("probe", problem="base = 8 cm") == "Look at base = 8 cm."


def test_a_right_answer_is_called_right_also_where_there_is_no_next_item() -> None:
    lines = {"right": ("Right.",), "no_item": ("I have no other one.",)}
    right = Diagnosis(verdict="right", reason="correct", decision="correct")
    done = Scene(move=Move(name="practise", why="correct"), lines=lines, diagnosis=right)
    assert [segment.text for segment in compose(done).segments] == ["Right.", "I have no other one."]
