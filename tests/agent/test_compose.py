"""Lines of the offline composer."""

from tutor.agent.compose import Scene
from tutor.domain import Move

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
