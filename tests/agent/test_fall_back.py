"""What is shown where even our own words fail a check."""

import pytest

from tests.agent.conftest import Talk
from tutor.agent import nodes
from tutor.domain import Finding, Move, Segment, TutorReply
from tutor.verify import ReplyContext, check_reply


def test_where_no_reply_passes_the_learner_is_handed_to_an_adult_and_no_unseen_item_is_set(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_the_last_passes(reply: TutorReply, context: ReplyContext) -> list[Finding]:
        passes = reply.text in talk.services.catalog.lines["hand_over"]
        return [Finding(check="strict", outcome="pass" if passes else "fail")]

    monkeypatch.setattr(nodes, "check_reply", only_the_last_passes)
    turn = talk("give me a problem")
    assert (turn.move.name, turn.move.why) == ("hand_over", "nothing_else")
    assert turn.reply in talk.services.catalog.lines["hand_over"]
    assert talk.services.store.learner(talk.learner).current_problem == ""


@pytest.mark.parametrize("key", ["0", "1", "2", "1/2", "3/4", "12", "<", "100"])
def test_the_words_that_hand_over_give_no_answer_away(talk: Talk, key: str) -> None:
    for line in talk.services.catalog.lines["hand_over"]:
        said = TutorReply(segments=(Segment(kind="said", text=line),))
        found = check_reply(
            said, ReplyContext(move=Move(name="hand_over"), keys=(key,), tone=talk.services.catalog.phrases)
        )
        assert [one for one in found if one.outcome != "pass"] == []
